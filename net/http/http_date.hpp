// The Date field's value (RFC 9110 section 6.6.1), made once a second.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace doorbuster::net {

// One thread.
class HttpDate {
 public:
  // "Sun, 06 Nov 1994 08:49:37 GMT". Holds until the next call.
  [[nodiscard]] std::string_view at(std::chrono::system_clock::time_point now);

 private:
  std::chrono::sys_seconds second_{};
  std::string text_;
};

}  // namespace doorbuster::net
