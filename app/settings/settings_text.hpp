// Settings as people read them: what --check-config prints, docs/settings.md, and a configuration file to begin with.
#pragma once

#include <string>

#include "app/settings/settings_sources.hpp"

namespace doorbuster::app {

// TOML that sets every setting to what is in force, each with where that came from: fit to be a configuration file.
[[nodiscard]] std::string effective_settings_text(const ResolvedSettings& resolved);

// The page that explains every setting, in Markdown.
[[nodiscard]] std::string settings_page();

// A configuration file in which every setting stands, explained, with its default, and commented out.
[[nodiscard]] std::string settings_example();

}  // namespace doorbuster::app
