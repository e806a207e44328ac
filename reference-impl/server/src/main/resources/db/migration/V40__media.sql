-- What is known of uploads; the objects themselves are in the object store.
CREATE TABLE media (
  media_id     VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  owner_id     VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind         VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  content_type VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  bytes        BIGINT       NOT NULL,
  state        VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  cleared      TINYINT      NOT NULL DEFAULT 0,
  created_at   BIGINT       NOT NULL,
  KEY of_owner (owner_id, state),
  KEY by_state (state, created_at),
  KEY to_clear (cleared, created_at)
) ENGINE = InnoDB;
