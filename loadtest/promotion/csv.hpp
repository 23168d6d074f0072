// One line of comma-separated values, as in RFC 4180, cut into its cells.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace doorbuster::loadtest {

// Replaces `cells`. False: a quote is not closed, or text follows a closed one.
[[nodiscard]] bool split_csv_line(std::string_view line, std::vector<std::string>& cells);

}  // namespace doorbuster::loadtest
