// Whether an answer is a problem (RFC 9457) as the contract has them.
#pragma once

#include <gtest/gtest.h>

#include <boost/json/value.hpp>
#include <string_view>

#include "tests/support/http_client.hpp"

namespace doorbuster::system_tests {

// Whether `reply` is the problem that the contract tells of, whole: status, code, type, title, detail, and Retry-After
// where it belongs. An empty code takes any.
[[nodiscard]] ::testing::AssertionResult is_problem(const support::Reply& reply, int status, std::string_view code);
// The same of a problem alone, as a batch carries it.
[[nodiscard]] ::testing::AssertionResult is_problem(const boost::json::value& problem, int status,
                                                    std::string_view code);

}  // namespace doorbuster::system_tests
