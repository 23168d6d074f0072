// Makes a journal long, so that its replay takes a while.
#pragma once

#include <cstddef>
#include <filesystem>

namespace doorbuster::system_tests {

// Writes so many harmless events (a SKU gets its name again and again) behind those of the stopped server whose data
// is there, with core's own journal writer. Throws if it can't.
void lengthen_journal(const std::filesystem::path& data, std::size_t events);

}  // namespace doorbuster::system_tests
