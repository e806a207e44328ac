-- Written from the feed of memberships, for listing; "version" is the place of the change that
-- wrote a row in its group's order. Ids are compared byte by byte.
CREATE TABLE chat_groups (
  group_id    VARCHAR(64)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  name        VARCHAR(128)  CHARACTER SET utf8mb4 NOT NULL,
  description VARCHAR(1024) CHARACTER SET utf8mb4 NOT NULL,
  created_at  TIMESTAMP(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  deleted     BOOLEAN       NOT NULL,
  version     BIGINT        NOT NULL
) ENGINE = InnoDB;

CREATE TABLE group_members (
  group_id  VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  user_id   VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  role      VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  is_member BOOLEAN     NOT NULL,
  version   BIGINT      NOT NULL,
  PRIMARY KEY (group_id, user_id)
) ENGINE = InnoDB;

CREATE TABLE user_groups (
  user_id   VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  group_id  VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  is_member BOOLEAN     NOT NULL,
  version   BIGINT      NOT NULL,
  PRIMARY KEY (user_id, group_id)
) ENGINE = InnoDB;
