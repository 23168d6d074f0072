-- wrk script: the stock of a SKU.
--   wrk -s read_stock.lua URL
package.path = debug.getinfo(1, "S").source:match("^@(.*/)") .. "?.lua;" .. package.path
local common = require("common")

setup, done = common.setup, common.done

function request() return "GET /v1/skus/lamp HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" end
