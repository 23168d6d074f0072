// doorbuster journal dump: the events as lines of JSON, up to the journal's end or the first damage.
#include <fmt/format.h>

#include <cstdio>
#include <optional>
#include <vector>

#include "app/console.hpp"
#include "app/journal/journal_actions.hpp"
#include "app/report.hpp"
#include "net/net.hpp"

namespace doorbuster::app {
namespace {

// The order that a fact is about; nothing for facts about stock and sales.
std::optional<inventory::OrderNumber> order_of(const inventory::Fact& fact) {
  return std::visit(
      [](const auto& said) -> std::optional<inventory::OrderNumber> {
        if constexpr (requires { said.order; }) return said.order;
        else return std::nullopt;
      },
      fact);
}

class Dump {
 public:
  explicit Dump(const DumpFilter& filter) : filter_(filter), left_(filter.limit) {}

  // Of one batch, at least one. False: all that was asked for has been printed.
  bool take(const core::StoreId& store, std::span<const core::RecordedEvent> events) {
    if (!ids_) begin(store, events);
    if (!filter_.order.empty() && !order_) return false;
    chosen_.clear();
    for (const auto& recorded : events) {
      if (left_ == 0) break;
      if (recorded.position.value <= filter_.after || (order_ && order_of(recorded.event.fact) != order_)) continue;
      chosen_.push_back(recorded);
      --left_;
    }
    const std::string lines = net::event_lines(chosen_, *ids_);
    std::fwrite(lines.data(), 1, lines.size(), stdout);
    printed_ += chosen_.size();
    return left_ > 0;
  }

  [[nodiscard]] std::uint64_t printed() const { return printed_; }
  [[nodiscard]] std::uint64_t oldest() const { return oldest_; }

 private:
  void begin(const core::StoreId& store, std::span<const core::RecordedEvent> events) {
    ids_.emplace(store);
    oldest_ = events.front().position.value;
    if (!filter_.order.empty()) order_ = ids_->parse(filter_.order);
  }

  const DumpFilter& filter_;
  std::uint64_t left_;
  std::uint64_t printed_ = 0;
  std::uint64_t oldest_ = 1;
  std::optional<core::OrderIds> ids_;
  std::optional<inventory::OrderNumber> order_;
  std::vector<core::RecordedEvent> chosen_;
};

}  // namespace

ExitCode dump_journal(const std::string& directory, const DumpFilter& filter) {
  const auto files = core::open_directory_read_only(directory);
  if (!files) return report(files.error());
  Dump dump(filter);
  const auto read = core::read_journal(**files, [&](const core::StoreId& store, auto events) {
    return events.empty() || dump.take(store, events);
  });
  std::fflush(stdout);
  if (!read) return report(read.error());
  if (!filter.order.empty() && dump.printed() == 0) {
    complain(fmt::format("The journal tells nothing of an order {}; its oldest event that is kept is number {}.",
                         filter.order, dump.oldest()));
    return ExitCode::data_unusable;
  }
  if (dump.oldest() > 1) {
    complain(fmt::format("Events before number {} are kept no more.", dump.oldest()));
  }
  return ExitCode::ok;
}

}  // namespace doorbuster::app
