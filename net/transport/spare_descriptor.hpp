// One descriptor kept for when the process has no other left: with it, who knocks then is told so and sent away, where
// otherwise nobody could even be taken out of the listening socket's queue. One thread.
#pragma once

#include <cstdint>
#include <string_view>

namespace doorbuster::net {

class SpareDescriptor {
 public:
  SpareDescriptor() { hold(); }
  ~SpareDescriptor() { let_go(); }
  SpareDescriptor(const SpareDescriptor&) = delete;
  SpareDescriptor& operator=(const SpareDescriptor&) = delete;

  enum class Refused : std::uint8_t { one, nobody_there, no_descriptor };
  // Accepts a connection in the spare one's place, sends it `answer` as far as it takes it at once, and closes it.
  // Never blocks.
  [[nodiscard]] Refused refuse_one(int listener, std::string_view answer);

 private:
  void hold();
  void let_go();
  int descriptor_ = -1;  // -1: another thread was quicker, and has it
};

}  // namespace doorbuster::net
