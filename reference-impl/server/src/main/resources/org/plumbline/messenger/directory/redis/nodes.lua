-- Lists the nodes that live, and forgets the ids of those whose announcement has run out.
--
-- KEYS[1]  the set of node ids
-- ARGV     prefix of node keys
-- Returns  {now in microseconds, id, incarnation|memory|link port|host, id, ...}
--
-- The time lets a reader tell whether an entry of a node that is not listed is younger than the
-- list, since epochs are of the same clock.
local time = redis.call('TIME')
local live = {string.format('%.0f', time[1] * 1000000 + time[2])}
for _, id in ipairs(redis.call('SMEMBERS', KEYS[1])) do
  local announced = redis.call('GET', ARGV[1] .. id)
  if announced then
    live[#live + 1] = id
    live[#live + 1] = announced
  else
    redis.call('SREM', KEYS[1], id)
  end
end
return live
