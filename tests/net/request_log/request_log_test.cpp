// The log's thread: what was put is written, and what was dropped is told.
#include "net/request_log/request_log.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <thread>

#include "tests/support/scratch_directory.hpp"

namespace doorbuster::net {
namespace {

std::string content(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

auto lines(const std::string& text) { return std::ranges::count(text, '\n'); }

struct RequestLogTest : ::testing::Test {
  support::ScratchDirectory scratch;
  std::string path = (scratch.path() / "requests.log").string();
  NetMeters meters;
};

TEST_F(RequestLogTest, WritesAllThatWasPutBeforeItEnds) {
  RequestLog log(path, 1, 2, meters);
  ASSERT_TRUE(log.start());
  for (int i = 0; i < 1000; ++i) {
    log.lane(0).put({.route = "/v1/orders", .status = 201});
    log.lane(1).put({.route = "/livez", .status = 200});
  }
  log.stop();
  const std::string text = content(path);
  EXPECT_EQ(lines(text), 2000);
  EXPECT_NE(text.find("\"route\":\"/v1/orders\",\"status\":201"), std::string::npos);
  EXPECT_NE(text.find("\"route\":\"/livez\",\"status\":200"), std::string::npos);
  EXPECT_EQ(meters.request_log_lines.value(), 2000U);
}

TEST_F(RequestLogTest, TellsHowManyLinesWereDropped) {
  RequestLog log(path, 1, 1, meters);
  for (std::size_t i = 0; i < RequestLane::records_max + 5; ++i) log.lane(0).put({.status = 200});
  ASSERT_TRUE(log.start());
  log.stop();
  const std::string text = content(path);
  EXPECT_EQ(lines(text), static_cast<std::ptrdiff_t>(RequestLane::records_max) + 1);
  EXPECT_TRUE(text.ends_with("\"dropped\":5}\n")) << text.substr(text.size() - 100);
}

TEST_F(RequestLogTest, CountsWhatADiskDidNotTake) {
  RequestLog log("/dev/full", 1, 1, meters);
  ASSERT_TRUE(log.start());
  for (int i = 0; i < 3; ++i) log.lane(0).put({.status = 200});
  log.stop();
  EXPECT_EQ(meters.request_log_lines.value(), 0U);
  EXPECT_EQ(meters.request_log_dropped[log_not_written].value(), 3U);
}

TEST_F(RequestLogTest, OpensItsFileAgain) {
  RequestLog log(path, 1, 1, meters);
  ASSERT_TRUE(log.start());
  log.lane(0).put({.route = "/before", .status = 200});
  while (meters.request_log_lines.value() == 0) std::this_thread::yield();
  std::filesystem::rename(path, path + ".1");
  log.reopen();
  while (!std::filesystem::exists(path)) std::this_thread::yield();
  log.lane(0).put({.route = "/after", .status = 200});
  log.stop();
  EXPECT_NE(content(path + ".1").find("/before"), std::string::npos);
  EXPECT_NE(content(path).find("/after"), std::string::npos);
}

TEST_F(RequestLogTest, RefusesAFileThatCannotBeOpened) {
  RequestLog log((scratch.path() / "missing" / "requests.log").string(), 1, 1, meters);
  EXPECT_FALSE(log.start());
}

}  // namespace
}  // namespace doorbuster::net
