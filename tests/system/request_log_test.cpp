// The request log of the real program: written, rotated on SIGHUP, and refused before anything else is touched.
#include <gmock/gmock.h>

#include <csignal>
#include <fstream>
#include <thread>

#include "tests/system/own_server_test.hpp"

namespace doorbuster::system_tests {
namespace {

using testing::HasSubstr;
using testing::Not;

class RequestLogOfTheProgram : public OwnServerTest {
 protected:
  [[nodiscard]] std::string path() const { return (scratch() / "requests.log").string(); }
  static std::string content(const std::string& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
  }
};

TEST_F(RequestLogOfTheProgram, GoesOnInANewFileAfterSighup) {
  start({"--request-log", path()});
  open_lamps(1);
  EXPECT_EQ(place("first").status, 201);
  std::filesystem::rename(path(), path() + ".1");
  server().send(SIGHUP);
  while (!std::filesystem::exists(path())) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_EQ(place("second", "other").status, 409);
  EXPECT_EQ(server().shut_down().exit_code, 0);
  EXPECT_THAT(content(path() + ".1"), HasSubstr(R"("route":"/v1/orders","status":201,)"));
  EXPECT_THAT(content(path()), HasSubstr(R"("route":"/v1/orders","status":409,"problem":"sold_out",)"));
  EXPECT_THAT(content(path()), Not(HasSubstr("201")));
}

TEST_F(RequestLogOfTheProgram, MayBeStandardOutput) {
  start({"--request-log", "-"});
  EXPECT_EQ(shop().send("GET", "/livez").status, 200);
  EXPECT_EQ(server().shut_down().exit_code, 0);
  EXPECT_THAT(server().output(), HasSubstr(R"("method":"GET","route":"/livez","status":200,)"));
}

TEST_F(RequestLogOfTheProgram, IsOffByDefault) {
  start();
  EXPECT_EQ(shop().send("GET", "/livez").status, 200);
  EXPECT_THAT(shop().send("GET", "/metrics").body, HasSubstr("\ndoorbuster_request_log_lines_total 0\n"));
  EXPECT_EQ(server().shut_down().exit_code, 0);
  EXPECT_THAT(server().output(), Not(HasSubstr("livez")));
}

TEST_F(RequestLogOfTheProgram, ThatCannotBeOpenedKeepsItFromStarting) {
  const auto missing = (scratch() / "missing" / "requests.log").string();
  const auto finished =
      support::run_program({"serve", "--data", data(), "--listen", "127.0.0.1:0", "--request-log", missing});
  EXPECT_EQ(finished.ending.exit_code, 3);
  EXPECT_THAT(finished.output, HasSubstr("The request log " + missing + " can't be opened"));
  EXPECT_FALSE(std::filesystem::exists(data()));
}

}  // namespace
}  // namespace doorbuster::system_tests
