// What systemd is told of a server: ready, and that it stops; by the real program.
#include <gmock/gmock.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <csignal>
#include <cstring>

#include "tests/support/scratch_directory.hpp"
#include "tests/support/server_process.hpp"

namespace doorbuster::app {
namespace {

using testing::HasSubstr;

// The manager's end.
class NotifySocket {
 public:
  explicit NotifySocket(const std::string& path) : socket_(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    EXPECT_EQ(bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  }
  ~NotifySocket() { close(socket_); }
  NotifySocket(const NotifySocket&) = delete;
  NotifySocket& operator=(const NotifySocket&) = delete;

  std::string next() {
    pollfd waits{socket_, POLLIN, 0};
    if (poll(&waits, 1, 60'000) != 1) return "nothing came";
    std::string text(1'024, '\0');
    const auto got = recv(socket_, text.data(), text.size(), 0);
    text.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
    return text;
  }

 private:
  int socket_;
};

TEST(ServiceManager, IsToldWhenItTakesOrdersAndWhenItStops) {
  const support::ScratchDirectory scratch;
  const std::string path = "/tmp/doorbuster-notify-" + std::to_string(getpid());  // a socket's path must be short
  unlink(path.c_str());
  NotifySocket manager(path);
  support::ServerProcess server(scratch.path() / "data", {},
                                {.environment = {"NOTIFY_SOCKET=" + path}, .open_files = {}});
  server.start();
  EXPECT_THAT(manager.next(), HasSubstr("STATUS=replays"));
  EXPECT_THAT(manager.next(), HasSubstr("READY=1\n"));
  EXPECT_EQ(server.shut_down().exit_code, 0);
  EXPECT_THAT(manager.next(), HasSubstr("STOPPING=1\n"));
  unlink(path.c_str());
}

TEST(ServiceManager, ThatIsNotThereIsLetBe) {
  const support::ScratchDirectory scratch;
  support::ServerProcess server(scratch.path() / "data", {},
                                {.environment = {"NOTIFY_SOCKET=@doorbuster-nobody-listens"}, .open_files = {}});
  server.start();
  EXPECT_EQ(server.shut_down().exit_code, 0);
}

}  // namespace
}  // namespace doorbuster::app
