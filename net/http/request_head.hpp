// What a request's head says, and whether it can be read in one way only: the request line and the fields that frame
// the message or that the routes look at. Everything else passes by. Knows nothing of buffers that move: it keeps
// offsets from the message's first byte.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "net/http/http_text.hpp"
#include "net/http/problem.hpp"
#include "net/http_message.hpp"

namespace doorbuster::net {

// Why a message can't be served: framing problems all end the connection.
struct Refusal {
  ProblemCode code = ProblemCode::invalid_http;
  std::string_view detail;  // a literal
};

class RequestHead {
 public:
  void clear();

  // `message` is where the views that follow begin: its first byte.
  [[nodiscard]] std::optional<Refusal> take_request_line(std::string_view line, const char* message);
  [[nodiscard]] std::optional<Refusal> take_field(std::string_view line, const char* message);
  // After the last field: what only the whole head can tell.
  [[nodiscard]] std::optional<Refusal> finish();

  [[nodiscard]] bool has_request_line() const { return has_request_line_; }
  [[nodiscard]] bool closes() const { return closes_; }                      // the connection ends with this request
  [[nodiscard]] bool http_1_0() const { return http_1_0_; }
  [[nodiscard]] bool chunked() const { return chunked_; }
  [[nodiscard]] std::uint64_t content_length() const { return content_length_.value_or(0); }
  [[nodiscard]] bool expects_continue() const { return expects_continue_; }

  [[nodiscard]] Method method() const { return method_; }  // other, until the request line is there
  // Path and query, or "*".
  [[nodiscard]] std::string_view target(const char* message) const {
    return made_target_.empty() ? target_.in(message) : std::string_view(made_target_);
  }
  // All but the body. The views hold as long as `message` and this.
  [[nodiscard]] HttpRequest request(const char* message) const;

 private:
  struct Span {
    std::size_t offset = 0;
    std::size_t size = 0;
    [[nodiscard]] std::string_view in(const char* message) const { return {message + offset, size}; }
  };
  // The fields that routes look at.
  enum Kept : std::uint8_t {
    content_type,
    content_encoding,
    accept,
    accept_encoding,
    idempotency_key,
    authorization,
    last_event_id,
    forwarded,
    x_forwarded_for,
    traceparent,
  };
  static constexpr std::size_t kept_fields = traceparent + 1;
  [[nodiscard]] static bool is_list(Kept which) {
    return which == idempotency_key || which == accept || which == accept_encoding || which == content_encoding ||
           which == forwarded || which == x_forwarded_for || which == traceparent;
  }
  struct KeptField {
    std::size_t times = 0;
    Span value;
    std::string joined;  // where it came more than once
    [[nodiscard]] std::optional<std::string_view> in(const char* message) const;
  };

  [[nodiscard]] std::optional<Refusal> take_target(std::string_view target, const char* message);
  [[nodiscard]] std::optional<Refusal> take_framing_field(const Field& field);
  [[nodiscard]] std::optional<Refusal> keep(Kept which, std::string_view value, const char* message);

  bool has_request_line_ = false;
  bool closes_ = false;
  bool http_1_0_ = false;
  bool chunked_ = false;
  bool expects_continue_ = false;
  bool expects_other_ = false;
  Method method_ = Method::other;
  Span target_;
  std::string made_target_;  // of a URI without a path: the one that it stands for
  std::optional<std::uint64_t> content_length_;
  std::size_t fields_ = 0;
  std::size_t hosts_ = 0;
  std::array<KeptField, kept_fields> kept_;
};

}  // namespace doorbuster::net
