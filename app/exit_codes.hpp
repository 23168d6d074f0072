// What the program's exit codes mean: the one list that --help, the README and every command share.
#pragma once

#include <array>
#include <string_view>

#include "core/core.hpp"

namespace doorbuster::app {

enum class ExitCode : int {
  ok = 0,
  audit_failed = 1,
  usage = 2,
  configuration = 3,
  data_unusable = 4,
  journal_damaged = 5,
  journal_write_failed = 6,
  cannot_listen = 7,
  load_could_not_run = 8,
  refused = 9,
  unavailable = 10,
  output_lost = 11,
  internal_error = 70,
  threshold_crossed = 99,  // as k6 has it, so that scripts around load generators understand it
};

struct ExitMeaning {
  ExitCode code;
  std::string_view meaning;
};

inline constexpr std::array exit_meanings = {
    ExitMeaning{ExitCode::ok, "done, or stopped in good order"},
    ExitMeaning{ExitCode::audit_failed, "load: the audit found something wrong"},
    ExitMeaning{ExitCode::usage, "the command line can't be understood"},
    ExitMeaning{ExitCode::configuration, "a setting is unknown, out of range or not allowed"},
    ExitMeaning{ExitCode::data_unusable, "the data directory is in use, unreadable, full or of an unknown format"},
    ExitMeaning{ExitCode::journal_damaged, "the journal is damaged; nothing was changed"},
    ExitMeaning{ExitCode::journal_write_failed, "the journal could not be written; restart once the disk is well"},
    ExitMeaning{ExitCode::cannot_listen, "the address can't be listened on"},
    ExitMeaning{ExitCode::load_could_not_run, "load: the rehearsal could not be run, or its result not be written"},
    ExitMeaning{ExitCode::refused, "the server refused what was asked of it, and changed nothing"},
    ExitMeaning{ExitCode::unavailable, "no server, no answer from it, or one that can take nothing now; try again"},
    ExitMeaning{ExitCode::output_lost, "what was to be printed could not be written"},
    ExitMeaning{ExitCode::internal_error, "a fault in Doorbuster itself; please report it"},
    ExitMeaning{ExitCode::threshold_crossed, "load: the audit found nothing wrong, but a threshold was crossed"},
};

// For a failure to open, read or recover a data directory.
[[nodiscard]] constexpr ExitCode exit_code_of(core::FailureKind kind) {
  switch (kind) {
    case core::FailureKind::corrupt:
      return ExitCode::journal_damaged;
    case core::FailureKind::invalid:
      return ExitCode::configuration;
    case core::FailureKind::io:
    case core::FailureKind::in_use:
    case core::FailureKind::unsupported:
      return ExitCode::data_unusable;
  }
  return ExitCode::internal_error;
}

}  // namespace doorbuster::app
