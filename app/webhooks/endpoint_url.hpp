// The URL of an endpoint, looked at before anything is sent there.
#pragma once

#include <optional>
#include <string>

namespace doorbuster::app {

inline constexpr std::size_t endpoint_url_bytes_max = 2'048;

// What is wrong with `url`, as a sentence that doesn't repeat it; nothing if it is good. `http_too`: not https alone.
[[nodiscard]] std::optional<std::string> fault_of_endpoint_url(const std::string& url, bool http_too);

}  // namespace doorbuster::app
