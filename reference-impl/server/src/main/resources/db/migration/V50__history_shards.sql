-- Which logical shard of the history lies in which physical store. A map is named by its home, the
-- store that held everything at first.
CREATE TABLE history_shards (
  home       VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  shard      INT         NOT NULL,
  phase      VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  from_store VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  to_store   VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version    BIGINT      NOT NULL,
  PRIMARY KEY (home, shard),
  KEY by_from (from_store),
  KEY by_to (to_store)
) ENGINE = InnoDB;

-- Which stores each node knows, in the order of its settings.
CREATE TABLE history_nodes (
  home    VARCHAR(48)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  node_id VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  stores  TEXT         CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (home, node_id)
) ENGINE = InnoDB;

-- Who moves shards now.
CREATE TABLE history_movers (
  home       VARCHAR(48)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  holder     VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  held_until DATETIME(3)  NOT NULL
) ENGINE = InnoDB;
