// The table itself. Defaults are those of Settings; here is only what people see of them.
#include "app/settings/setting_table.hpp"

#include <algorithm>
#include <cassert>
#include <cctype>

#include "app/settings/rate_settings.hpp"
#include "app/settings/setting_types.hpp"

namespace doorbuster::app {
namespace {

// Beyond these a value is more likely a mistake than a wish.
constexpr std::int64_t threads_most = 256;
constexpr std::int64_t deadline_seconds_most = 3'600;
constexpr std::int64_t orders_most = 500'000'000;
constexpr std::int64_t skus_most = 10'000'000;
constexpr std::int64_t sale_items_per_sku = 10;
constexpr std::int64_t lines_per_order_on_average = 2;
constexpr std::int64_t mebibyte = 1 << 20;
constexpr std::int64_t retain_mib_most = 1 << 30;
// inventory::Capacity says how far each of its tables may go.
constexpr std::int64_t buyers_most = 60'000'000;
constexpr std::int64_t records_most = 1 << 30;
constexpr std::int64_t stock_keys_most = 100'000'000;
static_assert(orders_most * lines_per_order_on_average <= records_most);
static_assert(orders_most + stock_keys_most <= records_most);
static_assert(skus_most * sale_items_per_sku <= records_most);

Setting data_setting() {
  return {.name = "data",
          .type = SettingType::text,
          .value_name = "DIR",
          .range = "a directory",
          .help = "where the journal is kept; made if it isn't there",
          .assign = [](Settings& settings, std::string_view text) -> std::optional<std::string> {
            if (text.empty()) return "is empty; name a directory";
            settings.data = text;
            return std::nullopt;
          },
          .show = [](const Settings& settings) { return settings.data; }};
}

Setting listen_setting() {
  return {.name = "listen",
          .type = SettingType::text,
          .value_name = "HOST:PORT",
          .range = "an address, without keys a loopback one; port 0 to 65535",
          .help = "where to serve HTTP; port 0 takes any free one",
          .assign = [](Settings& settings, std::string_view text) -> std::optional<std::string> {
            const auto address = parse_listen_address(text);
            if (!address) return address.error().message;
            settings.listen = *address;
            return std::nullopt;
          },
          .show = [](const Settings& settings) { return to_text(settings.listen); }};
}

// A path that may be empty.
template <class Member>
Setting file_setting(SettingWords words, std::string range, Member member) {
  return {.name = std::move(words.name),
          .type = SettingType::text,
          .value_name = std::move(words.value_name),
          .range = std::move(range),
          .help = std::move(words.help),
          .assign = [member](Settings& settings, std::string_view text) -> std::optional<std::string> {
            member(settings) = text;
            return std::nullopt;
          },
          .show = [member](const Settings& settings) { return member(settings); }};
}

void add_access(std::vector<Setting>& table) {
  table.push_back(file_setting(
      {"keys", "FILE", "API keys, read again on SIGHUP; empty: no keys, loopback only, everything allowed"},
      "a file that `doorbuster keys` made, or empty", [](auto& s) -> auto& { return s.keys; }));
}

void add_tls(std::vector<Setting>& table) {
  table.push_back(file_setting(
      {"tls-certificate", "FILE", "serve HTTPS, with this certificate and its chain; read again on SIGHUP"},
      "a PEM file, or empty", [](auto& s) -> auto& { return s.server.tls_certificate; }));
  table.push_back(file_setting({"tls-key", "FILE", "the certificate's private key; read again on SIGHUP"},
                               "a PEM file, or empty", [](auto& s) -> auto& { return s.server.tls_key; }));
}

void add_durability(std::vector<Setting>& table) {
  using core::WriteEngine;
  table.push_back(choice_setting<WriteEngine>(
      {"write-engine", "ENGINE", "how the journal is written; best: io_uring where the kernel allows it"},
      {{"best", WriteEngine::best}, {"io_uring", WriteEngine::io_uring}, {"pwritev2", WriteEngine::pwritev2}},
      [](auto& s) -> auto& { return s.write_engine; }));
  table.push_back(integer_setting(
      {"journal-segment-mib", "MIB", "size of one journal file"}, {4, 4'096},
      [](Settings& s, std::int64_t n) { s.journal.segment_bytes = static_cast<std::uint64_t>(n * mebibyte); },
      [](const Settings& s) { return s.journal.segment_bytes / mebibyte; }));
  table.push_back(integer_setting(
      {"journal-retain-mib", "MIB", "history kept at least, once snapshots cover it; 0: all of it"},
      {0, retain_mib_most},
      [](Settings& s, std::int64_t n) { s.journal.retain_bytes = static_cast<std::uint64_t>(n * mebibyte); },
      [](const Settings& s) { return s.journal.retain_bytes / mebibyte; }));
  table.push_back(integer_setting(
      {"snapshot-every-mib", "MIB", "journal written between snapshots, which shorten the next start; 0: none"},
      {0, retain_mib_most},
      [](Settings& s, std::int64_t n) { s.journal.snapshot_every_bytes = static_cast<std::uint64_t>(n * mebibyte); },
      [](const Settings& s) { return s.journal.snapshot_every_bytes / mebibyte; }));
}

void add_capacity(std::vector<Setting>& table) {
  table.push_back(integer_setting(
      {"max-orders", "N", "orders kept in all; twice as many lines; as many buyers and payments, to 60 million"},
      {1, orders_most},
      [](Settings& s, std::int64_t n) {
        const auto orders = static_cast<std::uint32_t>(n);
        s.capacity.orders = orders;
        s.capacity.buyers = s.capacity.payments = std::min(orders, static_cast<std::uint32_t>(buyers_most));
        s.capacity.order_lines = static_cast<std::uint32_t>(n * lines_per_order_on_average);
      },
      [](const Settings& s) { return s.capacity.orders; }));
  table.push_back(count_setting(
      {"preheat-orders", "N", "orders there is memory for before they come, about 200 bytes each"},
      {131'072, orders_most}, [](auto& s) -> auto& { return s.engine.orders_ahead; }));
  table.push_back(integer_setting(
      {"max-skus", "N", "SKUs kept in all; ten times as many places in sales"}, {1, skus_most},
      [](Settings& s, std::int64_t n) {
        s.capacity.skus = static_cast<std::uint32_t>(n);
        s.capacity.sale_items = static_cast<std::uint32_t>(n * sale_items_per_sku);
      },
      [](const Settings& s) { return s.capacity.skus; }));
  table.push_back(count_setting(
      {"max-sales", "N", "sales kept in all"}, {1, 1'000'000}, [](auto& s) -> auto& { return s.capacity.sales; }));
  table.push_back(count_setting(
      {"max-stock-adjustments", "N", "stock adjustments whose keys are kept"}, {1, stock_keys_most},
      [](auto& s) -> auto& { return s.capacity.stock_keys; }));
}

void add_limits(std::vector<Setting>& table) {
  table.push_back(count_setting(
      {"io-threads", "N", "threads that serve HTTP; 0: half the cores"}, {0, threads_most},
      [](auto& s) -> auto& { return s.server.io_threads; }));
  table.push_back(count_setting(
      {"queue-commands", "N", "commands on their way before 503 overloaded; no larger batch is ever taken"},
      {1, 16'777'216},
      [](auto& s) -> auto& { return s.engine.queue_commands; }));
  table.push_back(count_setting(
      {"max-connections", "N", "connections at one time"}, {1, 1'000'000},
      [](auto& s) -> auto& { return s.server.connections_max; }));
  table.push_back(count_setting(
      {"max-connections-per-address", "N",
       "of these from one IPv4 address or IPv6 /64; 0: no such bound, as where all come through one proxy"},
      {0, 1'000'000}, [](auto& s) -> auto& { return s.server.connections_per_address_max; }));
  table.push_back(integer_setting(
      {"max-buffered-mib", "MIB", "bodies and answers that all connections together hold before 503 overloaded"},
      {1, 1'048'576},
      [](Settings& s, std::int64_t n) { s.server.buffered_bytes_max = static_cast<std::uint64_t>(n * mebibyte); },
      [](const Settings& s) { return s.server.buffered_bytes_max / mebibyte; }));
  table.push_back(count_setting(
      {"max-event-streams", "N", "clients that follow the event stream"}, {0, 10'000},
      [](auto& s) -> auto& { return s.server.event_streams_max; }));
  table.push_back(count_setting(
      {"max-body-bytes", "BYTES", "longest request body"}, {1'024, 64 * mebibyte},
      [](auto& s) -> auto& { return s.server.body_bytes_max; }));
  table.push_back(count_setting(
      {"max-batch-body-bytes", "BYTES", "longest body of an order batch"}, {1'024, 256 * mebibyte},
      [](auto& s) -> auto& { return s.server.batch_body_bytes_max; }));
}

void add_deadlines(std::vector<Setting>& table) {
  const IntegerRange range{1, deadline_seconds_most};
  table.push_back(seconds_setting(
      {"head-deadline-seconds", "S", "for a request's head, from its first byte"}, range,
      [](auto& s) -> auto& { return s.server.head_deadline; }));
  table.push_back(seconds_setting(
      {"body-deadline-seconds", "S", "for its body, from the head's end"}, range,
      [](auto& s) -> auto& { return s.server.body_deadline; }));
  table.push_back(seconds_setting(
      {"write-deadline-seconds", "S", "for a client to take an answer"}, range,
      [](auto& s) -> auto& { return s.server.write_deadline; }));
  table.push_back(seconds_setting(
      {"idle-deadline-seconds", "S", "for a connection without a request"}, range,
      [](auto& s) -> auto& { return s.server.idle_deadline; }));
  table.push_back(seconds_setting(
      {"drain-seconds", "S", "for requests to be answered once told to stop"}, range,
      [](auto& s) -> auto& { return s.drain_patience; }));
}

void add_logs(std::vector<Setting>& table) {
  table.push_back(choice_setting<std::string>(
      {"log-level", "LEVEL", "least severe messages that are logged"},
      {{"debug", "debug"}, {"info", "info"}, {"warn", "warn"}, {"error", "error"}},
      [](auto& s) -> auto& { return s.log_level; }));
  table.push_back(file_setting(
      {"request-log", "FILE", "a line a request, without buyers and orders; opened again on SIGHUP; empty: none"},
      "a file, - for standard output, or empty", [](auto& s) -> auto& { return s.server.request_log; }));
  table.push_back(count_setting(
      {"request-log-sample", "N", "one of N requests has its line, by chance, besides those answered 5xx; 1: all"},
      {1, 1'000'000}, [](auto& s) -> auto& { return s.server.request_log_sample; }));
}

std::vector<Setting> make_table() {
  std::vector<Setting> table{data_setting(), listen_setting()};
  add_access(table);
  add_tls(table);
  add_durability(table);
  add_limits(table);
  add_rate_limits(table);
  add_capacity(table);
  add_deadlines(table);
  add_logs(table);
  return table;
}

std::string replaced_dashes(std::string_view name) {
  std::string text{name};
  std::replace(text.begin(), text.end(), '-', '_');
  return text;
}

}  // namespace

std::string Setting::flag() const { return "--" + name; }

std::string Setting::variable() const {
  std::string upper = replaced_dashes(name);
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return std::string{variable_prefix} + upper;
}

std::string Setting::toml_key() const { return replaced_dashes(name); }

std::span<const Setting> all_settings() {
  static const std::vector<Setting> table = make_table();
  return table;
}

const Setting& setting_named(std::string_view name) {
  const auto table = all_settings();
  const auto found = std::find_if(table.begin(), table.end(), [name](const Setting& s) { return s.name == name; });
  assert(found != table.end());
  return *found;
}

}  // namespace doorbuster::app
