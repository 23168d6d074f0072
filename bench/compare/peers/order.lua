-- The usual script of a flash sale on Redis: stock, who has bought, and a stream of orders that a worker takes on.
--   KEYS: stock, buyers, orders     ARGV: buyer, key
if redis.call("SISMEMBER", KEYS[2], ARGV[1]) == 1 then return "limit_reached" end
if tonumber(redis.call("GET", KEYS[1])) < 1 then return "sold_out" end
redis.call("DECR", KEYS[1])
redis.call("SADD", KEYS[2], ARGV[1])
return redis.call("XADD", KEYS[3], "*", "buyer", ARGV[1], "key", ARGV[2])
