-- wrk script: every request is an order of one unit, for a buyer of its own. Counts what the server says, and ends
-- with checks, after the manner of k6; wrk's exit code is 1 where one fails.
--   wrk -s crowd.lua URL -- SALE SKU KEY      KEY: an API key, or - for a server that has none
local threads = {}
local wanted = { [201] = "held", [409] = "refused", [429] = "put off", [503] = "put off" }

function setup(thread)
  table.insert(threads, thread)
  thread:set("number", #threads)
end

function init(args)
  sale, sku = args[1], args[2]
  head = { ["Content-Type"] = "application/json" }
  if args[3] ~= "-" then head["Authorization"] = "Bearer " .. args[3] end
  mark = sale .. "-" .. number .. "-" .. os.time() .. "-"
  asked = 0
  counts = ""
  seen = { held = 0, refused = 0, ["put off"] = 0, unwanted = 0 }
end

function request()
  asked = asked + 1
  local buyer = mark .. asked
  head["Idempotency-Key"] = buyer
  local body = string.format('{"sale":"%s","buyer":"%s","items":[{"sku":"%s","qty":1}]}', sale, buyer, sku)
  return wrk.format("POST", "/v1/orders", head, body)
end

function response(status)
  local what = wanted[status] or "unwanted"
  seen[what] = seen[what] + 1
  -- Only plain values cross from a thread to done().
  held, refused, put_off, unwanted = seen.held, seen.refused, seen["put off"], seen.unwanted
end

local function sum(name)
  local total = 0
  for _, thread in ipairs(threads) do total = total + (thread:get(name) or 0) end
  return total
end

local function check(good, text)
  io.write(good and "  ✓ " or "  ✗ ", text, "\n")
  return good
end

function done(summary, latency)
  local lost = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  local all_held, all_refused, others = sum("held"), sum("refused"), sum("unwanted")
  io.write(string.format("\nheld=%d refused=%d put_off=%d p99_us=%d\n", all_held, all_refused, sum("put_off"),
    latency:percentile(99)))
  local good = check(all_held > 0, "somebody got an order")
  good = check(all_refused > 0, "somebody was told that it is gone") and good
  good = check(others == 0, "nothing but 201, 409, 429 and 503 was answered: " .. others .. " were") and good
  good = check(lost == 0, "no connection was lost: " .. lost .. " were") and good
  if not good then os.exit(1) end
end
