// Images that somebody or something has changed: each is refused with a reason, or what it says is a sound state. No
// checksum helps here; that is for whoever keeps an image.
#include <random>

#include "busy_shop.hpp"
#include "image_bytes.hpp"

namespace doorbuster::inventory::tests {
namespace {

struct Tally {
  std::size_t refused = 0;
  std::size_t loaded = 0;
};

// Reads it, and holds what was loaded against all invariants.
void try_to_read(const Bytes& image, Tally& tally) {
  State state(small_capacity);
  if (const auto misfit = load(state, image)) {
    EXPECT_FALSE(misfit->empty());
    ++tally.refused;
    return;
  }
  ++tally.loaded;
  EXPECT_THAT(broken_invariants(state), testing::IsEmpty());
  EXPECT_EQ(image_of(state), image);  // nothing was taken for something else
}

TEST(GarbledImage, WithAnyOneBitFlippedIsRefusedOrSound) {
  const Bytes image = image_of(busy_shop().state);
  Tally tally;
  for (std::size_t bit = 0; bit < image.size() * 8 && !HasFailure(); ++bit) {
    Bytes garbled = image;
    garbled[bit / 8] ^= std::byte{1} << bit % 8;
    try_to_read(garbled, tally);
  }
  EXPECT_GT(tally.refused, 0u);
  EXPECT_GT(tally.loaded, 0u);  // a flipped bit of a name, say, makes another name
}

TEST(GarbledImage, WithRandomDamageIsRefusedOrSound) {
  constexpr int images = 5'000;
  const Bytes image = image_of(busy_shop().state);
  std::mt19937_64 random(1);
  const auto below = [&](std::size_t bound) { return static_cast<std::size_t>(random() % bound); };
  Tally tally;
  for (int i = 0; i < images && !HasFailure(); ++i) {
    Bytes garbled = image;
    for (std::size_t wounds = 1 + below(3); wounds > 0; --wounds) {
      const std::size_t size = 1 + below(16);
      const std::size_t to = below(garbled.size() - size), from = below(garbled.size() - size);
      switch (below(4)) {
        case 0:
          std::generate_n(garbled.begin() + static_cast<std::ptrdiff_t>(to), size,
                          [&] { return static_cast<std::byte>(random()); });
          break;
        case 1:
          std::memset(garbled.data() + to, below(2) == 0 ? 0 : 0xff, size);
          break;
        case 2:
          std::memmove(garbled.data() + to, garbled.data() + from, size);
          break;
        default:
          garbled.resize(std::max<std::size_t>(from, 32));
      }
    }
    try_to_read(garbled, tally);
  }
  EXPECT_GT(tally.refused, 0u);
}

}  // namespace
}  // namespace doorbuster::inventory::tests
