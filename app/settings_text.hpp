// Settings as people read them: what --check-config prints, and docs/settings.md.
#pragma once

#include <string>

#include "app/settings_sources.hpp"

namespace doorbuster::app {

// TOML that sets every setting to what is in force, each with where that came from: fit to be a configuration file.
[[nodiscard]] std::string effective_settings_text(const ResolvedSettings& resolved);

// The page that explains every setting, in Markdown.
[[nodiscard]] std::string settings_page();

}  // namespace doorbuster::app
