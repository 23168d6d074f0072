// W3C Trace Context, level 1 (https://www.w3.org/TR/trace-context-1/): the field traceparent, by which a request says
// what trace it belongs to. What isn't spelled as it must be is as if it weren't there.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace doorbuster::net {

struct TraceContext {
  std::uint64_t trace_high = 0;  // the trace-id's 16 bytes; never all 0
  std::uint64_t trace_low = 0;
  std::uint64_t parent = 0;      // the parent-id: the span that asks; never 0
  bool sampled = false;          // the flag of that name: who asks may have recorded it
  friend bool operator==(const TraceContext&, const TraceContext&) = default;
};

// Section 3.2: version 00 exactly, later ones as far as they are like it, version ff not at all; digits in lower case.
[[nodiscard]] std::optional<TraceContext> parse_traceparent(std::string_view field);
// As version 00 spells it.
[[nodiscard]] std::string traceparent_text(const TraceContext& context);
// In 16 hexadecimal digits.
void append_hex(std::string& out, std::uint64_t number);

}  // namespace doorbuster::net
