// doorbuster forget: takes a buyer's id out of the orders of a running server.
#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <string>

#include "app/operate/server_command.hpp"

namespace doorbuster::app {
namespace {

constexpr const char* footer =
    R"(The orders stay, and so do all sums; they are told with the buyer "_forgotten", in answers and in the event feed,
and nothing finds them by the id any more. It can't be undone. What is held goes on, and can be paid or cancelled by
the order's id. Whoever orders with the same id afterwards is a new buyer, with limits of their own.

On disk the id stays in segments of the journal until they are recycled, and in snapshots until two newer ones are made:
docs/privacy.md says how long that is.

Examples:
  doorbuster forget --buyer u42
  doorbuster forget --buyer u42 --url https://shop.example --api-key-file operator.key)";

struct ForgetFlags {
  ServerFlags server;
  bool as_json = false;
  std::string buyer;
};

Outcome<void> forget(ApiClient& server, const ForgetFlags& flags) {
  const auto answer =
      server.ask({.method = "POST", .path = "/v1/buyers/" + url_encoded(flags.buyer) + "/forget"});
  if (!answer) return answer.error();
  if (flags.as_json) {
    fmt::print("{}\n", answer->body);
    return {};
  }
  const auto* found = answer->json.is_object() ? answer->json.get_object().if_contains("found") : nullptr;
  if (found != nullptr && *found == true) {
    fmt::print("{} is forgotten: the orders are nobody's from here on.\n", flags.buyer);
  } else {
    fmt::print("There are no orders of {}: none ever, or the id was forgotten before.\n", flags.buyer);
  }
  return {};
}

}  // namespace

void add_forget_command(CLI::App& program, Action& chosen) {
  const auto flags = std::make_shared<ForgetFlags>();
  CLI::App* command = program.add_subcommand("forget", "Take a buyer's id out of the orders of a running server");
  command->footer(footer);
  command->add_option("--buyer", flags->buyer, "The id that the storefront gave the buyer")
      ->required()
      ->type_name("ID");
  add_json_flag(*command, flags->as_json);
  finish_server_command(*command, flags, chosen, forget);
}

}  // namespace doorbuster::app
