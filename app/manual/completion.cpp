// Both scripts find the command that the words so far name, and offer its commands and flags; where it has none that
// fit, the shell offers files.
#include "app/manual/completion.hpp"

#include <fmt/format.h>

namespace doorbuster::app {
namespace {

// "--url --json", of a flag's names the long ones.
std::string words_of(const CommandWords& command) {
  std::string words;
  for (const std::string& subcommand : command.subcommands) words += subcommand + ' ';
  for (const FlagWords& flag : command.flags) {
    const auto at = flag.names.find("--");
    if (at != std::string::npos) words += flag.names.substr(at, flag.names.find(',', at) - at) + ' ';
  }
  if (!words.empty()) words.pop_back();
  return words;
}

std::string descents(const std::vector<CommandWords>& tree) {
  std::string cases;
  for (const CommandWords& command : tree) {
    for (const std::string& subcommand : command.subcommands) {
      cases += fmt::format("      \"{0} {1}\") command=\"{0} {1}\" ;;\n", command.path, subcommand);
    }
  }
  return cases;
}

std::string offers(const std::vector<CommandWords>& tree) {
  std::string cases;
  for (const CommandWords& command : tree) {
    cases += fmt::format("    \"{}\") offered=\"{}\" ;;\n", command.path, words_of(command));
  }
  return cases;
}

}  // namespace

std::string bash_completion(const std::vector<CommandWords>& tree) {
  return "# bash completion of doorbuster; made by: doorbuster completion bash\n"
         "_doorbuster() {\n"
         "  local command=doorbuster offered= i\n"
         "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
         "    case \"$command ${COMP_WORDS[i]}\" in\n" +
         descents(tree) +
         "    esac\n"
         "  done\n"
         "  case $command in\n" +
         offers(tree) +
         "  esac\n"
         "  mapfile -t COMPREPLY < <(compgen -W \"$offered\" -- \"${COMP_WORDS[COMP_CWORD]}\")\n"
         "}\n"
         "complete -o default -F _doorbuster doorbuster\n";
}

std::string zsh_completion(const std::vector<CommandWords>& tree) {
  return "#compdef doorbuster\n"
         "# zsh completion of doorbuster; made by: doorbuster completion zsh\n"
         "_doorbuster() {\n"
         "  local command=doorbuster offered= i\n"
         "  for ((i = 2; i < CURRENT; i++)); do\n"
         "    case \"$command ${words[i]}\" in\n" +
         descents(tree) +
         "    esac\n"
         "  done\n"
         "  case $command in\n" +
         offers(tree) +
         "  esac\n"
         "  compadd -- ${=offered} || _files\n"
         "}\n"
         "_doorbuster \"$@\"\n";
}

}  // namespace doorbuster::app
