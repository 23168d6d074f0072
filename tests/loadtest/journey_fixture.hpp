// A journey of one buyer who wants one lamp, with answers and times made up.
#pragma once

#include <gtest/gtest.h>

#include <list>
#include <memory>
#include <string>

#include "loadtest/drive/journey.hpp"

namespace doorbuster::loadtest {

inline const Clock::time_point start{};

class JourneyTest : public testing::Test {
 protected:
  void SetUp() override {
    script.plan.buyers = {"alice"};
    script.plan.skus = {{.name = "lamp", .price = 100}};
    script.plan.arrivals = {{.due = {}, .buyer = 0, .lines = {{.sku = 0, .qty = 1}}, .pause = std::chrono::seconds(2)}};
    script.sale = "sale";
    script.currency = "CNY";
    script.hold = std::chrono::seconds(60);
    script.patience = std::chrono::seconds(10);
    ledger.orders.resize(1);
    journey = std::make_unique<Journey>(script, ledger, *meters, "shop", Scrutiny::full);
  }

  // A reply's body is a view: this keeps what it is a view of.
  Exchange reply(unsigned status, std::string body, std::optional<std::chrono::seconds> retry_after = {}) {
    return HttpReply{.status = status, .body = bodies.emplace_back(std::move(body)), .retry_after = retry_after};
  }
  Exchange order_reply(std::string_view status = "held", std::string_view id = "ord_1", std::string_view qty = "1") {
    return reply(201, R"({"order":")" + std::string(id) + R"(","sale":"sale","buyer":"alice","status":")" +
                          std::string(status) + R"(","items":[{"sku":"sale.lamp","qty":)" + std::string(qty) +
                          R"(,"unit_price":100}],"total":100,"currency":"CNY",)"
                          R"("created_at":"2026-11-11T00:00:00.000Z","hold_expires_at":"2026-11-11T00:01:00.000Z"})");
  }
  Exchange problem_reply(unsigned status, std::string_view code, std::string_view more = "") {
    return reply(status, R"({"code":")" + std::string(code) + "\"" + std::string(more) + "}");
  }
  static Exchange no_reply() { return make_error_code(boost::system::errc::connection_refused); }

  void begin(const Task& task, Clock::time_point now) {
    last_request.clear();
    journey->begin(task, last_request);
    journey->sent(task, now, start);
  }
  std::optional<Task> step(const Task& task, const Exchange& exchange, Clock::time_point now) {
    begin(task, now);
    return journey->end(task, exchange, now, now);
  }
  bool was_sent(std::string_view text) const { return last_request.find(text) != std::string::npos; }
  bool has_complaint(std::string_view text) const { return ledger.complaints.first().find(text) != std::string::npos; }

  const Task first{.due = start, .intended = start, .subject = 0, .step = Step::place};
  Script script;
  Ledger ledger;
  std::unique_ptr<Meters> meters = std::make_unique<Meters>();
  std::unique_ptr<Journey> journey;
  std::list<std::string> bodies;
  std::string last_request;
  OrderRecord& record() { return ledger.orders[0]; }
  std::string refusal() { return ledger.reasons.word(record().reason); }
};

}  // namespace doorbuster::loadtest
