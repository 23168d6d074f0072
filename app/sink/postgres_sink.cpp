// Page by page: read, written with its position, and on to the next.
#include "app/sink/postgres_sink.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>

#include "app/client/wording.hpp"
#include "app/console.hpp"
#include "app/sink/event_page.hpp"

namespace doorbuster::app {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto first_pause = 200ms;
constexpr auto longest_pause = std::chrono::milliseconds{10s};
constexpr auto between_lines = 5s;

// Whether the time went by without a stop.
bool slept(std::chrono::milliseconds time, const std::stop_token& stop) {
  std::mutex mutex;
  std::unique_lock lock(mutex);
  std::condition_variable_any never;
  never.wait_for(lock, stop, time, [] { return false; });
  return !stop.stop_requested();
}

// How far it has come: a line now and then while there is something to tell, and one at the end.
class Progress {
 public:
  void took(std::size_t events, std::uint64_t position) {
    events_ += events;
    if (Clock::now() - told_ < between_lines) return;
    tell(position);
  }
  void tell(std::uint64_t position) {
    if (events_ == 0) return;
    const double seconds = std::max(std::chrono::duration<double>(Clock::now() - told_).count(), 0.001);
    complain(fmt::format("{} events more, {} a second; at position {}.", grouped(static_cast<std::int64_t>(events_)),
                         grouped(static_cast<std::int64_t>(static_cast<double>(events_) / seconds)),
                         grouped(static_cast<std::int64_t>(position))));
    events_ = 0;
    told_ = Clock::now();
  }

 private:
  std::size_t events_ = 0;
  Clock::time_point told_ = Clock::now();
};

// A server with another journal, or with one that was set back to an old copy, has other events at these positions.
Outcome<void> check_journal(HttpSession& server, ReadModel& model) {
  if (model.last_event() == 0) return {};
  const auto page = read_event_page(server, model.last_event() - 1, 1);
  if (!page && page.error().problem == "events_gone") return {};  // kept no more: nothing to compare it with
  if (!page) return page.error();
  const auto same = model.has_last_event(page->events);
  if (!same) return same.error();
  if (*same) return {};
  return Fault{ExitCode::refused,
               fmt::format("What {} tells of position {} is not what PostgreSQL was told: these tables come from "
                           "another journal. Name another schema with --schema, or drop this one to begin anew.",
                           server.access().url, model.last_event())};
}

Outcome<ReadModel> open_model(HttpSession& server, const ReadModelPlace& place) {
  auto model = ReadModel::open(place);
  if (!model) return model;
  if (auto checked = check_journal(server, *model); !checked) return checked.error();
  return model;
}

// The next page, taken in; how many events it had. Nothing: there is nothing new.
Outcome<std::optional<std::size_t>> take_next(HttpSession& server, ReadModel& model) {
  const auto page = read_event_page(server, model.position());
  if (!page) return page.error();
  if (page->looked_to == model.position()) return std::optional<std::size_t>{};
  if (auto taken = model.take(page->events, page->looked_to); !taken) return taken.error();
  return std::optional(page->count);
}

// One page on, with `model` opened where it isn't.
Outcome<std::optional<std::size_t>> step(HttpSession& server, const ReadModelPlace& place,
                                         std::optional<ReadModel>& model) {
  if (!model) {
    auto opened = open_model(server, place);
    if (!opened) return opened.error();
    model.emplace(std::move(*opened));
  }
  return take_next(server, *model);
}

}  // namespace

Outcome<void> run_postgres_sink(HttpSession& server, const SinkWish& wish, std::stop_token stop) {
  std::optional<ReadModel> model;
  Progress progress;
  bool began = false;
  auto pause = first_pause;
  while (!stop.stop_requested()) {
    const auto taken = step(server, wish.place, model);
    if (!taken) {
      if (taken.error().code != ExitCode::unavailable || !began) return taken.error();
      complain(fmt::format("{} Trying again in {:.1f} s.", taken.error().sentence,
                           std::chrono::duration<double>(pause).count()));
      model.reset();
      if (!slept(pause, stop)) break;
      pause = std::min(longest_pause, pause * 2);
      continue;
    }
    began = true;
    pause = first_pause;
    if (*taken) {
      progress.took(**taken, model->position());
    } else {
      progress.took(0, model->position());
      if (wish.once || !slept(wish.poll, stop)) break;
    }
  }
  if (model) progress.tell(model->position());
  return {};
}

}  // namespace doorbuster::app
