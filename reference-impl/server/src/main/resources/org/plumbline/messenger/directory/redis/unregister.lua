-- Removes a device's session, unless a newer one has taken its place.
--
-- KEYS[1]  the user's hash: device -> node|incarnation|epoch
-- ARGV     device, epoch
-- Returns  1 when it was removed, else 0
--
-- Reading and removing must be one step: between the two the device may connect anew, and the end
-- of its old socket would make it unreachable.
local entry = redis.call('HGET', KEYS[1], ARGV[1])
if entry and string.match(entry, '%d+$') == ARGV[2] then
  return redis.call('HDEL', KEYS[1], ARGV[1])
end
return 0
