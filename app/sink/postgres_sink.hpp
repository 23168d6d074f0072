// The event feed of a running server, followed into PostgreSQL.
#pragma once

#include <chrono>
#include <stop_token>

#include "app/client/api_client.hpp"
#include "app/sink/read_model.hpp"

namespace doorbuster::app {

struct SinkWish {
  ReadModelPlace place;
  std::chrono::milliseconds poll{500};  // how long to wait where nothing is new
  bool once = false;                    // end with the newest event instead of waiting for more
};

// Until `stop`, or an error that trying again doesn't mend. A server or a database that goes away is waited for, but
// for one that isn't there at the start. Tells on stderr how far it has come.
[[nodiscard]] Outcome<void> run_postgres_sink(HttpSession& server, const SinkWish& wish, std::stop_token stop);

}  // namespace doorbuster::app
