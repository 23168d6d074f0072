// Page by page: read, written with its position, and on to the next.
#include "app/sink/postgres_sink.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>

#include "app/client/event_page.hpp"
#include "app/client/event_progress.hpp"
#include "app/console.hpp"

namespace doorbuster::app {
namespace {

using namespace std::chrono_literals;

constexpr auto first_pause = 200ms;
constexpr auto longest_pause = std::chrono::milliseconds{10s};

// Lines, each one object, as an array of them.
std::string as_array(std::string lines) {
  if (lines.ends_with('\n')) lines.pop_back();
  std::ranges::replace(lines, '\n', ',');  // within an object there is none
  return "[" + lines + "]";
}

// Whether the time went by without a stop.
bool slept(std::chrono::milliseconds time, const std::stop_token& stop) {
  std::mutex mutex;
  std::unique_lock lock(mutex);
  std::condition_variable_any never;
  never.wait_for(lock, stop, time, [] { return false; });
  return !stop.stop_requested();
}

// A server with another journal, or with one that was set back to an old copy, has other events at these positions.
Outcome<void> check_journal(HttpSession& server, ReadModel& model) {
  if (model.last_event() == 0) return {};
  const auto page = read_event_page(server, {.after = model.last_event() - 1, .limit = 1});
  if (!page && page.error().problem == "events_gone") return {};  // kept no more: nothing to compare it with
  if (!page) return page.error();
  const auto same = model.has_last_event(as_array(page->lines));
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
  const auto page = read_event_page(server, {.after = model.position()});
  if (!page) return page.error();
  if (page->looked_to == model.position()) return std::optional<std::size_t>{};
  if (auto taken = model.take(as_array(page->lines), page->looked_to); !taken) return taken.error();
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
  EventProgress progress;
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
