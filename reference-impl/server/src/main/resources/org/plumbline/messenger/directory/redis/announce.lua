-- Says that a node lives, and tells it whether the server still remembers what it was told before.
--
-- KEYS[1]  the node's key: incarnation|memory|link port|host
-- KEYS[2]  the set of node ids
-- KEYS[3]  the key of the node's number: the id of the node that has it
-- ARGV     node id, incarnation or 0 for the first time, link port, host, time to live in ms, how
--          long the number is kept in ms
-- Returns  {1, incarnation, memory}, or {0, incarnation, memory} when a newer process has the id,
--          or {2, node id} when that other node has the number
--
-- "memory" names the stretch of time over which the server has known this node without a gap: when
-- the key was made, and which run of the server it was. It is compared with the last one by the
-- node. A plain "was known" would be lost together with the answer that carries it. The run matters
-- because a server that starts from an old snapshot knows the node, but not its newer sessions.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local known, memory = 0, nil
local announced = redis.call('GET', KEYS[1])
if announced then
  local incarnation
  incarnation, memory = string.match(announced, '^(%d+)|([^|]*)|')
  known = tonumber(incarnation)
end

local incarnation = tonumber(ARGV[2])
if incarnation == 0 then
  incarnation = math.max(known + 1, now)
elseif known > incarnation then
  return {0, string.format('%.0f', known), memory}
end

local holder = redis.call('GET', KEYS[3])
if holder and holder ~= ARGV[1] then
  return {2, holder}
end

local run = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)')
if known ~= incarnation or string.match(memory, '%w+$') ~= run then
  memory = string.format('%.0f', now) .. '/' .. run
end
incarnation = string.format('%.0f', incarnation)
redis.call(
  'SET', KEYS[1], incarnation .. '|' .. memory .. '|' .. ARGV[3] .. '|' .. ARGV[4], 'PX', ARGV[5])
redis.call('SADD', KEYS[2], ARGV[1])
redis.call('SET', KEYS[3], ARGV[1], 'PX', ARGV[6])
return {1, incarnation, memory}
