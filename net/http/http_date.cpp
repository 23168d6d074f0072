// The Date field's value, made once a second.
#include "net/http/http_date.hpp"

#include <fmt/chrono.h>

namespace doorbuster::net {

std::string_view HttpDate::at(std::chrono::system_clock::time_point now) {
  const auto second = std::chrono::floor<std::chrono::seconds>(now);
  if (second != second_ || text_.empty()) {
    second_ = second;
    text_.clear();
    fmt::format_to(std::back_inserter(text_), "{:%a, %d %b %Y %H:%M:%S GMT}",
                   fmt::gmtime(std::chrono::system_clock::to_time_t(second)));
  }
  return text_;
}

}  // namespace doorbuster::net
