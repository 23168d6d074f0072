// What the events came to, as tables of PostgreSQL: orders, their lines and what became of them, stock and sales. A
// page of events and the position that it leads to are written in one transaction, so each event counts exactly once,
// wherever the process or the database stops. docs/postgres.md has the tables. Knows nothing of HTTP.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "app/client/outcome.hpp"

namespace doorbuster::app {

struct ReadModelPlace {
  std::string database;  // libpq's connection string or URI; empty: what its environment says (PGHOST and so on)
  std::string schema = "doorbuster";
};

class ReadModel {
 public:
  // Connects, makes the tables where there are none, and takes the schema for itself alone: a second sink that writes
  // to it is refused. What can't be reached is ExitCode::unavailable, and may be tried again.
  [[nodiscard]] static Outcome<ReadModel> open(const ReadModelPlace& place);
  ReadModel(ReadModel&&) noexcept;
  ReadModel& operator=(ReadModel&&) noexcept;
  ~ReadModel();

  // Of the last event that is in the tables; 0: none.
  [[nodiscard]] std::uint64_t position() const { return position_; }
  // Of the last event that was taken, which may stand before position(); 0: none.
  [[nodiscard]] std::uint64_t last_event() const { return last_event_; }
  // Whether that event, as it was then, is in `events`, an array as for take(): else they are another journal's.
  [[nodiscard]] Outcome<bool> has_last_event(const std::string& events);

  // Takes in `events`, an array of JSON objects as the event feed has them, all after position(); then `position` is
  // the new one. After a fault nothing of them is there, and this must be opened again.
  [[nodiscard]] Outcome<void> take(const std::string& events, std::uint64_t position);

 private:
  struct Session;
  ReadModel(std::unique_ptr<Session> session, std::uint64_t position, std::uint64_t last_event);

  std::unique_ptr<Session> session_;
  std::uint64_t position_ = 0;
  std::uint64_t last_event_ = 0;
};

}  // namespace doorbuster::app
