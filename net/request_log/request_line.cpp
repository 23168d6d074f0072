// Lines of the request log.
#include "net/request_log/request_line.hpp"

#include <fmt/format.h>

#include <iterator>

#include "net/json/json_writer.hpp"
#include "net/json/rfc3339.hpp"

namespace doorbuster::net {
namespace {

constexpr std::int64_t us_per_ms = 1000;

std::string_view word_of(Method method) { return method == Method::other ? "other" : name_of(method); }

std::string_view text_of(const KeyId& key) {
  return key.front() == '\0' ? std::string_view() : std::string_view(key.data(), key.size());
}

// The names are OpenTelemetry's.
void append_trace(JsonWriter& json, const RequestRecord& record) {
  std::string trace;
  std::string parent;
  std::string span;
  append_hex(trace, record.trace->trace_high);
  append_hex(trace, record.trace->trace_low);
  append_hex(parent, record.trace->parent);
  append_hex(span, record.span);
  json.key("trace_id");
  json.plain(trace);
  json.key("span_id");
  json.plain(span);
  json.key("parent_span_id");
  json.plain(parent);
}

void append_json(std::string& out, const RequestRecord& record) {
  JsonWriter json(out);
  json.begin_object();
  json.member("time", inventory::Instant{record.received_ms});
  json.key("method");
  json.plain(word_of(record.method));
  json.key("route");
  if (record.route.empty()) {
    json.null();
  } else {
    json.plain(record.route);
  }
  json.member("status", std::int64_t{record.status});
  if (!record.problem.empty()) {
    json.key("problem");
    json.plain(record.problem);
  }
  json.member("duration_us", record.duration_us);
  json.member("bytes", record.bytes);
  if (const auto key = text_of(record.key); !key.empty()) {
    json.key("key");
    json.plain(key);
  }
  if (record.trace) append_trace(json, record);
  if (!record.sent) json.member("sent", false);
  json.end_object();
}

void append_words(std::string& out, const RequestRecord& record) {
  const auto end = std::back_inserter(out);
  append_rfc3339(out, {record.received_ms});
  fmt::format_to(end, "  {:>3}  {:>9.3f} ms  {:<7} {}", record.status,
                 static_cast<double>(record.duration_us) / us_per_ms, word_of(record.method),
                 record.route.empty() ? std::string_view("-") : record.route);
  if (!record.problem.empty()) fmt::format_to(end, "  {}", record.problem);
  if (const auto key = text_of(record.key); !key.empty()) fmt::format_to(end, "  key {}", key);
  if (record.trace) {
    out += "  trace ";
    append_hex(out, record.trace->trace_high);
    append_hex(out, record.trace->trace_low);
  }
  if (!record.sent) out += "  not taken";
}

}  // namespace

void append_request_line(std::string& out, const RequestRecord& record, LineForm form) {
  form == LineForm::json ? append_json(out, record) : append_words(out, record);
  out += '\n';
}

void append_dropped_line(std::string& out, std::int64_t at_ms, std::uint64_t lines, LineForm form) {
  if (form == LineForm::json) {
    JsonWriter json(out);
    json.begin_object();
    json.member("time", inventory::Instant{at_ms});
    json.member("dropped", lines);
    json.end_object();
  } else {
    append_rfc3339(out, {at_ms});
    fmt::format_to(std::back_inserter(out), "  {} lines dropped", lines);
  }
  out += '\n';
}

}  // namespace doorbuster::net
