-- How devices are reached while they have no session. An address belongs to one device.
CREATE TABLE push_devices (
  user_id       VARCHAR(64)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  device_id     VARCHAR(64)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  provider      VARCHAR(8)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  address       VARCHAR(1024) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  address_hash  BINARY(32)    NOT NULL,
  p256dh        VARCHAR(100)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  auth          VARCHAR(32)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  opted_in      BOOLEAN       NOT NULL,
  registered_at BIGINT        NOT NULL,
  PRIMARY KEY (user_id, device_id),
  UNIQUE KEY one_device_for_an_address (address_hash)
) ENGINE = InnoDB;
