// Which of a name's addresses the load goes to.
#include "loadtest/http/endpoint.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <unistd.h>

#include <string>

namespace doorbuster::loadtest {
namespace {

// A socket of this machine's, at a port of the system's choice. Listens only once it is told to.
class Listener {
 public:
  Listener() {
    address_.sin_family = AF_INET;
    address_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t bytes = sizeof address_;
    if (bind(socket_, reinterpret_cast<const sockaddr*>(&address_), bytes) != 0 ||
        getsockname(socket_, reinterpret_cast<sockaddr*>(&address_), &bytes) != 0) {
      ADD_FAILURE() << "no port to be had";
    }
  }
  ~Listener() { close(socket_); }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  Listener& listens() {
    EXPECT_EQ(listen(socket_, 1), 0);
    return *this;
  }
  [[nodiscard]] addrinfo info(addrinfo* next) {
    return {.ai_flags = 0,
            .ai_family = AF_INET,
            .ai_socktype = SOCK_STREAM,
            .ai_protocol = 0,
            .ai_addrlen = sizeof address_,
            .ai_addr = reinterpret_cast<sockaddr*>(&address_),
            .ai_canonname = nullptr,
            .ai_next = next};
  }
  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(ntohs(address_.sin_port)); }

 private:
  int socket_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address_{};
};

TEST(Endpoint, IsTheFirstAddressAtWhichSomebodyListens) {
  Listener silent, serves, later;
  serves.listens();
  later.listens();
  addrinfo third = later.info(nullptr), second = serves.info(&third), first = silent.info(&second);
  EXPECT_EQ(&first_that_listens(first), &second);
}

TEST(Endpoint, IsTheFirstAddressWhereNobodyListens) {
  Listener silent, silent_too;
  addrinfo second = silent_too.info(nullptr), first = silent.info(&second);
  EXPECT_EQ(&first_that_listens(first), &first);
}

TEST(Endpoint, IsAHostAndAPortWithoutAPath) {
  Listener serves;
  serves.listens();
  EXPECT_TRUE(find_endpoint(serves.url()));
  EXPECT_TRUE(find_endpoint(serves.url() + "/"));
  EXPECT_FALSE(find_endpoint(serves.url() + "/v1"));
  EXPECT_FALSE(find_endpoint("https://127.0.0.1:1"));
  EXPECT_FALSE(find_endpoint("127.0.0.1:1"));
}

}  // namespace
}  // namespace doorbuster::loadtest
