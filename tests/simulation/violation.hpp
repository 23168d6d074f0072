// A promise that was broken: ends the run that found it.
#pragma once

#include <fmt/format.h>

#include <stdexcept>
#include <string>

namespace doorbuster::simulation {

struct Violation : std::runtime_error {
  using std::runtime_error::runtime_error;
};

template <class... Values>
void demand(bool holds, fmt::format_string<Values...> otherwise, Values&&... values) {
  if (!holds) throw Violation(fmt::format(otherwise, std::forward<Values>(values)...));
}

}  // namespace doorbuster::simulation
