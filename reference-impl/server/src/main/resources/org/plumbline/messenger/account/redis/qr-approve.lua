-- The device that scanned says yes.
--
-- KEYS[1]  the login     ARGV  user|device
-- Returns  {'approved'}, or {} when it did not scan it
if redis.call('HGET', KEYS[1], 'by') ~= ARGV[1] then
  return {}
end
redis.call('HSET', KEYS[1], 'approved', '1')
return {'approved'}
