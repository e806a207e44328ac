-- Keeps a user's code, unless there were too many lately.
--
-- KEYS[1]  the code: hash, tries     KEYS[2]  how many codes the user had in this window
-- ARGV     hash, life in ms, most codes in a window, window in ms
-- Returns  0 when kept, else how long to wait in ms
local count = redis.call('INCR', KEYS[2])
local left = redis.call('PTTL', KEYS[2])
if left < 0 then
  redis.call('PEXPIRE', KEYS[2], ARGV[4])
  left = tonumber(ARGV[4])
end
if count > tonumber(ARGV[3]) then
  return math.max(left, 1)
end
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'hash', ARGV[1], 'tries', 0)
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 0
