// A request's line in the log: JSON for programs, words for a terminal.
#pragma once

#include <cstdint>
#include <string>

#include "net/request_log/request_record.hpp"

namespace doorbuster::net {

enum class LineForm : std::uint8_t { json, words };

// With the line feed. Of JSON: docs/logs.md has the members.
void append_request_line(std::string& out, const RequestRecord& record, LineForm form);
// That so many lines were dropped since the last one that said so.
void append_dropped_line(std::string& out, std::int64_t at_ms, std::uint64_t lines, LineForm form);

}  // namespace doorbuster::net
