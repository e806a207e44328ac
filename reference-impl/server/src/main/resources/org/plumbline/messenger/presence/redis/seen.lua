-- Records when users were seen. An older time never replaces a newer one: the nodes of a user's
-- devices write in any order.
--
-- KEYS  the users' last-seen keys
-- ARGV  milliseconds since 1970, time to keep the keys in milliseconds
for _, key in ipairs(KEYS) do
  local before = redis.call('GET', key)
  if not before or tonumber(before) < tonumber(ARGV[1]) then
    redis.call('SET', key, ARGV[1], 'PX', ARGV[2])
  end
end
return #KEYS
