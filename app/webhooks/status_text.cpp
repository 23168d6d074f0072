// A row or a line for each.
#include "app/webhooks/status_text.hpp"

#include <fmt/format.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "app/client/time_text.hpp"
#include "app/client/wording.hpp"
#include "app/webhooks/delivery_health.hpp"

namespace doorbuster::app {
namespace {

std::string number(std::optional<std::uint64_t> value) {
  return value ? grouped(static_cast<std::int64_t>(*value)) : "-";
}

std::string time_words(const std::optional<inventory::Instant>& time) { return time ? to_rfc3339(*time) : "-"; }

// What a person would ask next.
std::string remark(const EndpointStatus& status, inventory::Instant now) {
  if (!status.state || (status.state->tries == 0 && status.state->disabled == Disabled::no)) return {};
  const EndpointState& state = *status.state;
  std::string text = fmt::format("\n{}: {}", status.name, state.last_error);
  if (!text.ends_with('.')) text += '.';
  if (state.failing_since) text += fmt::format(" {} tries since {}.", state.tries, to_rfc3339(*state.failing_since));
  if (state.disabled != Disabled::no) {
    text += fmt::format(" doorbuster webhooks resume {} lets it go on.", status.name);
  } else if (state.next_try) {
    text += fmt::format(" The next one is in {:.1f} s.",
                        std::chrono::duration<double>(until_next_try(state, now)).count());
  }
  return text + '\n';
}

}  // namespace

std::optional<std::uint64_t> behind(const EndpointStatus& status) {
  if (!status.state || !status.newest) return std::nullopt;
  return *status.newest > status.state->position ? *status.newest - status.state->position : 0;
}

std::string condition_of(const EndpointStatus& status) {
  if (!status.enabled) return "off";
  if (!status.state) return "new";
  if (status.state->disabled != Disabled::no) return std::string(name_of(status.state->disabled));
  return status.state->tries > 0 ? "fails" : "delivers";
}

std::string status_table(std::span<const EndpointStatus> all, inventory::Instant now) {
  Table table({"ENDPOINT", "CONDITION", "LAST DELIVERY", "POSITION", "BEHIND", "DELIVERED"});
  std::string remarks;
  for (const EndpointStatus& status : all) {
    const auto& state = status.state;
    table.add({status.name, condition_of(status),
               time_words(state ? state->delivered_at : std::nullopt),
               number(state ? std::optional(state->position) : std::nullopt), number(behind(status)),
               number(state ? std::optional(state->delivered) : std::nullopt)});
    remarks += remark(status, now);
  }
  return table.text(3) + remarks;
}

std::string status_lines(std::span<const EndpointStatus> all) {
  std::string lines;
  for (const EndpointStatus& status : all) {
    boost::json::object line{{"endpoint", status.name}, {"condition", condition_of(status)}};
    const auto late = behind(status);
    line["behind"] = late ? boost::json::value(*late) : boost::json::value(nullptr);
    if (status.state) {
      auto state = boost::json::parse(to_json(*status.state));
      for (auto& [name, value] : state.as_object()) {
        if (name != "version") line[name] = std::move(value);
      }
    }
    lines += boost::json::serialize(line) + '\n';
  }
  return lines;
}

}  // namespace doorbuster::app
