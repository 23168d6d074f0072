// A Feistel network over order numbers, Crockford's base 32, and seeded XXH3.
#include "core/engine/identity.hpp"

#include <cassert>
#include <cstring>
#include <limits>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace doorbuster::core {
namespace {

constexpr std::string_view prefix = "ord_";
constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";  // Crockford's, without i, l, o, u
constexpr std::size_t digits = OrderIds::text_bytes - prefix.size();
constexpr unsigned bits_a_digit = 5;
static_assert(digits * bits_a_digit >= 64, "every number has its own text");

std::uint64_t derive(const StoreId& store, std::uint64_t purpose) {
  return XXH3_64bits_withSeed(store.bytes.data(), store.bytes.size(), purpose);
}

// What each seed is for, so that no two are the same.
constexpr std::uint64_t order_id_purpose = 0x6f72646572;  // "order"
constexpr std::uint64_t digest_purpose = 0x646967657374;  // "digest"

std::uint32_t feistel_round(std::uint32_t half, std::uint64_t key) {
  std::uint64_t x = (half ^ key) * 0x9e3779b97f4a7c15ull;  // 2^64 / the golden ratio
  x ^= x >> 32;
  x *= 0xd6e8feb86659fd93ull;
  return static_cast<std::uint32_t>(x >> 32);
}

int digit_value(char c) {
  const auto at = alphabet.find(c);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

}  // namespace

OrderIds::OrderIds(const StoreId& store) : round_keys_{} {
  for (std::size_t i = 0; i < round_keys_.size(); ++i) round_keys_[i] = derive(store, order_id_purpose + i);
}

std::array<char, OrderIds::text_bytes> OrderIds::text(inventory::OrderNumber order) const {
  auto left = static_cast<std::uint32_t>(order.value >> 32);
  auto right = static_cast<std::uint32_t>(order.value);
  for (const auto key : round_keys_) {
    left ^= feistel_round(right, key);
    std::swap(left, right);
  }
  auto mixed = (std::uint64_t{left} << 32) | right;
  std::array<char, text_bytes> text{};
  std::memcpy(text.data(), prefix.data(), prefix.size());
  for (std::size_t i = text_bytes; i-- > prefix.size();) {
    text[i] = alphabet[mixed % alphabet.size()];
    mixed /= alphabet.size();
  }
  return text;
}

std::optional<inventory::OrderNumber> OrderIds::parse(std::string_view text) const {
  if (text.size() != text_bytes || !text.starts_with(prefix)) return std::nullopt;
  std::uint64_t mixed = 0;
  for (const char c : text.substr(prefix.size())) {
    const int value = digit_value(c);
    if (value < 0 || mixed >> (64 - bits_a_digit) != 0) return std::nullopt;
    mixed = (mixed << bits_a_digit) | static_cast<std::uint64_t>(value);
  }
  auto left = static_cast<std::uint32_t>(mixed >> 32);
  auto right = static_cast<std::uint32_t>(mixed);
  for (std::size_t i = round_keys_.size(); i-- > 0;) {
    std::swap(left, right);
    left ^= feistel_round(right, round_keys_[i]);
  }
  const auto number = (std::uint64_t{left} << 32) | right;
  if (number == 0) return std::nullopt;
  return inventory::OrderNumber{number};
}

Digests::Digests(const StoreId& store) : seed_(derive(store, digest_purpose)) {}

inventory::KeyDigest Digests::key(inventory::MerchantId merchant, std::string_view key) const {
  constexpr std::size_t key_bytes_max = 255;
  assert(key.size() <= key_bytes_max);
  std::array<char, sizeof(merchant.value) + key_bytes_max> bytes{};
  std::memcpy(bytes.data(), &merchant.value, sizeof merchant.value);
  std::memcpy(bytes.data() + sizeof merchant.value, key.data(), key.size());
  const auto hash = XXH3_128bits_withSeed(bytes.data(), sizeof merchant.value + key.size(), seed_);
  return {hash.high64, hash.low64};
}

// The two names with the first one's length before them: different pairs give different bytes.
ItemDigest Digests::item(inventory::MerchantId merchant, const inventory::SaleId& sale,
                         const inventory::SkuId& sku) const {
  std::array<char, 1 + 2 * inventory::limits::id_bytes> bytes;
  static_assert(inventory::limits::id_bytes <= std::numeric_limits<unsigned char>::max());
  const auto first = sale.view(), second = sku.view();
  bytes[0] = static_cast<char>(first.size());
  std::memcpy(bytes.data() + 1, first.data(), first.size());
  std::memcpy(bytes.data() + 1 + first.size(), second.data(), second.size());
  const auto digest = key(merchant, {bytes.data(), 1 + first.size() + second.size()});
  return {digest.high, digest.low};
}

inventory::BodyDigest Digests::body(std::string_view content) const {
  return {XXH3_64bits_withSeed(content.data(), content.size(), seed_)};
}

}  // namespace doorbuster::core
