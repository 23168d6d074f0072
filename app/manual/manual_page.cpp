// A section for the program, and one for each command.
#include "app/manual/manual_page.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/manual/roff.hpp"

namespace doorbuster::app {
namespace {

std::string upper(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return text;
}

std::string usage_of(const CommandWords& command) {
  std::string usage = fmt::format("\\fB{}\\fR", roff_text(command.path));
  if (!command.subcommands.empty()) usage += " \\fICOMMAND\\fR";
  usage += " [\\fIOPTIONS\\fR]";
  for (const std::string& positional : command.positionals) usage += fmt::format(" \\fI{}\\fR", roff_text(positional));
  return usage + '\n';
}

std::string flag_text(const FlagWords& flag) {
  std::string text = fmt::format(".TP\n\\fB{}\\fR", roff_text(flag.names));
  if (!flag.value.empty()) text += fmt::format(" \\fI{}\\fR", roff_text(flag.value));
  std::string help = flag.help;
  std::ranges::replace(help, '\n', ' ');
  return text + '\n' + roff_text(help) + '\n';
}

std::string section_of(const CommandWords& command) {
  std::string text = fmt::format(".SH {}\n{}.PP\n{}.\n", roff_text(upper(command.path)), usage_of(command),
                                 roff_text(command.help));
  for (const FlagWords& flag : command.flags) text += flag_text(flag);
  if (!command.footer.empty()) text += ".PP\n" + roff_block(command.footer);
  return text;
}

constexpr std::string_view tail =
    R"(.SH ENVIRONMENT
.TP
\fBDOORBUSTER_URL\fR
The server that commands ask, where there is no \fB\-\-url\fR.
.TP
\fBDOORBUSTER_KEY\fR
The API key that they send, where there is no \fB\-\-api\-key\-file\fR.
.TP
\fBTRACEPARENT\fR
The trace (W3C Trace Context) that their requests belong to.
.TP
\fBDOORBUSTER_WEBHOOKS_METRICS_LISTEN\fR
Where \fBdoorbuster webhooks run\fR answers \fBGET /metrics\fR, where there is no \fB\-\-metrics\-listen\fR.
.TP
\fBDOORBUSTER_CONFIG\fR
The configuration file of \fBdoorbuster serve\fR, where there is no \fB\-\-config\fR. Each setting is a variable
too; see
.BR doorbuster.toml (5).
.SH FILES
.TP
\fI/etc/doorbuster/doorbuster.toml\fR
The configuration of the service.
.TP
\fI/var/lib/doorbuster\fR
Its data.
.SH SEE ALSO
.BR doorbuster.toml (5)
)";

}  // namespace

std::string manual_page(const std::vector<CommandWords>& tree) {
  const CommandWords& program = tree.front();
  std::string page = roff_title("DOORBUSTER", 1, "Commands") +
                     ".SH NAME\ndoorbuster \\- sells limited stock to a crowd\n.SH SYNOPSIS\n" + usage_of(program) +
                     ".SH DESCRIPTION\n" + roff_text(program.help) + "\n.PP\n" + roff_block(program.footer);
  for (const CommandWords& command : tree) {
    if (&command != &program) page += section_of(command);
  }
  page += tail;
  return page;
}

}  // namespace doorbuster::app
