// The journal's records: any bytes are records up to where they are none, and each record that is read is the same
// when it is written and read once more.
#include "core/journal/record_codec.hpp"

#include <vector>

#include "tests/fuzz/must_hold.hpp"

namespace doorbuster::fuzz {
namespace {

constexpr inventory::Instant base{1'783'000'000'000};

std::vector<std::byte> encoded(const inventory::Event& event) {
  static std::vector<std::byte> room(core::max_record_bytes);  // too large to be made for every record
  const auto end = room.begin() + static_cast<std::ptrdiff_t>(core::encode_record(event, base, room));
  return {room.begin(), end};
}

void check_again(const inventory::Event& event) {
  const auto bytes = encoded(event);
  std::span<const std::byte> left(bytes);
  inventory::Event again;
  must_hold(core::decode_record(left, base, again), "what was written can be read");
  must_hold(left.empty(), "a record is as long as it was written");
  must_hold(encoded(again) == bytes, "what was read is what was written");
}

}  // namespace
}  // namespace doorbuster::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace doorbuster;
  fuzz::ExactBytes bytes(fuzz::text_of(data, size));
  std::span<const std::byte> left = std::as_bytes(bytes.span());
  inventory::Event event;
  while (!left.empty()) {
    const std::size_t before = left.size();
    if (!core::decode_record(left, fuzz::base, event)) return 0;
    fuzz::must_hold(left.size() < before, "a record takes bytes");
    fuzz::check_again(event);
  }
  return 0;
}
