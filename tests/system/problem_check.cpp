// Looks at every member that a problem must have.
#include "tests/system/problem_check.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>

#include "tests/system/storefront.hpp"

namespace doorbuster::system_tests {

namespace json = boost::json;

namespace {

bool wants_retry_after(int status, std::string_view code) {
  return status == 429 || status == 503 || code == "sale_not_started";
}

}  // namespace

::testing::AssertionResult is_problem(const json::value& problem, int status, std::string_view code) {
  const auto wrong = [&](const std::string& what) {
    return ::testing::AssertionFailure() << what << ", in place of " << status << " " << code << ": "
                                         << json::serialize(problem);
  };
  try {
    const std::string named = text(problem, "code");
    if (!code.empty() && named != code) return wrong("another code");
    if (integer(problem, "status") != status) return wrong("another status in the problem");
    std::string page = "/problems/" + named;
    std::replace(page.begin(), page.end(), '_', '-');
    if (text(problem, "type") != page) return wrong("a type that is not the code's page");
    if (text(problem, "title").empty()) return wrong("no title");
    if (text(problem, "detail").empty()) return wrong("no detail");
  } catch (const std::exception& error) {
    return wrong(std::string("not a whole problem (") + error.what() + ")");
  }
  return ::testing::AssertionSuccess();
}

::testing::AssertionResult is_problem(const Reply& reply, int status, std::string_view code) {
  const auto wrong = [&](const std::string& what) {
    return ::testing::AssertionFailure() << what << ", in place of " << status << " " << code << ": " << reply.status
                                         << " " << reply.body;
  };
  if (reply.status != status) return wrong("another status");
  if (reply.field("content-type") != "application/problem+json") return wrong("not a problem's content type");
  if (wants_retry_after(status, code) && !reply.has("retry-after")) return wrong("no Retry-After");
  try {
    return is_problem(reply.json(), status, code);
  } catch (const std::exception& error) {
    return wrong(std::string("not JSON (") + error.what() + ")");
  }
}

}  // namespace doorbuster::system_tests
