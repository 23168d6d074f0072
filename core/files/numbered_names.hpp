// File names that carry a number: "journal-00000012.seg".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/files/file.hpp"

namespace doorbuster::core {

struct NumberedNames {
  std::string_view prefix;
  std::string_view suffix;

  [[nodiscard]] std::string name(std::uint64_t number) const;
  // The numbers of those files among all there are that are spelt exactly so, ascending.
  [[nodiscard]] Result<std::vector<std::uint64_t>> list(Files& files) const;
};

// Removes a file that an earlier try may have left; that there is none is no failure.
[[nodiscard]] Result<void> remove_leftover(Files& files, const std::string& name);

}  // namespace doorbuster::core
