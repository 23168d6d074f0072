// Opening, lending and taking back.
#include "tests/simulation/process.hpp"

#include <algorithm>

#include "core/journal/segment_files.hpp"

namespace doorbuster::simulation {

using core::Result;

inventory::Capacity capacity() {
  inventory::Capacity capacity;
  capacity.skus = 1'000;
  capacity.sales = 200;
  capacity.sale_items = 4'000;
  capacity.orders = 50'000;
  capacity.order_lines = 200'000;
  capacity.buyers = 2'000;
  capacity.stock_keys = 20'000;
  capacity.payments = 50'000;
  return capacity;
}

Process::Process(World& world) : world_(world), files_(world.disk, world.time, world.fate) {}

Process::~Process() = default;

Result<core::Recovered> Process::start() {
  core::Files& files = world_.plant.files(files_);
  if (auto made = make_store_if_none(files); !made) return made.error();
  auto store = core::open_store(files, world_.scenario.journal, capacity(), nullptr);
  if (!store) return store.error();
  core::Recovered recovered = store->recovered;
  const inventory::Instant last_at = store->last_event_at;
  world_.plant.store(*store);

  auto journal = std::make_unique<WatchedJournal>(std::move(store->journal), last_at);
  journal_ = journal.get();
  store->journal = std::move(journal);
  time_.emplace(world_.time, store->last_event_at);
  engine_.emplace(std::move(*store), *time_, core::EngineOptions{world_.scenario.queue_commands});
  for (core::Port*& port : ports_) port = &engine_->open_port([] {});
  return recovered;
}

// open_store() would draw an id of its own, another in each run.
Result<void> Process::make_store_if_none(core::Files& files) {
  const auto segments = core::list_segments(files);
  if (!segments) return segments.error();
  if (!segments->empty()) return {};
  core::StoreId id;
  for (std::byte& byte : id.bytes) byte = static_cast<std::byte>(world_.dice.below(256));
  return core::create_store(files, id, world_.scenario.journal);
}

core::Submitted Process::submit(std::vector<core::Request> requests) {
  auto lent = std::make_unique<Lent>();
  lent->submission.requests = std::move(requests);
  core::Port& port = *ports_[static_cast<std::size_t>(world_.dice.below(std::ssize(ports_)))];
  lent->submission.owner = lent.get();
  lent->submission.times.submitted = time_->monotonic_ns();
  const auto submitted = port.submit(lent->submission);
  if (submitted == core::Submitted::accepted) lent_.push_back(std::move(lent));
  return submitted;
}

void Process::step() {
  journal_->begin_round();
  files_.attend();
  if (crashed()) return;
  engine_->step();
}

std::vector<Process::Lent*> Process::decided() {
  std::vector<Lent*> fresh;
  for (const auto& lent : lent_) {
    if (lent->submission.answers.size() > lent->seen) fresh.push_back(lent.get());
  }
  const auto order = [](const Lent* a, const Lent* b) {
    const auto whole = [](const Lent* lent) {
      return lent->submission.answers.size() == lent->submission.requests.size();
    };
    if (whole(a) != whole(b)) return whole(a);  // one that was decided in part was the last
    return a->submission.times.decided < b->submission.times.decided;
  };
  std::sort(fresh.begin(), fresh.end(), order);
  return fresh;
}

const std::vector<std::unique_ptr<Process::Lent>>& Process::returned() {
  returned_.clear();
  std::array<core::Submission*, 64> taken{};
  for (core::Port* port : ports_) {
    while (const std::size_t count = port->take(taken)) {
      for (core::Submission* submission : std::span(taken).first(count)) {
        const auto at = std::find_if(lent_.begin(), lent_.end(),
                                     [&](const auto& lent) { return lent.get() == submission->owner; });
        demand(at != lent_.end(), "a submission came back twice");
        returned_.push_back(std::move(*at));
        lent_.erase(at);
      }
    }
  }
  return returned_;
}

std::size_t Process::requests_on_their_way() const {
  std::size_t requests = 0;
  for (const auto& lent : lent_) requests += lent->submission.requests.size();
  return requests;
}

}  // namespace doorbuster::simulation
