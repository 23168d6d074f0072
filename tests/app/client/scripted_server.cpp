// Blocking sockets and one thread.
#include "tests/app/client/scripted_server.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace doorbuster::app {
namespace {

// The head, and as much of a body as its Content-Length says.
std::string read_request(int connection) {
  std::string request;
  std::array<char, 4096> bytes{};
  for (;;) {
    const auto head_end = request.find("\r\n\r\n");
    if (head_end != std::string::npos) {
      const auto length = request.find("Content-Length: ");
      const std::size_t body = length < head_end ? std::stoul(request.substr(length + 16)) : 0;
      if (request.size() >= head_end + 4 + body) return request;
    }
    const auto got = recv(connection, bytes.data(), bytes.size(), 0);
    if (got <= 0) return request;
    request.append(bytes.data(), static_cast<std::size_t>(got));
  }
}

}  // namespace

ScriptedServer::ScriptedServer(std::vector<std::string> answers) {
  listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t bytes = sizeof address;
  if (bind(listener_, reinterpret_cast<const sockaddr*>(&address), bytes) != 0 || listen(listener_, 16) != 0 ||
      getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &bytes) != 0) {
    throw std::runtime_error("no port to listen on");
  }
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this, script = std::move(answers)] { serve(script); });
}

ScriptedServer::~ScriptedServer() {
  shutdown(listener_, SHUT_RDWR);  // who hasn't come by now doesn't come
  if (thread_.joinable()) thread_.join();
  close(listener_);
}

std::vector<std::string> ScriptedServer::requests() {
  if (thread_.joinable()) thread_.join();
  return requests_;
}

void ScriptedServer::serve(const std::vector<std::string>& answers) {
  for (const std::string& answer : answers) {
    const int connection = accept(listener_, nullptr, nullptr);
    if (connection < 0) return;
    requests_.push_back(read_request(connection));
    if (send(connection, answer.data(), answer.size(), MSG_NOSIGNAL) < 0) requests_.back() += " (answer not taken)";
    close(connection);
  }
}

std::string ScriptedServer::answer(const std::string& status, const std::string& body, const std::string& fields) {
  return "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\n" + fields + "Connection: close\r\n\r\n" + body;
}

}  // namespace doorbuster::app
