// The plain sentence that ends a run.
#pragma once

#include <string>

#include "loadtest/result.hpp"

namespace doorbuster::loadtest {

[[nodiscard]] std::string sentence_of(const LoadResult& result);

}  // namespace doorbuster::loadtest
