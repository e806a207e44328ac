-- The messages of threads whose last writer vouches for them: thread, list, thread, list ...
-- KEYS: the prefix of all keys
-- ARGV: the key of a user's last threads or an empty text, how many of them, then threads by name
-- One step, so that no writer ends between the look at its lease and the reading of the list.
local threads = {}
if ARGV[1] ~= '' then
  threads = redis.call('ZREVRANGE', ARGV[1], 0, tonumber(ARGV[2]) - 1)
end
for i = 3, #ARGV do
  threads[#threads + 1] = ARGV[i]
end
local found = {}
for _, thread in ipairs(threads) do
  local head = redis.call('HMGET', KEYS[1] .. 'head:' .. thread, 'writer', 'epoch')
  if head[1] and redis.call('GET', KEYS[1] .. 'writer:' .. head[1]) == head[2] then
    found[#found + 1] = thread
    found[#found + 1] = redis.call('LRANGE', KEYS[1] .. 'thread:' .. thread, 0, -1)
  end
end
return found
