// Which version this is and what it was built from. CMake hands the values in.
#pragma once

#include <string_view>

namespace doorbuster::app {

extern const std::string_view version;
extern const std::string_view build_type;  // "Release"; sanitizers are named
extern const std::string_view libraries;   // "Boost 1.81.0, liburing 2.3, ..."

}  // namespace doorbuster::app
