// Errors as values in this folder: a value, or a sentence for the person at the terminal.
#pragma once

#include <boost/system/result.hpp>
#include <stdexcept>
#include <string>

namespace doorbuster::loadtest {

// `sentence`: whole, names the file and line or the address where there is one, and says what to do next.
struct Problem {
  std::string sentence;
};

// value() on a Problem is a bug of the caller, who should have looked first.
[[noreturn]] inline void throw_exception_from_error(const Problem& problem, const boost::source_location&) {
  throw std::logic_error("unchecked problem: " + problem.sentence);
}

template <class Value>
using Outcome = boost::system::result<Value, Problem>;

}  // namespace doorbuster::loadtest
