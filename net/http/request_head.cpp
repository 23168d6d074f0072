// What a request's head says: RFC 9112 sections 3 (request line), 6 (body length), 9 (connection), RFC 9110 section 10
// (expectations), each in its strictest reading.
#include "net/http/request_head.hpp"

#include <algorithm>
#include <charconv>

#include "net/transport_limits.hpp"

namespace doorbuster::net {
namespace {

std::optional<Refusal> invalid(std::string_view detail) { return Refusal{ProblemCode::invalid_http, detail}; }

Method method_of(std::string_view token) {
  if (token == "GET") return Method::get;
  if (token == "POST") return Method::post;
  if (token == "PUT") return Method::put;
  if (token == "HEAD") return Method::head;
  if (token == "OPTIONS") return Method::options;
  return Method::other;
}

// Digits only: "+5", "5, 5" and "0x5" are read differently by different recipients.
std::optional<std::uint64_t> parse_length(std::string_view text) {
  std::uint64_t length = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return length;
}

// How many bytes scheme and authority of an absolute-form target take; nothing if they are malformed. What follows is
// empty or begins with '/' or '?'.
std::optional<std::size_t> authority_end(std::string_view target) {
  constexpr std::string_view separator = "://";
  const auto scheme_end = target.find(separator);
  if (scheme_end == std::string_view::npos) return std::nullopt;
  const auto scheme = target.substr(0, scheme_end);
  if (!equal_ignoring_case(scheme, "http") && !equal_ignoring_case(scheme, "https")) return std::nullopt;
  const auto begin = scheme.size() + separator.size();
  const auto end = std::min(target.find_first_of("/?", begin), target.size());
  const auto authority = target.substr(begin, end - begin);
  if (authority.empty() || !is_host(authority)) return std::nullopt;
  return end;
}

}  // namespace

void RequestHead::clear() {
  has_request_line_ = closes_ = http_1_0_ = chunked_ = expects_continue_ = expects_other_ = false;
  method_ = Method::other;
  target_ = {};
  made_target_.clear();
  content_length_.reset();
  fields_ = hosts_ = 0;
  for (auto& field : kept_) field.times = 0;
}

std::optional<Refusal> RequestHead::take_request_line(std::string_view line, const char* message) {
  const auto method_end = line.find(' ');
  if (!is_token(line.substr(0, method_end)) || method_end == std::string_view::npos) {
    return invalid("The request line does not begin with a method and one space.");
  }
  const auto target_begin = method_end + 1;
  const auto target_end = line.find(' ', target_begin);
  if (target_end == std::string_view::npos) return invalid("The request line has no HTTP version.");
  const auto version = line.substr(target_end + 1);
  if (version != "HTTP/1.1" && version != "HTTP/1.0") {
    return invalid("Only HTTP/1.1 and HTTP/1.0 are spoken here.");
  }
  http_1_0_ = version.ends_with('0');
  closes_ = http_1_0_;
  method_ = method_of(line.substr(0, method_end));
  has_request_line_ = true;
  return take_target(line.substr(target_begin, target_end - target_begin), message);
}

std::optional<Refusal> RequestHead::take_target(std::string_view target, const char* message) {
  if (target.size() > transport::target_bytes_max) {
    return Refusal{ProblemCode::uri_too_long, "The request's target is longer than 4096 bytes."};
  }
  if (target.empty() || !is_visible_ascii(target) || target.find('#') != std::string_view::npos) {
    return invalid("The request's target has characters that no URI has.");
  }
  const bool asterisk = target == "*" && method_ == Method::options;
  if (!asterisk && !target.starts_with('/')) {
    const auto path = authority_end(target);
    if (!path) return invalid("The request's target is neither a path nor an http URI.");
    target.remove_prefix(*path);
    // RFC 9112 section 3.2.4 and RFC 9110 section 4.2.3: no path is "/", but to OPTIONS it is the server as a whole.
    if (target.empty() && method_ == Method::options) {
      made_target_ = "*";
    } else if (!target.starts_with('/')) {
      made_target_.append("/").append(target);
    }
  }
  target_ = {static_cast<std::size_t>(target.data() - message), target.size()};
  return std::nullopt;
}

std::optional<Refusal> RequestHead::take_field(std::string_view line, const char* message) {
  if (++fields_ > transport::head_fields_max) {
    return Refusal{ProblemCode::header_too_large, "The request has more than 100 header fields."};
  }
  const auto field = parse_field(line);
  if (!field) return invalid("A header field is malformed: its name, a folded line or a control character.");
  const auto is = [&](std::string_view name) { return equal_ignoring_case(field->name, name); };
  if (is("Content-Type")) return keep(content_type, field->value, message);
  if (is("Content-Encoding")) return keep(content_encoding, field->value, message);
  if (is("Accept")) return keep(accept, field->value, message);
  if (is("Accept-Encoding")) return keep(accept_encoding, field->value, message);
  if (is("Idempotency-Key")) return keep(idempotency_key, field->value, message);
  if (is("Authorization")) return keep(authorization, field->value, message);
  if (is("Last-Event-ID")) return keep(last_event_id, field->value, message);
  if (is("Forwarded")) return keep(forwarded, field->value, message);
  if (is("X-Forwarded-For")) return keep(x_forwarded_for, field->value, message);
  if (is("traceparent")) return keep(traceparent, field->value, message);
  return take_framing_field(*field);
}

std::optional<Refusal> RequestHead::take_framing_field(const Field& field) {
  const auto is = [&](std::string_view name) { return equal_ignoring_case(field.name, name); };
  if (is("Host")) {
    if (++hosts_ > 1) return invalid("The request has two Host fields.");
    if (!is_host(field.value)) return invalid("The Host field is malformed.");
  } else if (is("Content-Length")) {
    if (content_length_) return invalid("The request has two Content-Length fields.");
    content_length_ = parse_length(field.value);
    if (!content_length_) return invalid("The Content-Length field is not a number.");
  } else if (is("Transfer-Encoding")) {
    if (chunked_ || !equal_ignoring_case(field.value, "chunked")) {
      return invalid("The only Transfer-Encoding understood is one \"chunked\".");
    }
    chunked_ = true;
  } else if (is("Connection")) {
    closes_ = closes_ || list_has(field.value, "close");
  } else if (is("Expect")) {
    const bool hundred = equal_ignoring_case(field.value, "100-continue");
    expects_continue_ = expects_continue_ || hundred;
    expects_other_ = expects_other_ || !hundred;
  }
  return std::nullopt;
}

// Lists may come in several lines, which mean one. The others can't: which one would hold?
std::optional<Refusal> RequestHead::keep(Kept which, std::string_view value, const char* message) {
  auto& field = kept_[which];
  if (field.times == 1 && !is_list(which)) {
    return invalid("A header field that may come once came twice.");
  }
  if (field.times == 1) field.joined.assign(field.value.in(message));
  if (field.times >= 1) field.joined.append(", ").append(value);
  field.value = {static_cast<std::size_t>(value.data() - message), value.size()};
  ++field.times;
  return std::nullopt;
}

std::optional<Refusal> RequestHead::finish() {
  if (!http_1_0_ && hosts_ == 0) return invalid("The request has no Host field.");
  if (chunked_ && http_1_0_) return invalid("HTTP/1.0 has no Transfer-Encoding.");
  if (chunked_ && content_length_) return invalid("The request has both Transfer-Encoding and Content-Length.");
  if (http_1_0_) expects_continue_ = expects_other_ = false;  // RFC 9110 section 10.1.1
  if (expects_other_) return Refusal{ProblemCode::expectation_failed, "The only expectation met is 100-continue."};
  return std::nullopt;
}

std::optional<std::string_view> RequestHead::KeptField::in(const char* message) const {
  if (times == 0) return std::nullopt;
  return times == 1 ? value.in(message) : std::string_view(joined);
}

HttpRequest RequestHead::request(const char* message) const {
  HttpRequest request;
  request.method = method_;
  request.target = target(message);
  request.content_type = kept_[content_type].in(message);
  request.content_encoding = kept_[content_encoding].in(message);
  request.accept = kept_[accept].in(message);
  request.accept_encoding = kept_[accept_encoding].in(message);
  request.idempotency_key = kept_[idempotency_key].in(message);
  request.authorization = kept_[authorization].in(message);
  request.last_event_id = kept_[last_event_id].in(message);
  request.forwarded = kept_[forwarded].in(message);
  request.x_forwarded_for = kept_[x_forwarded_for].in(message);
  request.traceparent = kept_[traceparent].in(message);
  return request;
}

}  // namespace doorbuster::net
