// A process that has no descriptor left for one more connection.
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

#include "core/files/descriptor.hpp"
#include "running_server.hpp"
#include "tests/support/bounded_descriptors.hpp"

namespace doorbuster::net {
namespace {

using support::BoundedDescriptors;
using support::HttpClient;
using test::get;
using test::RunningServer;
using test::status_of_next;
using namespace std::chrono_literals;

constexpr auto watched = 400ms;

std::chrono::microseconds processor_time() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return std::chrono::seconds(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
         std::chrono::microseconds(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
}

TEST(ServerWithoutDescriptors, WaitsInsteadOfSpinningAndServesOnceThereAreSome) {
  if (!BoundedDescriptors::possible) GTEST_SKIP() << "the sanitizer itself needs descriptors";
  RunningServer running;
  running.run_engine();
  HttpClient open(running.port());
  open.send(get("/livez"));
  EXPECT_EQ(status_of_next(open), 200);

  const core::Descriptor late(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  {
    const BoundedDescriptors none(0);
    sockaddr_in address{.sin_family = AF_INET, .sin_port = htons(running.port()), .sin_addr = {}, .sin_zero = {}};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ASSERT_EQ(connect(late.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    const auto before = processor_time();
    std::this_thread::sleep_for(watched);
    EXPECT_LT(processor_time() - before, watched / 2) << "accepting spins";
    open.send(get("/livez"));
    EXPECT_EQ(status_of_next(open), 200);
  }
  const auto request = get("/livez", "Connection: close\r\n");
  ASSERT_EQ(send(late.get(), request.data(), request.size(), MSG_NOSIGNAL), static_cast<ssize_t>(request.size()));
  char status[12] = {};
  ASSERT_EQ(recv(late.get(), status, sizeof status, MSG_WAITALL), static_cast<ssize_t>(sizeof status));
  EXPECT_EQ(std::string_view(status, sizeof status), "HTTP/1.1 200");
}

}  // namespace
}  // namespace doorbuster::net
