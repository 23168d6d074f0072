// Text for a terminal of a given width.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace doorbuster::loadtest {

// Of texts in UTF-8 whose characters are each one column wide.
[[nodiscard]] std::size_t columns_of(std::string_view text);
// The beginning of `text`, at most `columns` wide.
[[nodiscard]] std::string cut_to(std::string_view text, std::size_t columns);

// `columns` wide, filled up to `share` (0 to 1; what is outside counts as the nearest).
[[nodiscard]] std::string bar(double share, std::size_t columns);
// The last `columns` of `values`, each a bar of one column; the largest is the highest. None is below 0.
[[nodiscard]] std::string sparkline(std::span<const double> values, std::size_t columns);

}  // namespace doorbuster::loadtest
