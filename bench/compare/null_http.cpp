// The ceiling of HTTP on a machine: an epoll server that finds where each request ends and answers all of them with the
// same bytes. It decides nothing, keeps nothing and checks nothing, so no server of orders can be faster.
//   null_http PORT THREADS     serves 127.0.0.1 until it is killed
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace {

// As long as the answer to an order.
constexpr std::string_view body =
    R"({"order":"ord_0123456789ABC","sale":"compare","buyer":"run-0-0123456789","status":"held",)"
    R"("items":[{"sku":"lamp","qty":1,"unit_price":19900}],"total":19900,"currency":"EUR",)"
    R"("created_at":"2026-11-11T00:00:00.000Z","hold_expires_at":"2026-11-12T00:00:00.000Z"})";
const std::string answer = "HTTP/1.1 201 Created\r\nDate: Wed, 11 Nov 2026 00:00:00 GMT\r\n"
                           "Content-Type: application/json\r\nX-Journal-Position: 1234567\r\n"
                           "Location: /v1/orders/ord_0123456789ABC\r\nContent-Length: " +
                           std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
constexpr std::size_t input_bytes = std::size_t{8} << 20;  // more than the largest request
constexpr int events_at_once = 256;

[[noreturn]] void give_up(const char* what) {
  std::perror(what);
  std::exit(1);
}

struct Connection {
  int socket;
  std::vector<char> input = std::vector<char>(64 << 10);
  std::size_t filled = 0;
};

// How long the request at the front of `text` is; 0: it isn't all there.
std::size_t request_bytes(std::string_view text) {
  const auto head = text.find("\r\n\r\n");
  if (head == std::string_view::npos) return 0;
  std::size_t body_bytes = 0;
  constexpr std::string_view field = "\r\nContent-Length: ";
  if (const auto at = text.substr(0, head).find(field); at != std::string_view::npos) {
    std::from_chars(text.data() + at + field.size(), text.data() + head, body_bytes);
  }
  const std::size_t all = head + 4 + body_bytes;
  return all <= text.size() ? all : 0;
}

void send_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

// False: the client has gone.
bool serve(Connection& connection) {
  if (connection.filled == connection.input.size()) {
    if (connection.filled == input_bytes) return false;
    connection.input.resize(connection.filled * 2);
  }
  const ssize_t got = recv(connection.socket, connection.input.data() + connection.filled,
                           connection.input.size() - connection.filled, 0);
  if (got <= 0) return false;
  connection.filled += static_cast<std::size_t>(got);
  thread_local std::string answers;
  answers.clear();
  std::string_view left(connection.input.data(), connection.filled);
  for (std::size_t bytes = request_bytes(left); bytes > 0; bytes = request_bytes(left)) {
    answers += answer;
    left.remove_prefix(bytes);
  }
  connection.filled = left.size();
  std::memmove(connection.input.data(), left.data(), left.size());
  send_all(connection.socket, answers);
  return true;
}

int listen_on(std::uint16_t port) {
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  const int on = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  setsockopt(listener, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) give_up("bind");
  if (listen(listener, SOMAXCONN) != 0) give_up("listen");
  return listener;
}

void watch(int epoll, int socket, void* what) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.ptr = what;
  if (epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event) != 0) give_up("epoll_ctl");
}

void run(std::uint16_t port) {
  const int listener = listen_on(port);
  const int epoll = epoll_create1(0);
  watch(epoll, listener, nullptr);
  std::array<epoll_event, events_at_once> events;
  for (;;) {
    const int ready = epoll_wait(epoll, events.data(), events_at_once, -1);
    for (int i = 0; i < ready; ++i) {
      auto* connection = static_cast<Connection*>(events[static_cast<std::size_t>(i)].data.ptr);
      if (connection == nullptr) {
        const int socket = accept(listener, nullptr, nullptr);
        const int on = 1;
        setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        watch(epoll, socket, std::make_unique<Connection>(Connection{.socket = socket}).release());
      } else if (!serve(*connection)) {
        close(connection->socket);
        delete connection;
      }
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: null_http PORT THREADS\n", stderr);
    return 2;
  }
  const auto port = static_cast<std::uint16_t>(std::atoi(argv[1]));
  std::vector<std::jthread> threads;
  for (int i = 0; i < std::atoi(argv[2]); ++i) threads.emplace_back(run, port);
}
