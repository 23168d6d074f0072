// Numbers that are JSON and yet too large for simdjson, which calls the whole document broken for their sake.
#pragma once

#include <string>
#include <string_view>

namespace doorbuster::net {

// `text` with every long or exponent-bearing number outside strings replaced by 0.5: still a number, of a kind that no
// member of ours takes. All else, broken JSON included, stays as it is.
[[nodiscard]] std::string without_huge_numbers(std::string_view text);

}  // namespace doorbuster::net
