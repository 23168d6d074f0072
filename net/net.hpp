// The one header that net/ shows to the folders above: the HTTP front end of one engine.
#pragma once

#include "net/access/access_table.hpp"
#include "net/access/hmac_sha256.hpp"
#include "net/access/key_text.hpp"
#include "net/access/request_signer.hpp"
#include "net/feed/event_lines.hpp"
#include "net/json/rfc3339.hpp"
#include "net/limits/address_text.hpp"
#include "net/limits/rate_text.hpp"
#include "net/server/memory_budget.hpp"
#include "net/server/server.hpp"
#include "net/trace/trace_context.hpp"
