// The words for what the system refused, and what each usual errno asks of a person.
#include "core/files/system_failure.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <system_error>

namespace doorbuster::core {
namespace {

std::string_view what_to_do(int error) {
  switch (error) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return " Free space (or raise the limit on file sizes) and start again.";
    case EIO:
      return " The device may be failing: look at the kernel's log before starting again.";
    case EACCES:
    case EPERM:
    case EROFS:
      return " Give the server's user the right to write there, or choose another data directory.";
    case EMFILE:
    case ENFILE:
      return " Raise the limit on open files (ulimit -n) and start again.";
    default:
      return "";
  }
}

}  // namespace

std::string errno_text(int error) { return std::generic_category().message(error); }

Failure system_failure(std::string_view what, int error) {
  return Failure{FailureKind::io, fmt::format("Can't {}: {}.{}", what, errno_text(error), what_to_do(error))};
}

}  // namespace doorbuster::core
