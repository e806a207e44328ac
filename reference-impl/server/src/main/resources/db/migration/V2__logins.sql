-- One row for each device that is logged in. Of its refresh tokens only hashes are here (SHA-256, as
-- hexadecimal digits): one of the family, which all of a login share, and one of the last of them.
-- Times are milliseconds since 1970; `login` rises with each login of a device.
CREATE TABLE logins (
  user_id      VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  device_id    VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  login        BIGINT      NOT NULL,
  family_hash  CHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  refresh_hash CHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at   BIGINT      NOT NULL,
  last_used_at BIGINT      NOT NULL,
  expires_at   BIGINT      NOT NULL,
  PRIMARY KEY (user_id, device_id),
  UNIQUE KEY by_family (family_hash),
  KEY by_expiry (expires_at)
) ENGINE = InnoDB;

-- Logins that were ended before their time: until their last access token has ended by itself, the
-- nodes read them here. The time is the database's, so that the nodes' clocks need not agree.
CREATE TABLE ended_logins (
  id        BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
  user_id   VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  device_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  login     BIGINT      NOT NULL,
  ended_at  DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  KEY by_time (ended_at, id)
) ENGINE = InnoDB;
