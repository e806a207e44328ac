-- Begins a login by QR code.
--
-- KEYS[1]  the login: secret (hash), address, agent, by (user|device that scanned), approved
-- ARGV     hash of the secret, address, user agent, life in ms
redis.call('HSET', KEYS[1], 'secret', ARGV[1], 'address', ARGV[2], 'agent', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return {}
