// A request that comes little by little: whoever sends it is read by the sweep alone once it has been coming for long,
// so that thousands of them stand before nobody; until then, and for all that comes in a rush, nothing changes.
#include <gtest/gtest.h>

#include <thread>

#include "driven_connections.hpp"
#include "net/transport_limits.hpp"

namespace doorbuster::net {
namespace {

using test::DrivenConnections;

const std::string begun = "GET /livez HTTP/1.1\r\nHost: a\r\nX-Slow: ";
const std::string ended = "\r\n\r\n";

class ATrickle : public ::testing::Test {
 protected:
  void send(std::string_view bytes) {
    pair.send(bytes);
    driven.let_happen();
  }
  // What an I/O thread does four times a second.
  bool sweep() {
    const bool read = pair.connection->read_trickle(monotonic_ns());
    driven.let_happen();
    return read;
  }
  static void let_it_be_long() { std::this_thread::sleep_for(transport::trickle_after); }
  [[nodiscard]] std::uint64_t read() { return driven.meters().bytes_in.value(); }
  [[nodiscard]] bool is_answered() const { return pair.take().starts_with("HTTP/1.1 200"); }

  DrivenConnections driven;
  DrivenConnections::Pair pair = driven.connect();
};

TEST_F(ATrickle, IsReadAtOnceWhileItHasNotComeForLong) {
  send(begun);
  EXPECT_FALSE(sweep());
  send("x");
  EXPECT_EQ(read(), begun.size() + 1);
  send(ended);
  EXPECT_TRUE(is_answered());
}

TEST_F(ATrickle, IsReadByTheSweepAloneOnceItHas) {
  send(begun);
  let_it_be_long();
  EXPECT_TRUE(sweep());
  send("x");
  EXPECT_EQ(read(), begun.size());
  EXPECT_TRUE(sweep());
  EXPECT_EQ(read(), begun.size() + 1);
  EXPECT_TRUE(sweep()) << "nothing came";
  send(ended);
  EXPECT_EQ(read(), begun.size() + 1);
  EXPECT_TRUE(sweep());
  EXPECT_TRUE(is_answered());
}

TEST_F(ATrickle, IsTakenOutOfTheWayByItsNextPart) {
  send(begun);
  let_it_be_long();
  send("x");
  EXPECT_EQ(read(), begun.size() + 1) << "no sweep has come by yet";
  send("y");
  EXPECT_EQ(read(), begun.size() + 1);
}

TEST_F(ATrickle, LeavesTheNextRequestAsItWouldBe) {
  send(begun);
  let_it_be_long();
  sweep();
  send(ended);
  sweep();
  ASSERT_TRUE(is_answered());
  EXPECT_FALSE(sweep()) << "a connection without a request";
  send(begun + ended);
  EXPECT_TRUE(is_answered());
}

TEST_F(ATrickle, IsNoneWhereMuchComesAtOnce) {
  const std::string much(transport::trickle_bytes_max + 1, ' ');
  send("PUT /v1/skus/a HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n");
  send(much);
  let_it_be_long();
  EXPECT_FALSE(sweep());
  const auto before = read();
  send(much);
  EXPECT_EQ(read(), before + much.size());
  send("x");
  EXPECT_EQ(read(), before + much.size() + 1);
  EXPECT_TRUE(sweep()) << "it does now";
}

TEST_F(ATrickle, StillHasItsDeadline) {
  send(begun);
  let_it_be_long();
  sweep();
  EXPECT_TRUE(pair.connection->check_deadline(monotonic_ns() + to_ns(std::chrono::hours(1))));
  driven.let_happen();
  EXPECT_TRUE(pair.take().starts_with("HTTP/1.1 408"));
}

TEST_F(ATrickle, EndsWhenItsClientGoes) {
  send(begun);
  let_it_be_long();
  sweep();
  pair.client = core::Descriptor();
  EXPECT_FALSE(pair.connection->closed());
  sweep();
  EXPECT_TRUE(pair.connection->closed());
}

TEST_F(ATrickle, IsAnsweredBeforeTheServerEndsIfItHasComeWhole) {
  send(begun);
  let_it_be_long();
  sweep();
  send(ended);
  driven.home().draining = true;
  pair.connection->drain();
  driven.let_happen();
  EXPECT_TRUE(is_answered());
}

TEST_F(ATrickle, EndsWithTheServerIfItHasNot) {
  send(begun);
  let_it_be_long();
  sweep();
  driven.home().draining = true;
  pair.connection->drain();
  driven.let_happen();
  EXPECT_TRUE(pair.connection->closed());
  EXPECT_EQ(pair.take(), "");
}

}  // namespace
}  // namespace doorbuster::net
