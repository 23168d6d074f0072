// libpqxx, whose exceptions end here.
#include "app/sink/read_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <pqxx/pqxx>
#include <utility>

#include "app/sink/read_model_sql.hpp"

namespace doorbuster::app {
namespace {

// libpq's words, which come in lines, as one sentence.
std::string as_sentence(std::string_view why) {
  std::string line;
  for (const char c : why) {
    const bool space = c == '\n' || c == '\t' || c == ' ';
    if (!space) line += c;
    if (space && !line.empty() && !line.ends_with(' ')) line += ' ';
  }
  while (line.ends_with(' ')) line.pop_back();
  if (!line.ends_with('.') && !line.ends_with('?')) line += '.';
  return line;
}

Fault unavailable(std::string_view what, std::string_view why) {
  return {.code = ExitCode::unavailable, .sentence = fmt::format("{}: {}", what, as_sentence(why))};
}

Fault refused(std::string sentence) { return {.code = ExitCode::refused, .sentence = std::move(sentence)}; }

// Classes of SQLSTATE that go by themselves: a lost connection, a rollback, too little of something, a shutdown
// (PostgreSQL's documentation, appendix A).
bool passes(const std::string& sqlstate) {
  constexpr std::array<std::string_view, 4> classes{"08", "40", "53", "57"};
  return std::ranges::any_of(classes, [&](std::string_view one) { return sqlstate.starts_with(one); });
}

// Runs `work`; what it throws becomes a fault.
template <class Work>
auto caught(std::string_view what, Work&& work) -> decltype(work()) {
  try {
    return work();
  } catch (const pqxx::sql_error& error) {
    if (passes(error.sqlstate())) return unavailable(what, error.what());
    return refused(fmt::format("{}: PostgreSQL refuses it: {}", what, as_sentence(error.what())));
  } catch (const pqxx::failure& error) {
    return unavailable(what, error.what());
  }
}

// Takes the schema for this connection, until it ends: two must not even make tables at once. The connection of a
// sink that was killed takes PostgreSQL a moment to notice.
bool lock(pqxx::nontransaction& database, const std::string& schema) {
  database.exec("SET lock_timeout TO '5s'");
  try {
    database.exec_params("SELECT pg_advisory_lock(hashtext($1))", "doorbuster " + schema);
  } catch (const pqxx::sql_error& error) {
    constexpr std::string_view lock_not_available = "55P03";
    if (error.sqlstate() == lock_not_available) return false;
    throw;
  }
  return true;
}

}  // namespace

struct ReadModel::Session {
  explicit Session(const std::string& database) : connection(database) {}
  pqxx::connection connection;
};

ReadModel::ReadModel(std::unique_ptr<Session> session, std::uint64_t position, std::uint64_t last_event)
    : session_(std::move(session)), position_(position), last_event_(last_event) {}
ReadModel::ReadModel(ReadModel&&) noexcept = default;
ReadModel& ReadModel::operator=(ReadModel&&) noexcept = default;
ReadModel::~ReadModel() = default;

Outcome<ReadModel> ReadModel::open(const ReadModelPlace& place) {
  return caught("PostgreSQL can't be used", [&]() -> Outcome<ReadModel> {
    auto session = std::make_unique<Session>(place.database);
    pqxx::nontransaction database(session->connection);
    if (!lock(database, place.schema)) {
      return refused(fmt::format("Another sink writes to the schema \"{}\". End that one, or name another with "
                                 "--schema.", place.schema));
    }
    const std::string schema = session->connection.quote_name(place.schema);
    database.exec("SET client_min_messages TO warning");
    database.exec("CREATE SCHEMA IF NOT EXISTS " + schema);
    database.exec("SET search_path TO " + schema);
    database.exec(sql::make_tables);
    database.exec(sql::make_page);
    database.exec_params("INSERT INTO sink (version) VALUES ($1) ON CONFLICT DO NOTHING", sql::version);
    const auto row = database.exec1("SELECT version, position, last_position FROM sink");
    if (const int found = row[0].as<int>(); found != sql::version) {
      return refused(fmt::format("The schema \"{}\" is of version {}, and this program writes version {}. Name a new "
                                 "one with --schema: the tables are made again from the events.",
                                 place.schema, found, sql::version));
    }
    return ReadModel(std::move(session), row[1].as<std::uint64_t>(), row[2].as<std::uint64_t>());
  });
}

Outcome<void> ReadModel::take(const std::string& events, std::uint64_t position) {
  return caught("The events can't be written to PostgreSQL", [&]() -> Outcome<void> {
    pqxx::work transaction(session_->connection);
    transaction.exec_params(sql::fill_page, events);
    for (const char* statement : sql::take_page) transaction.exec(statement);
    const auto moved = transaction.exec_params(sql::move_on, position_, position);
    if (moved.size() != 1) {
      return refused("The position in PostgreSQL was changed by somebody else. See who writes to the table \"sink\", "
                     "and start again.");
    }
    transaction.commit();
    position_ = position;
    last_event_ = moved[0][0].as<std::uint64_t>();
    return {};
  });
}

Outcome<bool> ReadModel::has_last_event(const std::string& events) {
  return caught("PostgreSQL can't be asked for the last event", [&]() -> Outcome<bool> {
    pqxx::work transaction(session_->connection);
    return !transaction.exec_params(sql::find_last, events).empty();
  });
}

}  // namespace doorbuster::app
