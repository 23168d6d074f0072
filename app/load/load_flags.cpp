// Which flags there are, and what they may be.
#include "app/load/load_flags.hpp"

#include <fmt/format.h>

#include <limits>
#include <string>
#include <type_traits>

#include "app/settings/settings_sources.hpp"
#include "app/word_choice.hpp"

namespace doorbuster::app {
namespace {

constexpr double skew_most = 5.0;
constexpr unsigned threads_most = 64;
constexpr std::int64_t seconds_most = 604'800;
constexpr const char* key_flag = "--key";

template <class Value>
struct IsDuration : std::false_type {};
template <class Rep, class Period>
struct IsDuration<std::chrono::duration<Rep, Period>> : std::true_type {};

// A range that says so when it is missed, and nothing in help.
template <class Number>
CLI::Validator from_to(Number low, Number high) {
  return CLI::Range(low, high).description("");
}
CLI::Validator at_least_one() { return from_to(std::int64_t{1}, std::numeric_limits<std::int64_t>::max()); }

// Flags under one heading of help.
class FlagGroup {
 public:
  FlagGroup(CLI::App& command, const char* name) : command_(command), name_(name) {}

  // Durations are given in whole seconds. Where there is a default, help shows it.
  template <class Value>
  CLI::Option* add(const char* flag, const char* value_name, Value& place, const std::string& help) {
    if constexpr (IsDuration<Value>::value) {
      const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(place).count();
      const auto take = [&place](std::int64_t n) { place = std::chrono::seconds{n}; };
      return finish(command_.add_option_function<std::int64_t>(flag, take, with_default(help, seconds)), value_name)
          ->check(from_to(std::int64_t{1}, seconds_most))
          ->default_function([seconds] { return std::to_string(seconds); });
    } else if constexpr (std::is_arithmetic_v<Value> || std::is_same_v<Value, std::string>) {
      return finish(command_.add_option(flag, place, with_default(help, place)), value_name);
    } else {
      return finish(command_.add_option(flag, place, help), value_name);
    }
  }
  // A flag without a value that turns off what is on.
  void add_absence(const char* flag, bool& place, const std::string& help) {
    command_.add_flag_callback(flag, [&place] { place = false; }, help)->group(name_);
  }

 private:
  template <class Value>
  static std::string with_default(const std::string& help, const Value& value) {
    const std::string text = fmt::format("{}", value);
    return text.empty() ? help : fmt::format("{} [{}]", help, text);
  }
  CLI::Option* finish(CLI::Option* option, const char* value_name) {
    return option->type_name(value_name)->group(name_);
  }

