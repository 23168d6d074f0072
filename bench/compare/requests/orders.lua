-- wrk script: one order of one unit a request, each with its own buyer and key.
--   wrk -s orders.lua URL -- RUN SALE DEPTH     RUN: letters that no other run on this server uses; DEPTH: pipelined
package.path = debug.getinfo(1, "S").source:match("^@(.*/)") .. "?.lua;" .. package.path
local common = require("common")

setup, done = common.setup, common.done

function init(args)
  local number = common.numbers(args[1])
  local sale, depth = args[2], tonumber(args[3])
  local body_start = '{"sale":"' .. sale .. '","buyer":"'
  local body_end = '","items":[{"sku":"lamp","qty":1}]}'
  local head_start = "POST /v1/orders HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
    .. (#body_start + #number() + #body_end) .. "\r\nIdempotency-Key: "

  local function one()
    local mine = number()
    return head_start .. mine .. "\r\n\r\n" .. body_start .. mine .. body_end
  end
  if depth == 1 then
    request = one
    return
  end
  request = function()
    local all = {}
    for i = 1, depth do all[i] = one() end
    return table.concat(all)
  end
end
