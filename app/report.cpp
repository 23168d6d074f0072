// The failure's own sentence says all.
#include "app/report.hpp"

#include "app/console.hpp"

namespace doorbuster::app {

ExitCode report(const core::Failure& failure) {
  complain(failure.message);
  return exit_code_of(failure.kind);
}

}  // namespace doorbuster::app
