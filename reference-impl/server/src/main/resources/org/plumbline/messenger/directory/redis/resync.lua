-- Notes sessions of a node that must sync.
--
-- KEYS[1]  the node's list: session, and when it was noted last
-- ARGV     most sessions, how long the list is kept in ms, session, session, ...
--
-- A list that would grow too long becomes the one member "*": everybody. The time tells what was
-- noted after the node looked from what it has seen.
local time = redis.call('TIME')
local now = string.format('%.0f', time[1] * 1000000 + time[2])
local everybody = redis.call('ZSCORE', KEYS[1], '*')
if everybody or redis.call('ZCARD', KEYS[1]) + #ARGV - 2 > tonumber(ARGV[1]) then
  redis.call('DEL', KEYS[1])
  redis.call('ZADD', KEYS[1], now, '*')
else
  for i = 3, #ARGV do
    redis.call('ZADD', KEYS[1], now, ARGV[i])
  end
end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1
