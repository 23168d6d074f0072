// Journals that are wrong.
#pragma once

#include "tests/simulation/plant.hpp"

namespace doorbuster::simulation {

// All calls go on to the right journal.
class JournalDecorator : public core::Journal {
 public:
  explicit JournalDecorator(std::unique_ptr<core::Journal> right) : right_(std::move(right)) {}

  [[nodiscard]] bool has_room() const override { return right_->has_room(); }
  void append(const inventory::Event& event) override { right_->append(event); }
  [[nodiscard]] core::Result<void> poll() override { return right_->poll(); }
  [[nodiscard]] bool mark_due() const override { return right_->mark_due(); }
  [[nodiscard]] core::Result<void> poll_idle() override { return right_->poll_idle(); }
  [[nodiscard]] inventory::Position stable_position() const override { return right_->stable_position(); }
  [[nodiscard]] bool busy() const override { return right_->busy(); }
  [[nodiscard]] int write_done_descriptor() const override { return right_->write_done_descriptor(); }
  [[nodiscard]] const core::JournalMeters& meters() const override { return right_->meters(); }
  [[nodiscard]] core::Result<void> close() override { return right_->close(); }

 private:
  std::unique_ptr<core::Journal> right_;
};

template <class Decorator>
class PlantedJournal final : public Plant {
 public:
  void store(core::Store& store) override {
    store.journal = std::make_unique<Decorator>(std::move(store.journal));
  }
};

class EarlyStable final : public JournalDecorator {
 public:
  using JournalDecorator::JournalDecorator;
  void append(const inventory::Event& event) override {
    JournalDecorator::append(event);
    if (appended_ == 0) appended_ = JournalDecorator::stable_position().value;
    ++appended_;
  }
  [[nodiscard]] inventory::Position stable_position() const override {
    return appended_ == 0 ? JournalDecorator::stable_position() : inventory::Position{appended_};
  }

 private:
  std::uint64_t appended_ = 0;  // the last position; 0: none yet
};
using EarlyAnswers = PlantedJournal<EarlyStable>;

class EventDropper final : public JournalDecorator {
 public:
  using JournalDecorator::JournalDecorator;
  void append(const inventory::Event& event) override {
    if (++appended_ % one_in == 0) ++dropped_;
    else JournalDecorator::append(event);
  }
  // Nobody is to wait for what will never come.
  [[nodiscard]] inventory::Position stable_position() const override {
    return {JournalDecorator::stable_position().value + dropped_};
  }

 private:
  static constexpr std::uint64_t one_in = 20;
  std::uint64_t appended_ = 0;
  std::uint64_t dropped_ = 0;
};
using DroppedEvents = PlantedJournal<EventDropper>;

}  // namespace doorbuster::simulation
