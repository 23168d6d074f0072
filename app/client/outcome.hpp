// Errors as values of the commands that ask a running server: a value, or what to say and to exit with.
#pragma once

#include <boost/system/result.hpp>
#include <stdexcept>
#include <string>

#include "app/exit_codes.hpp"

namespace doorbuster::app {

// `sentence`: whole, for the person at the terminal, and says what to do next.
struct Fault {
  ExitCode code = ExitCode::internal_error;
  std::string sentence;
  std::string problem{};  // the code of the server's problem, "sale_not_found"; empty: there was none
};

// value() on a Fault is a bug of the caller, who should have looked first.
[[noreturn]] inline void throw_exception_from_error(const Fault& fault, const boost::source_location&) {
  throw std::logic_error("unchecked fault: " + fault.sentence);
}

template <class Value>
using Outcome = boost::system::result<Value, Fault>;

}  // namespace doorbuster::app
