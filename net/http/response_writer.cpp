// Responses as bytes.
#include "net/http/response_writer.hpp"

#include <algorithm>
#include <array>
#include <boost/beast/http/status.hpp>
#include <cassert>
#include <charconv>
#include <ostream>  // Beast's status.hpp needs it and does not include it

namespace doorbuster::net {
namespace {

void append_number(std::string& out, std::size_t number, int base = 10) {
  std::array<char, 24> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, base).ptr;
  out.append(digits.data(), end);
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ").append(value).append("\r\n");
}

void append_status_line(std::string& out, int status, std::string_view date) {
  const auto reason = boost::beast::http::obsolete_reason(static_cast<boost::beast::http::status>(status));
  out.append("HTTP/1.1 ");
  append_number(out, static_cast<std::size_t>(status));
  out.append(" ").append(reason.data(), reason.size()).append("\r\n");
  append_field(out, "Date", date);
}

constexpr std::string_view caching_field = "Cache-Control";
constexpr std::string_view not_kept = "no-store";

// RFC 9110 section 8.6: a 204 has no Content-Length.
bool has_content(int status) { return status != 204; }

bool says_who_may_keep_it(const HttpResponse& response) {
  return std::ranges::any_of(response.fields, [](const auto& field) { return field.first == caching_field; });
}

}  // namespace

void append_response(std::string& out, const HttpResponse& response, ResponseForm form, std::string_view date) {
  append_status_line(out, response.status, date);
  if (!response.content_type.empty()) append_field(out, "Content-Type", response.content_type);
  for (const auto& [name, value] : response.fields) append_field(out, name, value);
  if (form.to_read && !says_who_may_keep_it(response)) append_field(out, caching_field, not_kept);
  if (has_content(response.status) && !response.endless) {
    out.append("Content-Length: ");
    append_number(out, response.content().size());
    out.append("\r\n");
  }
  if (form.closes) append_field(out, "Connection", "close");
  out.append("\r\n");
  if (!form.without_body && has_content(response.status)) out.append(response.content());
}

void append_stream_head(std::string& out, std::string_view content_type, bool chunked, std::string_view date) {
  append_status_line(out, 200, date);
  append_field(out, "Content-Type", content_type);
  append_field(out, caching_field, not_kept);
  if (chunked) append_field(out, "Transfer-Encoding", "chunked");
  append_field(out, "Connection", "close");
  out.append("\r\n");
}

void append_chunk(std::string& out, std::string_view data) {
  assert(!data.empty());
  append_number(out, data.size(), 16);
  out.append("\r\n").append(data).append("\r\n");
}

void append_last_chunk(std::string& out) { out.append("0\r\n\r\n"); }

void append_continue(std::string& out) { out.append("HTTP/1.1 100 Continue\r\n\r\n"); }

}  // namespace doorbuster::net
