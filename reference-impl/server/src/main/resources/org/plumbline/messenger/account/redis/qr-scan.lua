-- A device looks at who asks: the first one that does is the only one.
--
-- KEYS[1]  the login     ARGV  user|device
-- Returns  {address, agent}, or {} when there is no such login or another device scanned it
local found = redis.call('HMGET', KEYS[1], 'secret', 'address', 'agent', 'by')
if not found[1] or (found[4] and found[4] ~= ARGV[1]) then
  return {}
end
redis.call('HSET', KEYS[1], 'by', ARGV[1])
return {found[2], found[3]}