  CLI::App& command_;
  const char* name_;
};

std::string scenario_help() {
  std::string help = "The promotion [trace if --trace is given, otherwise double11]:";
  for (const loadtest::ScenarioNote& note : loadtest::scenarios()) {
    help += fmt::format("\n  {}: {}", note.name, note.description);
  }
  return help;
}

void add_promotion(CLI::App& command, loadtest::LoadOptions& options) {
  FlagGroup group{command, "What is played"};
  auto& synthetic = options.synthetic;
  group.add("--scenario", "NAME", options.scenario, scenario_help());
  group.add("--seed", "N", synthetic.seed, "What a made-up promotion follows from: the same seed, the same orders");
  group.add("--orders", "N", synthetic.orders, "How many orders it tries")->check(at_least_one());
  group.add("--buyers", "N", synthetic.buyers, "How many buyers it has [3 for every 5 orders]")->check(at_least_one());
  group.add("--skus", "N", synthetic.skus, "How many SKUs [the scenario's own]")->check(at_least_one());
  group.add("--skew", "S", synthetic.skew, "Zipf exponent of the SKUs' popularity")->check(from_to(0.0, skew_most));
  group
      .add("--trace", "FILE", options.trace, "Orders to play: a .csv or .csv.xz file with the columns t,seq,buyer,sku")
      ->check(CLI::Validator(CLI::ExistingFile).description(""));
  group.add("--trace-orders-max", "N", options.trace_orders_max, "Play only the first N orders of it; 0: all");
}

// Open loop: none of these waits for answers.
void add_pace(CLI::App& command, loadtest::LoadOptions& options) {
  FlagGroup group{command, "How fast it comes, whatever the server does"};
  CLI::Option* orders = command.get_option("--orders");
  CLI::Option* length = group.add("--length", "SECONDS", options.synthetic.length, "From the first order to the last");
  CLI::Option* rate = group.add("--rate", "RATE", options.rate,
                                "Orders a second, such as 2500, 50k or 1.5M, for --length [the scenario's own course]");
  rate->excludes(orders);
  group
      .add("--stages", "STAGES", options.stages,
           "Instead: rates over time, parted by commas, each LENGTH:RATE or, for a ramp, LENGTH:FROM..TO; a LENGTH "
           "such as 500ms, 10s or 2m. Example: 5s:0..50k,30s:50k,10s:50k..0")
      ->excludes(orders)
      ->excludes(length)
      ->excludes(rate);
  group.add("--speed", "X", options.speed, "Times faster than the trace")
      ->check(CLI::Validator(CLI::PositiveNumber).description(""));
}

void add_sale(CLI::App& command, loadtest::LoadOptions& options) {
  FlagGroup group{command, "The sale"};
  group.add("--sale", "ID", options.sale, "Its id [one of this run's own]");
  group.add("--stock", "N", options.stock, "Units of each SKU [1000 for a trace]");
  group.add("--stock-share", "SHARE", options.stock_share, "Instead: this share of the demand [the scenario's own]");
  group.add("--quota", "N", options.quota, "Units of each SKU that the sale may sell [no bound]");
  group.add("--per-buyer-limit", "N", options.per_buyer_limit, "Units of each SKU for one buyer [no bound]");
  group.add("--price", "N", options.price, "Of a unit, in the currency's minor unit");
  group.add("--currency", "CODE", options.currency, "ISO 4217");
  group.add("--hold-seconds", "N", options.hold_seconds,
            "For an order to be paid [900 for a trace, otherwise at most 5]");
  const std::map<std::string, loadtest::LatePayment> words{{"refund", loadtest::LatePayment::refund},
                                                           {"reclaim", loadtest::LatePayment::reclaim}};
  group.add("--late-payment", "WORD", options.late_payment, "What becomes of one: refund or reclaim [refund]")
      ->transform(one_of(words))
      ->default_function([] { return "refund"; });
  group.add("--pay", "SHARE", options.pay, "Of the winners, who pay [all in a trace, or the scenario's own]")
      ->check(from_to(0.0, 1.0));
}

void add_driving(CLI::App& command, loadtest::LoadOptions& options) {
  FlagGroup group{command, "How it is driven"};
  group.add("--target", "URL", options.target, "The server");
  group
      .add(key_flag, "KEY", options.key,
           "An operator's API key, where the server has keys; others on this machine can't see it in the variable")
      ->envname(std::string(client_key_variable));
  group.add("--threads", "N", options.threads, "Each with its own connections")->check(from_to(1u, threads_most));
  group.add("--connections", "N", options.connections, "Over all threads; where all are busy, orders wait")
      ->check(at_least_one());
  group.add("--pipeline", "N", options.pipeline, "Requests under way on each of them")->check(at_least_one());
  group.add("--timeout", "SECONDS", options.timeout, "Of one request");
  group.add("--patience", "SECONDS", options.patience, "How long one order is tried again through failures");
  group.add("--duration-limit", "SECONDS", options.duration_limit, "Of the whole load; then it stops and audits");
  group.add_absence("--no-audit", options.audit, "Only the load: for a server that can't be asked what it sold");
}

// Thresholds are understood, or refused, before anything runs.
void add_judging(CLI::App& command, loadtest::LoadOptions& options) {
  const auto take = [&options](const std::vector<std::string>& texts) {
    for (const std::string& text : texts) {
      const auto thresholds = loadtest::parse_thresholds(text);
      if (!thresholds) throw CLI::ValidationError("--threshold", thresholds.error().sentence);
      options.thresholds.insert(options.thresholds.end(), thresholds->begin(), thresholds->end());
    }
  };
  command
      .add_option_function<std::vector<std::string>>(
          "--threshold", take, "What a figure must keep to, or the exit code is 99; several with commas, or repeated")
      ->type_name("'p99<5ms'")
      ->expected(1)
      ->take_all()
      ->group("What it is held to");
}

void add_telling(CLI::App& command, LoadOutputs& outputs) {
  FlagGroup group{command, "How it is told"};
  command.add_flag("--no-tui", outputs.plain, "A plain line a second, also on a terminal")->group("How it is told");
  group.add("--report", "FILE", outputs.report, "The result as a page of HTML with charts, all in one file");
  group.add("--json", "FILE", outputs.json, "The result for other programs; - for stdout, the report then on stderr");
}

}  // namespace

void add_load_flags(CLI::App& command, loadtest::LoadOptions& options, LoadOutputs& outputs) {
  add_promotion(command, options);
  add_pace(command, options);
  add_sale(command, options);
  add_driving(command, options);
  add_judging(command, options);
  add_telling(command, outputs);
}

std::vector<loadtest::UsedOption> flags_in_force(CLI::App& command) {
  std::vector<loadtest::UsedOption> flags;
  for (CLI::Option* option : command.get_options()) {
    if (option->check_name(key_flag)) continue;  // a secret: never in a report
    option->capture_default_str();
    const bool was_given = option->count() > 0;
    const std::string value = was_given ? CLI::detail::join(option->results(), ",") : option->get_default_str();
    if (!value.empty()) flags.push_back({.name = option->get_lnames().at(0), .value = value});
  }
  return flags;
}

}  // namespace doorbuster::app
