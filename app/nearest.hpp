// Which known word somebody most likely meant by one that isn't known.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace doorbuster::app {

// The word at the least edit distance from `text`, the first of equals; empty if none is near enough to suggest.
[[nodiscard]] std::string nearest(std::string_view text, std::span<const std::string> words);

}  // namespace doorbuster::app
