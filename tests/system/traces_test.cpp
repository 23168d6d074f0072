// A trace's way through the real program: from a request's field to its line in the log and to its events.
#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "tests/system/own_server_test.hpp"

namespace doorbuster::system_tests {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* trace = "4bf92f3577b34da6a3ce929d0e0e4736";

class TracedServer : public OwnServerTest {
 protected:
  Reply place(const std::string& key, support::Fields fields) {
    fields.emplace_back("Idempotency-Key", key);
    const std::string body = R"({"sale":"sale","buyer":")" + key + R"(","items":[{"sku":"lamp","qty":1}]})";
    return shop().send("POST", "/v1/orders", body, fields);
  }
  [[nodiscard]] std::string path() const { return (scratch() / "requests.log").string(); }
};

TEST_F(TracedServer, TellsTheTraceInTheLogAndInTheFeed) {
  start({"--request-log", path()});
  open_lamps(5);
  const std::string parent = "00f067aa0ba902b7";
  const std::string field = std::string("00-") + trace + "-" + parent + "-01";
  EXPECT_EQ(place("traced", {{"traceparent", field}}).status, 201);
  const std::string events = shop().send("GET", "/v1/events").body;
  const auto at = events.find(std::string("\"traceparent\":\"00-") + trace + "-");
  ASSERT_NE(at, std::string::npos) << events;
  const std::string told = events.substr(at + 15, 55);
  EXPECT_THAT(told, Not(HasSubstr(parent))) << "the server's own span is the parent of what follows";

  EXPECT_EQ(place("twice", {{"traceparent", field}, {"traceparent", field}}).status, 201) << "ignored, not refused";
  EXPECT_EQ(server().shut_down().exit_code, 0);
  std::ifstream file(path());
  const std::string log{std::istreambuf_iterator<char>(file), {}};
  EXPECT_THAT(log, HasSubstr("\"trace_id\":\"" + std::string(trace) + "\",\"span_id\":\"" + told.substr(36, 16) +
                             "\",\"parent_span_id\":\"" + parent + "\"}"));
  EXPECT_EQ(log.find("trace_id"), log.rfind("trace_id")) << log;

  again();
  EXPECT_THAT(shop().send("GET", "/v1/events").body, Not(HasSubstr("traceparent"))) << "it is not in the journal";
}

}  // namespace
}  // namespace doorbuster::system_tests
