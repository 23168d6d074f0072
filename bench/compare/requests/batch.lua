-- wrk script: a thousand orders a request, each with its own buyer and key.
--   wrk -s batch.lua URL -- RUN SALE ORDERS
package.path = debug.getinfo(1, "S").source:match("^@(.*/)") .. "?.lua;" .. package.path
local common = require("common")

setup, done = common.setup, common.done

function init(args)
  local number = common.numbers(args[1])
  local mark = string.rep("@", #number())
  local orders = {}
  for i = 1, tonumber(args[3]) do
    local mine = mark .. "-" .. i
    orders[i] = '{"key":"' .. mine .. '","sale":"' .. args[2] .. '","buyer":"' .. mine ..
      '","items":[{"sku":"lamp","qty":1}]}'
  end
  local body = '{"orders":[' .. table.concat(orders, ",") .. "]}"
  local head = "POST /v1/orders/batch HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
    .. #body .. "\r\n\r\n"
  request = function() return head .. body:gsub("@+", number()) end
end
