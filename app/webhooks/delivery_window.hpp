// One page of messages on its way to one endpoint: which is next, how many at once, and up to where all is delivered.
// Knows no network and no clock.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "app/webhooks/message.hpp"

namespace doorbuster::app {

class DeliveryWindow {
 public:
  // `in_flight`: the most at once. 1: each is delivered before the next begins.
  explicit DeliveryWindow(std::size_t in_flight) : most_(in_flight), allowed_(in_flight) {}

  // Messages in their order, and the position that all of them lead to. All before are done().
  void load(std::vector<Message> messages, std::uint64_t looked_to);
  [[nodiscard]] bool done() const { return delivered_to_ == entries_.size(); }

  // The first that waits, which is under way from now on. Nothing: none waits, or as many as may be are under way.
  [[nodiscard]] std::optional<std::size_t> next();
  [[nodiscard]] const Message& message(std::size_t index) const { return entries_[index].message; }
  [[nodiscard]] std::size_t under_way() const { return under_way_; }

  // What became of one that was under way. One that failed waits again, and from then on one goes at a time; each that
  // is delivered lets twice as many go, until all are let that may be.
  void delivered(std::size_t index);
  void failed(std::size_t index);

  // The first that isn't delivered; null if done().
  [[nodiscard]] const Message* oldest() const { return done() ? nullptr : &entries_[delivered_to_].message; }

  // Into `position` and `last`, what is true by now: up to the first that isn't delivered.
  void move_on(std::uint64_t& position, std::optional<EventMark>& last) const;
  // None is under way: what waits is dropped.
  void clear();

 private:
  enum class Stage : std::uint8_t { waiting, under_way, delivered };
  struct Entry {
    Message message;
    Stage stage = Stage::waiting;
  };

  std::size_t most_;
  std::size_t allowed_;
  std::vector<Entry> entries_;
  std::uint64_t looked_to_ = 0;
  std::size_t delivered_to_ = 0;  // before this index all are delivered
  std::size_t under_way_ = 0;
};

}  // namespace doorbuster::app
