// doorbuster webhooks run|status|test|resume|secret: what is said on the command line.
#include <memory>

#include "app/commands.hpp"
#include "app/console.hpp"
#include "app/operate/server_command.hpp"
#include "app/settings/settings_sources.hpp"
#include "app/webhooks/webhooks_actions.hpp"

namespace doorbuster::app {
namespace {

constexpr const char* run_footer =
    R"(Follows the event feed of a running server and sends each event to the endpoints that want it, as an HTTP
POST that is signed by the Standard Webhooks specification. What fails is tried again, with pauses that
grow; each event arrives at least once, with the same webhook-id each time. The position of each
endpoint is kept in a directory, so a process that starts again, killed or not, misses nothing. The
server never waits for it. With an API key it follows that key's merchant. SIGHUP has it read the
endpoints again.

A file of endpoints, for its owner alone (chmod 600):

  [[endpoints]]
  name = "erp"
  url = "https://erp.example/doorbuster"
  secrets = ["whsec_..."]                  # doorbuster webhooks secret makes one
  types = ["order_paid", "refund_due"]     # left out: all
  sale = "double-11"                       # left out: all
  after = 0                                # a new endpoint begins at the first event; left out: from now on
  in_flight = 1                            # messages at once; 1 keeps the journal's order
  timeout_seconds = 20                     # for one answer
  allow_private = false                    # may it go to addresses that are not public, and by http?
  ca = "authority.pem"                     # left out: the system's authorities
  enabled = true

  [retry]                                  # of all; may be left out
  first_ms = 1000                          # the first pause at most, doubled each time
  longest_seconds = 900                    # but no longer than this
  give_up_seconds = 259200                 # of failing; then the endpoint is disabled, and its position kept

Examples:
  doorbuster webhooks run
  doorbuster webhooks run --metrics-listen 127.0.0.1:9101
  doorbuster webhooks run --api-key-file acme.key --endpoints acme.toml --state /var/lib/doorbuster-webhooks/acme)";

constexpr const char* status_footer =
    R"(Shows how each endpoint does: delivers, fails, new (not served yet), off (not enabled), or why it is
disabled: gone (it answered 410), gave_up, events_gone (the server no longer keeps what is due),
other_journal. BEHIND counts positions of the journal, also those that the endpoint does not want. With
--json a line for each endpoint.)";

constexpr const char* test_footer =
    R"(Sends one message of the type webhook_test, signed as all are, and says how it was taken. It is not tried
again.)";

constexpr const char* resume_footer =
    R"(Lets an endpoint that is disabled go on from where it stands, and one that fails try again at once. With
--after it goes on from another position: an earlier one sends all again from there, with the same ids,
a later one leaves out what lies between.

Examples:
  doorbuster webhooks resume erp
  doorbuster webhooks resume erp --after 120000
  doorbuster webhooks resume erp --after latest)";

struct WebhookFlags {
  ServerFlags server;
  WebhookPlaces places;
  std::int64_t poll_ms = 500;
  bool as_json = false;
  std::string endpoint;
  std::string after;
};

void add_endpoints_flag(CLI::App& command, WebhookFlags& flags) {
  command.add_option("--endpoints", flags.places.endpoints, "The file of endpoints, TOML [webhooks.toml]")
      ->type_name("FILE");
}
void add_places(CLI::App& command, WebhookFlags& flags) {
  add_endpoints_flag(command, flags);
  command.add_option("--state", flags.places.state, "Where their positions are kept [webhooks-state]")
      ->type_name("DIR");
}
void add_endpoint(CLI::App& command, WebhookFlags& flags) {
  command.add_option("ENDPOINT", flags.endpoint, "Its name")->required()->type_name("");
}

// Complains of a fault, and gives its exit code.
ExitCode ended(const Outcome<void>& done) {
  if (done) return ExitCode::ok;
  complain(done.error().sentence);
  return done.error().code;
}

// Chosen, the command resolves the server's access and calls `run` with the flags and that.
template <class Run>
void finish(CLI::App& command, const std::shared_ptr<WebhookFlags>& flags, Action& chosen, Run run) {
  finish_server_command(command, flags, chosen, [run](ApiClient& server, const WebhookFlags& f) {
    return run(f, server.session().access());
  });
}

void add_run(CLI::App& webhooks, Action& chosen) {
  const auto flags = std::make_shared<WebhookFlags>();
  CLI::App* command = webhooks.add_subcommand("run", "Send a running server's events to endpoints");
  command->footer(run_footer);
  add_places(*command, *flags);
  command->add_option("--poll", flags->poll_ms, "How long to wait where nothing is new, in milliseconds [500]")
      ->check(CLI::Range(10, 60'000).description(""))
      ->type_name("MS");
  command
      ->add_option("--metrics-listen", flags->places.metrics,
                   "Answer GET /metrics there, for Prometheus: 127.0.0.1:9101 [nowhere]")
      ->envname(std::string(webhooks_metrics_variable))
      ->type_name("ADDRESS:PORT");
  finish(*command, flags, chosen, [](const WebhookFlags& f, const ServerAccess& access) {
    return run_webhooks(f.places, std::chrono::milliseconds(f.poll_ms), access);
  });
}

void add_status(CLI::App& webhooks, Action& chosen) {
  const auto flags = std::make_shared<WebhookFlags>();
  CLI::App* command = webhooks.add_subcommand("status", "Show how the endpoints do");
  command->footer(status_footer);
  add_places(*command, *flags);
  command->add_flag("--json", flags->as_json, "For other programs");
  finish(*command, flags, chosen, [](const WebhookFlags& f, const ServerAccess& access) {
    return show_webhooks(f.places, access, f.as_json);
  });
}

void add_resume(CLI::App& webhooks, Action& chosen) {
  const auto flags = std::make_shared<WebhookFlags>();
  CLI::App* command = webhooks.add_subcommand("resume", "Let an endpoint go on, or begin again from a position");
  command->footer(resume_footer);
  add_endpoint(*command, *flags);
  command->add_option("--after", flags->after, "Go on behind this position, or latest [where it stands]")
      ->type_name("POSITION");
  add_places(*command, *flags);
  finish(*command, flags, chosen, [](const WebhookFlags& f, const ServerAccess& access) {
    return resume_webhook(f.places, access, f.endpoint, f.after);
  });
}

void add_test(CLI::App& webhooks, Action& chosen) {
  const auto flags = std::make_shared<WebhookFlags>();
  CLI::App* command = webhooks.add_subcommand("test", "Send a test event to an endpoint");
  command->footer(test_footer);
  add_endpoint(*command, *flags);
  add_endpoints_flag(*command, *flags);
  when_chosen(*command, chosen, [flags] { return ended(test_webhook(flags->places, flags->endpoint)); });
}

}  // namespace

void add_webhooks_command(CLI::App& program, Action& chosen) {
  CLI::App* webhooks = program.add_subcommand("webhooks", "Send a running server's events to other systems");
  webhooks->require_subcommand(1);
  add_run(*webhooks, chosen);
  add_status(*webhooks, chosen);
  add_resume(*webhooks, chosen);
  add_test(*webhooks, chosen);
  CLI::App* secret = webhooks->add_subcommand("secret", "Make a secret, and print it");
  secret->footer("32 bytes from the system's random source: whsec_ and base64, as the specification has it.");
  when_chosen(*secret, chosen, [] { return ended(print_webhook_secret()); });
}

}  // namespace doorbuster::app
