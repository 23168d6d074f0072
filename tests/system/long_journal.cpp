// Core's journal writer, used directly.
#include "tests/system/long_journal.hpp"

#include <stdexcept>

#include "core/core.hpp"

namespace doorbuster::system_tests {
namespace {

void check(const core::Result<void>& done) {
  if (!done) throw std::runtime_error(done.error().message);
}

}  // namespace

void lengthen_journal(const std::filesystem::path& data, std::size_t events) {
  const auto files = core::open_directory(data).value();
  auto store = core::open_store(*files, {}, {}, {}).value();
  const auto sku = inventory::SkuId::parse("renamed").value();
  const inventory::Event event{store.last_event_at, {}, inventory::SkuPut{sku, "Goodnight lamp"}};
  for (std::size_t i = 0; i < events; ++i) {
    while (!store.journal->has_room()) check(store.journal->poll());
    store.journal->append(event);
  }
  check(store.journal->close());
}

}  // namespace doorbuster::system_tests
