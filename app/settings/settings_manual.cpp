// Made from the table of settings.
#include "app/settings/settings_manual.hpp"

#include <fmt/format.h>

#include "app/manual/roff.hpp"
#include "app/settings/setting_table.hpp"

namespace doorbuster::app {
namespace {

constexpr std::string_view description =
    R"(.SH NAME
doorbuster.toml \- the configuration of doorbuster serve
.SH DESCRIPTION
A TOML file with one key for each setting that is not to have its default; a key that doesn't exist is an error.
\fBdoorbuster serve \-\-config\fR \fIFILE\fR names it, or the variable \fBDOORBUSTER_CONFIG\fR.
Each setting is a flag of \fBdoorbuster serve\fR and a variable too. A flag beats the environment, the environment
beats the file, and that beats the default.
\fBdoorbuster serve \-\-check\-config\fR says what is in force and where it came from.
.SH SETTINGS
)";

}  // namespace

std::string settings_manual() {
  const Settings defaults;
  std::string page = roff_title("DOORBUSTER.TOML", 5, "File formats");
  page += description;
  for (const Setting& setting : all_settings()) {
    const std::string shown = setting.show(defaults);
    page += fmt::format(".TP\n\\fB{}\\fR (\\fB{}\\fR, \\fB{}\\fR)\n{}.\nIt may be: {}.\nDefault: {}.\n",
                        roff_text(setting.toml_key()), roff_text(setting.flag()), roff_text(setting.variable()),
                        roff_text(setting.help), roff_text(setting.range),
                        shown.empty() ? "empty" : roff_text(shown));
  }
  return page + ".SH SEE ALSO\n.BR doorbuster (1)\n";
}

}  // namespace doorbuster::app
