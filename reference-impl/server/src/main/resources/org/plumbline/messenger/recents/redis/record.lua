-- Takes messages of one thread from a writer whose lease stands; returns 0 when it does not.
-- KEYS: the thread's list, the thread's head, the writer's lease
-- ARGV: append or replace, node, epoch, milliseconds kept, messages kept, then seq, prev, frame ...
-- One step, because the list and what is known of its end must never differ.
if redis.call('GET', KEYS[3]) ~= ARGV[3] then
  return 0
end
local last = nil
if ARGV[1] == 'replace' then
  redis.call('DEL', KEYS[1])
else
  local head = redis.call('HMGET', KEYS[2], 'writer', 'epoch', 'last')
  if head[1] and redis.call('GET', 'recents:writer:' .. head[1]) == head[2] then
    last = tonumber(head[3])
  end
end
local fresh = ARGV[1] == 'replace'
for i = 6, #ARGV, 3 do
  local seq = tonumber(ARGV[i])
  if last == nil or seq > last then
    if not fresh and (last == nil or tonumber(ARGV[i + 1]) ~= last) then
      redis.call('DEL', KEYS[1])
    end
    redis.call('RPUSH', KEYS[1], ARGV[i + 2])
    last = seq
  end
end
if last == nil then
  redis.call('DEL', KEYS[1], KEYS[2])
  return 1
end
redis.call('LTRIM', KEYS[1], -tonumber(ARGV[5]), -1)
redis.call('HSET', KEYS[2], 'writer', ARGV[2], 'epoch', ARGV[3], 'last', string.format('%.0f', last))
redis.call('PEXPIRE', KEYS[1], ARGV[4])
redis.call('PEXPIRE', KEYS[2], ARGV[4])
return 1
