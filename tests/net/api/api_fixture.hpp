// Api over a real engine whose journal and clock are moved by hand: a request goes in, its response comes out.
#pragma once

#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <string>

#include "net/api/api.hpp"
#include "net/metrics/meters.hpp"
#include "tests/core/engine/engine_fixture.hpp"

namespace doorbuster::net {

// A request that owns its text, with the room after the body that the contract between parser and routes asks for.
class TestRequest {
 public:
  TestRequest(Method method, std::string target, std::string body = {})
      : target_(std::move(target)), body_(std::move(body)) {
    request_.method = method;
    if (!body_.empty()) request_.content_type = "application/json";
    body_bytes_ = body_.size();
    body_.resize(body_bytes_ + body_padding, '\xff');
  }
  TestRequest& key(std::string_view key) { return with(request_.idempotency_key, key); }
  TestRequest& type(std::optional<std::string_view> type) { return with(request_.content_type, type); }
  TestRequest& coding(std::string_view coding) { return with(request_.content_encoding, coding); }
  TestRequest& authorization(std::string_view field) { return with(request_.authorization, field); }
  TestRequest& accept(std::string_view accept) { return with(request_.accept, accept); }
  TestRequest& accept_encoding(std::string_view codings) { return with(request_.accept_encoding, codings); }
  TestRequest& traceparent(std::string_view field) { return with(request_.traceparent, field); }
  TestRequest& last_event_id(std::string_view id) { return with(request_.last_event_id, id); }

  TestRequest& from(const ClientAddress& peer) {
    request_.peer = peer;
    return *this;
  }

  [[nodiscard]] HttpRequest view() const {
    HttpRequest request = request_;
    request.target = target_;
    request.body = std::string_view(body_).substr(0, body_bytes_);
    return request;
  }

 private:
  TestRequest& with(std::optional<std::string_view>& field, std::optional<std::string_view> value) {
    field = value;
    return *this;
  }

  HttpRequest request_;
  std::string target_;
  std::string body_;
  std::size_t body_bytes_ = 0;
};

inline std::optional<std::string> field(const HttpResponse& response, std::string_view name) {
  for (const auto& [key, value] : response.fields) {
    if (key == name) return value;
  }
  return std::nullopt;
}

inline boost::json::object json_of(const HttpResponse& response) {
  return boost::json::parse(response.body).as_object();
}

inline std::string text_of(const boost::json::value& value) { return std::string(value.as_string()); }

// The code of the problem that `response` is; empty if it isn't one.
inline std::string code_of(const HttpResponse& response) {
  if (response.content_type != "application/problem+json") return {};
  return text_of(json_of(response).at("code"));
}

struct ApiTest : core::EngineTest {
  Routed route(const TestRequest& request) { return api.route(request.view(), submission); }

  // The command that `request` becomes.
  template <class Command>
  Command command_of(const TestRequest& request) {
    submission.requests.clear();
    const Routed routed = route(request);
    if (const auto* response = std::get_if<HttpResponse>(&routed)) ADD_FAILURE() << response->body;
    return std::get<Command>(std::get<inventory::Command>(submission.requests.at(std::get<Pending>(routed).first)));
  }

  // The whole way, to the response.
  HttpResponse call(const TestRequest& request) {
    submission.requests.clear();
    submission.answers.clear();
    const Routed routed = route(request);
    if (const auto* response = std::get_if<HttpResponse>(&routed)) {
      EXPECT_TRUE(submission.requests.empty());
      return *response;
    }
    EXPECT_EQ(port->submit(submission), core::Submitted::accepted);
    engine->step();
    journal->stable_all();
    engine->step();
    EXPECT_EQ(take().size(), 1u);
    return api.render(std::get<Pending>(routed), submission);
  }

  HttpResponse post(std::string target, std::string body) {
    return call(TestRequest(Method::post, std::move(target), std::move(body)));
  }
  HttpResponse put(std::string target, std::string body) {
    return call(TestRequest(Method::put, std::move(target), std::move(body)));
  }
  HttpResponse get(std::string target) { return call(TestRequest(Method::get, std::move(target))); }

  HttpResponse place(std::string_view buyer, std::string_view key, int qty = 1) {
    const std::string body = R"({"sale":"sale","buyer":")" + std::string(buyer) + R"(","items":[{"sku":"lamp","qty":)" +
                             std::to_string(qty) + "}]}";
    return call(TestRequest(Method::post, "/v1/orders", body).key(key));
  }
  static std::string path_of(const HttpResponse& order) { return "/v1/orders/" + text_of(json_of(order).at("order")); }

  inventory::Fingerprint fingerprint() const { return inventory::fingerprint(engine->state()); }

  NetMeters meters;
  ServerState server{*engine, {false}, meters};
  Api api{server};
  core::Submission submission;
};

}  // namespace doorbuster::net
