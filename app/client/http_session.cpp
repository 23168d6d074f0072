// libcurl's easy interface.
#include "app/client/http_session.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <ctime>
#include <exception>

#include "app/client/trust.hpp"
#include "app/version.hpp"

namespace doorbuster::app {
namespace {

using namespace std::chrono_literals;

// A stream that says nothing for so long, not even its heartbeat, has lost its server.
constexpr long silent_seconds_max = 60;

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using FieldList = std::unique_ptr<curl_slist, FreeList>;

void add_field(FieldList& list, const std::string& line) {
  curl_slist* longer = curl_slist_append(list.get(), line.c_str());
  if (longer == nullptr) throw std::bad_alloc();
  std::ignore = list.release();
  list.reset(longer);
}

std::string field_of(CURL* handle, const char* name) {
  curl_header* field = nullptr;
  return curl_easy_header(handle, name, 0, CURLH_HEADER, -1, &field) == CURLHE_OK ? field->value : "";
}

std::optional<std::chrono::seconds> seconds_in(std::string_view text) {
  std::uint32_t seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return std::chrono::seconds(seconds);
}

int status_of(CURL* handle) {
  long status = 0;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
  return static_cast<int>(status);
}

}  // namespace

struct HttpSession::Curl {
  Curl() : handle(curl_easy_init()) {
    if (handle == nullptr) throw std::runtime_error("libcurl can't be set up");
  }
  ~Curl() { curl_easy_cleanup(handle); }
  Curl(const Curl&) = delete;
  Curl& operator=(const Curl&) = delete;

  CURL* handle;
};

// One request under way.
struct HttpSession::Transfer {
  CURL* handle = nullptr;
  FieldList fields;
  std::array<char, CURL_ERROR_SIZE> error{};
  std::string body;
  const Take* take = nullptr;
  std::exception_ptr thrown;  // by who takes the bytes

  // Fewer than `count` end the transfer. Nothing may be thrown through libcurl, which would leave its work undone.
  static std::size_t on_bytes(char* bytes, std::size_t, std::size_t count, void* self) noexcept {
    auto& transfer = *static_cast<Transfer*>(self);
    try {
      return transfer.accept({bytes, count}) ? count : 0;
    } catch (...) {
      transfer.thrown = std::current_exception();
      return 0;
    }
  }

  bool accept(std::string_view text) {
    if (take != nullptr && status_of(handle) == 200) {
      (*take)(text);
      return true;
    }
    if (body.size() + text.size() > answer_bytes_max) return false;
    body += text;
    return true;
  }
};

HttpSession::HttpSession(ServerAccess access) : access_(std::move(access)), curl_(std::make_unique<Curl>()) {
  if (const auto key = net::parse_key_text(access_.key, net::KeyKind::signing)) signer_.emplace(*key);
}

HttpSession::~HttpSession() = default;

// The target is signed as the server gets it: a path in the URL leads through a proxy, which takes it away.
std::string HttpSession::authorization(const HttpCall& call) {
  if (access_.key.empty()) return {};
  if (!signer_) return "Bearer " + access_.key;
  const auto key = std::ranges::find(call.fields, "Idempotency-Key", &std::pair<std::string, std::string>::first);
  const std::string_view idempotency_key = key != call.fields.end() ? std::string_view(key->second) : "";
  auto field = signer_->sign({call.method, call.path, idempotency_key}, call.body, std::time(nullptr));
  if (!field) throw std::runtime_error("libcrypto can't sign the request");
  return std::move(*field);
}

void HttpSession::prepare(const HttpCall& call, Transfer& transfer) {
  CURL* handle = transfer.handle = curl_->handle;
  curl_easy_reset(handle);
  curl_easy_setopt(handle, CURLOPT_URL, (access_.url + call.path).c_str());
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_PROXY, "");  // a key goes to the server that was named, and nowhere else
  curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1);
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_USERAGENT, ("doorbuster/" + std::string(version)).c_str());
  curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, call.method.c_str());
  trust_only(handle, access_.ca_file);

  add_field(transfer.fields, "Expect:");  // none: bodies are short
  if (const auto field = authorization(call); !field.empty()) {
    add_field(transfer.fields, "Authorization: " + field);
  }
  if (!access_.traceparent.empty()) add_field(transfer.fields, "traceparent: " + access_.traceparent);
  for (const auto& [name, value] : call.fields) add_field(transfer.fields, name + ": " + value);
  if (!call.body.empty()) {
    add_field(transfer.fields, "Content-Type: application/json");
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call.body.size()));
    curl_easy_setopt(handle, CURLOPT_COPYPOSTFIELDS, call.body.data());
  } else if (call.method == "POST") {
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE, 0L);
    curl_easy_setopt(handle, CURLOPT_POST, 1L);
    add_field(transfer.fields, "Content-Type:");
  }
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, transfer.fields.get());
  curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, transfer.error.data());
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &Transfer::on_bytes);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &transfer);
  const auto patience = std::chrono::milliseconds(access_.timeout).count();
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(patience));
}

HttpExchange HttpSession::perform(Transfer& transfer) {
  CURL* handle = transfer.handle;
  const CURLcode code = curl_easy_perform(handle);
  if (transfer.thrown) std::rethrow_exception(transfer.thrown);
  if (code != CURLE_OK) {
    curl_off_t sent_after_us = 0;  // 0: it never came so far
    curl_easy_getinfo(handle, CURLINFO_PRETRANSFER_TIME_T, &sent_after_us);
    const char* why = transfer.error[0] != '\0' ? transfer.error.data() : curl_easy_strerror(code);
    return NoAnswer{.sent = sent_after_us > 0, .why = why};
  }
  return HttpAnswer{.status = status_of(handle),
                    .body = std::move(transfer.body),
                    .retry_after = seconds_in(field_of(handle, "Retry-After")),
                    .replayed = field_of(handle, "Idempotent-Replayed") == "true",
                    .position = field_of(handle, "X-Journal-Position")};
}

HttpExchange HttpSession::send(const HttpCall& call) {
  Transfer transfer;
  prepare(call, transfer);
  const auto patience = std::chrono::milliseconds(access_.timeout).count();
  curl_easy_setopt(transfer.handle, CURLOPT_TIMEOUT_MS, static_cast<long>(patience));
  return perform(transfer);
}

HttpExchange HttpSession::follow(const HttpCall& call, const Take& take) {
  Transfer transfer;
  transfer.take = &take;
  prepare(call, transfer);
  curl_easy_setopt(transfer.handle, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl_easy_setopt(transfer.handle, CURLOPT_LOW_SPEED_TIME, silent_seconds_max);
  return perform(transfer);
}

}  // namespace doorbuster::app
