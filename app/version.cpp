// The one file that is compiled with the build's own names and numbers.
#include "app/version.hpp"

namespace doorbuster::app {

const std::string_view version = DOORBUSTER_VERSION;
const std::string_view build_type = DOORBUSTER_BUILD_TYPE;
const std::string_view libraries = DOORBUSTER_LIBRARIES;

}  // namespace doorbuster::app
