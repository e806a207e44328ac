-- Takes a node out, unless a newer process has its id.
--
-- KEYS[1]  the node's key: incarnation|memory|link port|host
-- KEYS[2]  the set of node ids
-- KEYS[3]  the key of the node's number
-- ARGV     node id, incarnation
local announced = redis.call('GET', KEYS[1])
if announced and string.match(announced, '^%d+') == ARGV[2] then
  redis.call('DEL', KEYS[1])
  redis.call('SREM', KEYS[2], ARGV[1])
  if redis.call('GET', KEYS[3]) == ARGV[1] then
    redis.call('DEL', KEYS[3])
  end
  return 1
end
return 0
