// An engine over a journal that becomes stable only when the test says so, stepped by the test itself.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <deque>
#include <functional>
#include <string>
#include <utility>

#include "core/engine/engine.hpp"

namespace doorbuster::core {

// Keeps events in memory; stable_all() is the device.
class HandJournal final : public Journal {
 public:
  bool has_room() const override { return events.size() - static_cast<std::size_t>(stable_) < room; }
  void append(const inventory::Event& event) override { events.push_back(event); }
  Result<void> poll() override {
    if (!failure.empty()) return Failure{FailureKind::io, failure};
    return {};
  }
  bool mark_due() const override { return marked_ < stable_; }
  Result<void> poll_idle() override {
    if (const auto polled = poll(); !polled) return polled;
    if (!busy()) marked_ = stable_;
    return {};
  }
  inventory::Position stable_position() const override { return {stable_}; }
  bool busy() const override { return stable_ < events.size(); }
  int write_done_descriptor() const override { return -1; }
  const JournalMeters& meters() const override { return meters_; }
  Result<void> close() override {
    if (!failure.empty()) return Failure{FailureKind::io, failure};
    stable_all();
    closed = true;
    return {};
  }

  void stable_all() { stable_ = events.size(); }

  std::vector<inventory::Event> events;
  std::size_t room = 1'000'000;  // events that may be appended and not yet stable
  std::string failure;
  bool closed = false;

 private:
  std::uint64_t stable_ = 0;
  std::uint64_t marked_ = 0;
  JournalMeters meters_;
};

struct HandTime final : TimeSource {
  std::int64_t ms = 1'700'000'000'000;
  std::function<void()> after_reading;  // once
  std::int64_t wall_ms() override {
    const auto read = ms;
    if (const auto happens = std::exchange(after_reading, nullptr)) happens();
    return read;
  }
  std::int64_t monotonic_ns() override { return ms * 1'000'000; }
};

struct EngineTest : testing::Test {
  static constexpr std::uint32_t queue_commands = 100;
  static constexpr std::int64_t hold_seconds = 60;

  EngineTest() {
    auto owned = std::make_unique<HandJournal>();
    journal = owned.get();
    Store store{{}, inventory::State(small()), std::move(owned), {}, {}};
    engine.emplace(std::move(store), time, EngineOptions{queue_commands});
    port = &engine->open_port([this] { ++wakes; });
  }

  static inventory::Capacity small() { return {10, 10, 10, 1'000, 1'000, 1'000, 100, 1'000}; }

  template <class Id>
  static Id id(std::string_view text) {
    return Id::parse(text).value();
  }

  // A sale of `stock` lamps, one a buyer, already stable.
  void open_sale(inventory::Quantity stock, bool one_order_in_flight = false) {
    using namespace inventory;
    SaleTerms terms;
    terms.sale = id<SaleId>("sale");
    terms.name = "Sale";
    terms.starts_at = {time.ms};
    terms.ends_at = {time.ms + 86'400'000};
    terms.hold_seconds = hold_seconds;
    terms.items = {{id<SkuId>("lamp"), 100, std::nullopt, 1}};
    terms.one_order_in_flight = one_order_in_flight;
    auto& submission = make({Command{PutSku{{}, id<SkuId>("lamp"), "Lamp"}},
                             Command{AdjustStock{{}, id<SkuId>("lamp"), stock, "delivery", {9, 9}, {9}}},
                             Command{PutSale{{}, terms}}});
    settle(submission);
  }

  static inventory::Command order(std::string_view buyer, std::uint64_t key) {
    using namespace inventory;
    PlaceOrder order{{}, id<SaleId>("sale"), id<BuyerId>(buyer), {}, {0, key}, {key}};
    order.lines.push_back({id<SkuId>("lamp"), 1});
    return order;
  }

  Submission& make(std::vector<Request> requests) {
    auto& submission = submissions.emplace_back();
    submission.requests = std::move(requests);
    return submission;
  }
  void send(Submission& submission) { ASSERT_EQ(port->submit(submission), Submitted::accepted); }

  // Sent, decided, stable and answered.
  void settle(Submission& submission) {
    send(submission);
    engine->step();
    journal->stable_all();
    engine->step();
    ASSERT_EQ(take(), std::vector<Submission*>{&submission});
  }

  std::vector<Submission*> take() {
    std::array<Submission*, 200> out{};
    const auto count = port->take(out);
    return {out.begin(), out.begin() + static_cast<std::ptrdiff_t>(count)};
  }

  static inventory::Reason reason(const inventory::Answer& answer) {
    return std::get<inventory::Rejection>(answer.body).reason;
  }

  HandTime time;
  HandJournal* journal = nullptr;
  std::optional<Engine> engine;
  Port* port = nullptr;
  int wakes = 0;
  std::deque<Submission> submissions;
};

}  // namespace doorbuster::core
