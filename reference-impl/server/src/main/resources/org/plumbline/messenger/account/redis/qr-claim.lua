-- Who showed the code asks how far it is. When it is approved, the login is over with this answer.
--
-- KEYS[1]  the login     ARGV  hash of the secret
-- Returns  {'approved', user|device}, {'waiting', user|device or ''}, or {} when there is none such
local found = redis.call('HMGET', KEYS[1], 'secret', 'by', 'approved')
if not found[1] or found[1] ~= ARGV[1] then
  return {}
end
if not found[3] then
  return {'waiting', found[2] or ''}
end
redis.call('DEL', KEYS[1])
return {'approved', found[2]}
