-- Records a device's new session, fences off its older one, and drops what dead nodes left behind.
--
-- KEYS[1]  the user's hash: device -> node|incarnation|epoch
-- ARGV     device, node, incarnation, time to keep the hash in milliseconds, prefix of node keys
-- Returns  {epoch, the entry of the replaced session if its node lives, else nil}
--
-- The keys of the nodes are read here although they are not declared, because only the server knows
-- at this instant which nodes live: a caller's view is a second old, and would take the entries of a
-- node that it has not yet heard of for dead. So the directory is one server, not a cluster.
--
-- The epoch is the server's time in microseconds, so that it rises also after everything was lost,
-- and at least one more than the previous, so that it rises when the clock steps back. A number of
-- this size is exact in Lua: it is below 2^53.
local previous, replaced = 0, false
local entries = redis.call('HGETALL', KEYS[1])
for i = 1, #entries, 2 do
  local node, incarnation, epoch = string.match(entries[i + 1], '^(.*)|(%d+)|(%d+)$')
  local announced = redis.call('GET', ARGV[5] .. node)
  local live = announced and string.match(announced, '^%d+') == incarnation
  if entries[i] == ARGV[1] then
    previous = tonumber(epoch)
    if live then
      replaced = entries[i + 1]
    end
  elseif not live then
    redis.call('HDEL', KEYS[1], entries[i])
  end
end

local time = redis.call('TIME')
local epoch = string.format('%.0f', math.max(previous + 1, time[1] * 1000000 + time[2]))
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. '|' .. ARGV[3] .. '|' .. epoch)
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return {epoch, replaced}
