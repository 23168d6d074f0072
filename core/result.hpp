// Errors as values: what a function at a boundary gives back when it can't do what it says.
#pragma once

#include <boost/system/result.hpp>
#include <stdexcept>
#include <string>

namespace doorbuster::core {

enum class FailureKind : std::uint8_t {
  io,          // the system refused or failed; the medium may be full or broken
  in_use,      // another process has this data directory
  corrupt,     // what is stored is damaged: nothing was changed
  unsupported, // a format or a feature that this build or kernel does not know
  invalid,     // what the caller asked for can't be
};

// `message`: a whole sentence for the person who has to act on it, naming the file and offset where there is one.
struct Failure {
  FailureKind kind = FailureKind::io;
  std::string message;
};

// value() on a Failure is a bug of the caller, who should have looked first.
[[noreturn]] inline void throw_exception_from_error(const Failure& failure, const boost::source_location&) {
  throw std::logic_error("unchecked failure: " + failure.message);
}

template <class Value>
using Result = boost::system::result<Value, Failure>;

}  // namespace doorbuster::core
