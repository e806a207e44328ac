-- Whether this is the user's code: a right one counts once, and the last wrong try ends it.
--
-- KEYS[1]  the code: hash, tries
-- ARGV     hash, most tries
-- Returns  1 when it is, else 0
local hash = redis.call('HGET', KEYS[1], 'hash')
if not hash then
  return 0
end
local tries = redis.call('HINCRBY', KEYS[1], 'tries', 1)
if hash == ARGV[1] then
  redis.call('DEL', KEYS[1])
  return 1
end
if tries >= tonumber(ARGV[2]) then
  redis.call('DEL', KEYS[1])
end
return 0
