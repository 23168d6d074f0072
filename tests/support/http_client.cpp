// Sockets and the parts of RFC 9112 that a test's client needs.
#include "tests/support/http_client.hpp"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <cerrno>
#include <charconv>

namespace doorbuster::support {
namespace {

constexpr std::size_t receive_bytes = 64u << 10;
constexpr int little_bytes = 16 << 10;
constexpr std::size_t buffer_bytes_max = 256u << 20;  // more from a server is a failure

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

std::optional<std::size_t> number(std::string_view text, int base) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc{}) return std::nullopt;
  return value;
}

// A ring that this thread has made may interrupt what it waits for, and a call with a timeout is not taken up again.
template <class Call>
ssize_t uninterrupted(Call&& call) {
  for (;;) {
    const ssize_t done = call();
    if (done >= 0 || errno != EINTR) return done;
  }
}

}  // namespace

std::string Reply::field(std::string_view name) const {
  for (const auto& [known, value] : fields) {
    if (known == name) return value;
  }
  return {};
}

bool Reply::has(std::string_view name) const {
  return std::any_of(fields.begin(), fields.end(), [&](const auto& field) { return field.first == name; });
}

boost::json::value Reply::json() const { return boost::json::parse(body); }

HttpClient::HttpClient(std::uint16_t port, std::chrono::milliseconds timeout) : port_(port), timeout_(timeout) {}

HttpClient::~HttpClient() { close(); }

void HttpClient::close() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
  buffer_.clear();
  taken_ = 0;
}

bool HttpClient::connect() {
  if (socket_ >= 0) return true;
  socket_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int on = 1;
  setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  const timeval limit{timeout_.count() / 1000, (timeout_.count() % 1000) * 1000};
  if (holds_little_) setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &little_bytes, sizeof little_bytes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port_);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
    // From here on, since a connect with a deadline isn't taken up again when it is interrupted.
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    return true;
  }
  close();
  return false;
}

std::string HttpClient::render(std::string_view method, std::string_view target, std::string_view body,
                               const Fields& fields) {
  std::string out = std::string(method) + " " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\n";
  bool typed = false;
  for (const auto& [name, value] : fields) {
    typed = typed || lower(name) == "content-type";
    if (!value.empty()) out += name + ": " + value + "\r\n";
  }
  if (!body.empty()) {
    if (!typed) out += "Content-Type: application/json\r\n";
    out += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  }
  return out + "\r\n" + std::string(body);
}

bool HttpClient::send(std::string_view bytes) {
  if (!connect()) return false;
  while (!bytes.empty()) {
    const auto sent = uninterrupted([&] { return ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL); });
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

std::optional<Reply> HttpClient::request(std::string_view method, std::string_view target, std::string_view body,
                                         const Fields& fields) {
  // A send that fails may still have an answer waiting: a server may refuse before it has read all.
  const bool sent = send(render(method, target, body, fields));
  auto reply = sent || socket_ >= 0 ? read_reply(method == "HEAD") : std::nullopt;
  if (!sent || !reply || lower(reply->field("connection")) == "close") close();
  return reply;
}

bool HttpClient::fill() {
  if (taken_ > receive_bytes && taken_ > buffer_.size() / 2) {
    buffer_.erase(0, taken_);
    taken_ = 0;
  }
  if (socket_ < 0 || buffer_.size() > buffer_bytes_max) return false;
  const auto had = buffer_.size();
  buffer_.resize(had + receive_bytes);
  const auto got = uninterrupted([&] { return recv(socket_, buffer_.data() + had, receive_bytes, 0); });
  buffer_.resize(had + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
  return got > 0;
}

std::optional<std::string> HttpClient::take(std::size_t bytes) {
  while (buffer_.size() - taken_ < bytes) {
    if (!fill()) return std::nullopt;
  }
  std::string out = buffer_.substr(taken_, bytes);
  taken_ += bytes;
  return out;
}

std::optional<std::string> HttpClient::take_line() {
  std::size_t seen = 0;
  for (;;) {
    const auto end = buffer_.find("\r\n", taken_ + seen);
    if (end != std::string::npos) {
      std::string line = buffer_.substr(taken_, end - taken_);
      taken_ = end + 2;
      return line;
    }
    const auto waiting = buffer_.size() - taken_;
    seen = waiting == 0 ? 0 : waiting - 1;
    if (!fill()) return std::nullopt;
  }
}

std::optional<std::string> HttpClient::take_chunk() {
  const auto size_line = take_line();
  const auto size = size_line ? number(*size_line, 16) : std::nullopt;
  auto data = size ? take(*size) : std::nullopt;
  if (!data || !take_line()) return std::nullopt;
  return data;
}

std::optional<Reply> HttpClient::read_head() {
  const auto first = take_line();
  if (!first || first->size() < 12) return std::nullopt;
  Reply reply;
  reply.version = first->substr(0, 8);
  reply.status = static_cast<int>(number(std::string_view(*first).substr(9, 3), 10).value_or(0));
  for (;;) {
    const auto line = take_line();
    if (!line) return std::nullopt;
    if (line->empty()) return reply;
    const auto colon = line->find(':');
    if (colon == std::string::npos) return std::nullopt;
    const auto value = line->find_first_not_of(' ', colon + 1);
    reply.fields.emplace_back(lower(line->substr(0, colon)), value == std::string::npos ? "" : line->substr(value));
  }
}

std::optional<Reply> HttpClient::read_reply(bool to_head) {
  auto reply = read_head();
  if (!reply || to_head || reply->status < 200 || reply->status == 204 || reply->status == 304) return reply;
  if (lower(reply->field("transfer-encoding")) == "chunked") {
    for (;;) {
      const auto chunk = take_chunk();
      if (!chunk) return std::nullopt;
      if (chunk->empty()) return reply;
      reply->body += *chunk;
    }
  }
  if (const auto length = number(reply->field("content-length"), 10)) {
    auto body = take(*length);
    if (!body) return std::nullopt;
    reply->body = std::move(*body);
    return reply;
  }
  while (fill()) {
  }
  reply->body = buffer_.substr(taken_);
  close();
  return reply;
}

std::optional<std::string> HttpClient::read_some(const Reply& head) {
  if (lower(head.field("transfer-encoding")) == "chunked") return take_chunk();
  if (taken_ == buffer_.size() && !fill()) return std::nullopt;
  return take(buffer_.size() - taken_);
}

bool HttpClient::closed_by_server() {
  if (socket_ < 0) return true;
  if (taken_ < buffer_.size()) return false;
  char byte = 0;
  const auto got = uninterrupted([&] { return recv(socket_, &byte, 1, 0); });
  if (got == 1) buffer_ += byte;
  return got == 0 || (got < 0 && errno != EAGAIN && errno != EWOULDBLOCK);
}

}  // namespace doorbuster::support
