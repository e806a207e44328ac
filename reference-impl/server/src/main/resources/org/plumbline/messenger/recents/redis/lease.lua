-- Renews a lease that stands, or begins one with a fresh epoch; returns the epoch that holds.
-- KEYS: the writer's lease
-- ARGV: the epoch of the writer, a fresh one, milliseconds of the lease
-- One step, because an epoch that ran out must never stand again.
if redis.call('GET', KEYS[1]) == ARGV[1] then
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
  return ARGV[1]
end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return ARGV[2]
