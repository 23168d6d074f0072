// Turns: however many wait, what comes over a socket meanwhile is behind one of them only, and whoever wants the
// processor has it between two of them.
#include "net/transport/turns.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <string>

#include "counted_yields.hpp"

namespace doorbuster::net {
namespace {

namespace asio = boost::asio;

constexpr int one_thread = 1;  // as an I/O thread has it

TEST(Turns, AreTakenInTheOrderInWhichTheyWereAskedFor) {
  asio::io_context context(one_thread);
  Turns turns(context);
  std::string log;
  turns.wait_for([&] { log += 'a'; });
  turns.wait_for([&] { log += 'b'; });
  EXPECT_EQ(log, "") << "never while they are asked for";
  context.run();
  EXPECT_EQ(log, "ab");
  EXPECT_EQ(turns.waiting(), 0u);
}

TEST(Turns, MayAskForAnother) {
  asio::io_context context(one_thread);
  Turns turns(context);
  std::string log;
  turns.wait_for([&] {
    log += 'a';
    turns.wait_for([&] { log += 'A'; });
  });
  turns.wait_for([&] { log += 'b'; });
  context.run();
  EXPECT_EQ(log, "abA");
}

TEST(Turns, BetweenTwoOfThemTheSocketsAreLookedAt) {
  asio::io_context context(one_thread);
  Turns turns(context);
  std::array<int, 2> ends{};
  ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends.data()), 0);
  asio::posix::stream_descriptor honest(context, ends[0]), client(context, ends[1]);
  std::string log;
  honest.async_wait(asio::posix::stream_descriptor::wait_read, [&](auto) { log += "honest "; });
  // Something comes while the first of many has its turn.
  turns.wait_for([&] {
    log += "first ";
    ASSERT_EQ(write(client.native_handle(), "x", 1), 1);
  });
  for (int i = 0; i < 100; ++i) turns.wait_for([&] { log += '.'; });
  context.run();
  EXPECT_EQ(log, "first .honest " + std::string(99, '.'));
}

TEST(Turns, LetOthersHaveTheProcessorBeforeEach) {
  asio::io_context context(one_thread);
  Turns turns(context);
  std::array<int, 3> yielded{};
  const int before = test::yields;
  for (int& times : yielded) turns.wait_for([&] { times = test::yields - before; });
  context.run();
  EXPECT_EQ(yielded, (std::array{1, 2, 3}));
}

}  // namespace
}  // namespace doorbuster::net
