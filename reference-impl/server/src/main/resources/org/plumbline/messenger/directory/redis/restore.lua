-- Records a session again, with the epoch that it has, after the server may have lost it.
--
-- KEYS[1]  the user's hash: device -> node|incarnation|epoch
-- ARGV     device, node, incarnation, epoch, time to keep the hash in milliseconds
-- Returns  1 when a newer session of the device is recorded, which then stays, else 0
local entry = redis.call('HGET', KEYS[1], ARGV[1])
if entry and tonumber(string.match(entry, '%d+$')) > tonumber(ARGV[4]) then
  return 1
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. '|' .. ARGV[3] .. '|' .. ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[5])
return 0
