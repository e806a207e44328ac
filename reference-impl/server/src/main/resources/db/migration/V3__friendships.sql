-- One row for each pair of users, the smaller name first, so that whatever the two do at once is
-- decided on one row. `since` is in milliseconds since 1970: of the request, then of the friendship.
CREATE TABLE friendships (
  low_id  VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  high_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state   ENUM ('LOW_ASKED', 'HIGH_ASKED', 'FRIENDS') NOT NULL,
  since   BIGINT NOT NULL,
  PRIMARY KEY (low_id, high_id),
  KEY by_high (high_id, low_id)
) ENGINE = InnoDB;
