// The image's bytes, pinned: what was written once must be readable for ever. docs/snapshot.md explains the format.
// Where the format changes on purpose: raise image::version, have version 1 read still, and keep this file; then
// DOORBUSTER_WRITE_GOLDEN=1 writes the new version's.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "busy_shop.hpp"
#include "image_bytes.hpp"

namespace doorbuster::inventory::tests {
namespace {

const std::filesystem::path golden_file = std::filesystem::path(DOORBUSTER_GOLDEN) / "image-v1.bin";

Bytes golden_bytes() {
  std::ifstream file(golden_file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto bytes = std::as_bytes(std::span(text));
  return {bytes.begin(), bytes.end()};
}

TEST(GoldenImage, IsWrittenByteForByte) {
  const Bytes image = image_of(busy_shop().state);
  if (std::getenv("DOORBUSTER_WRITE_GOLDEN") != nullptr) {
    std::ofstream(golden_file, std::ios::binary)
        .write(reinterpret_cast<const char*>(image.data()), static_cast<std::streamsize>(image.size()));
  }
  EXPECT_TRUE(image == golden_bytes())
      << "the format has changed: give it a new version, and a golden file of its own ("
      << "DOORBUSTER_WRITE_GOLDEN=1 writes " << golden_file << ")";
}

TEST(GoldenImage, IsReadBack) {
  const Shop shop = busy_shop();
  State state(small_capacity);
  ASSERT_EQ(load(state, golden_bytes()), std::nullopt);
  EXPECT_EQ(fingerprint(state), fingerprint(shop.state));
  EXPECT_THAT(broken_invariants(state), testing::IsEmpty());
}

}  // namespace
}  // namespace doorbuster::inventory::tests
