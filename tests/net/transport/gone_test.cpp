// Clients who come and go: the server keeps nothing of them for those who come next to wait for.
#include <gtest/gtest.h>
#include <malloc.h>

#include "net/transport_limits.hpp"
#include "running_server.hpp"

namespace doorbuster::net {
namespace {

using support::HttpClient;
using test::RunningServer;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool counts_memory = false;  // the sanitizer's own allocator tells nothing
#else
constexpr bool counts_memory = true;
#endif

// Far fewer than come in one interval of the sweep; a sweep may fall among them all the same, so there are some crowds.
constexpr std::size_t crowd = 500;
constexpr int crowds = 4;

std::size_t bytes_in_use() { return mallinfo2().uordblks; }

TEST(WhoIsGone, LeavesRoomForWhoComesNext) {
  if (!counts_memory) GTEST_SKIP() << "the sanitizer's allocator doesn't tell what is in use";
  ServerOptions options;
  options.io_threads = 1;
  RunningServer running(options);
  running.run_engine();
  for (int times = 0; times < crowds; ++times) {
    const auto before = bytes_in_use();
    for (std::size_t come = 0; come < crowd; ++come) {
      HttpClient client(running.port());
      ASSERT_TRUE(client.send("GET /livez HTTP/1.1\r\n"));
    }
    HttpClient next(running.port());
    ASSERT_TRUE(next.get("/livez"));
    EXPECT_LT(bytes_in_use(), before + crowd * transport::input_bytes / 4);
  }
}

}  // namespace
}  // namespace doorbuster::net
