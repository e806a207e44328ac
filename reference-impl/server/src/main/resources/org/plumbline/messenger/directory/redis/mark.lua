-- Raises the mark up to which message ids were made with a node number. It never falls.
--
-- KEYS[1]  the mark, in milliseconds since 1970
-- ARGV     the mark wanted, how long it is kept in ms
-- Returns  {mark, now in milliseconds}
--
-- One step, since an older process of the node may raise it at the same time.
local time = redis.call('TIME')
local mark = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), tonumber(ARGV[1]))
mark = string.format('%.0f', mark)
redis.call('SET', KEYS[1], mark, 'PX', ARGV[2])
return {mark, string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))}
