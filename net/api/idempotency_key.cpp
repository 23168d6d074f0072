// Reading an idempotency key.
#include "net/api/idempotency_key.hpp"

namespace doorbuster::net {
namespace {

constexpr bool visible(char c) { return c >= '!' && c <= '~'; }

}  // namespace

std::optional<IdempotencyKey> IdempotencyKey::parse(std::string_view field) {
  const bool quoted = !field.empty() && field.front() == '"';
  if (quoted) {
    if (field.size() < 2 || field.back() != '"') return std::nullopt;
    field = field.substr(1, field.size() - 2);
  }
  IdempotencyKey key;
  for (std::size_t i = 0; i < field.size(); ++i) {
    char c = field[i];
    if (quoted && c == '"') return std::nullopt;
    if (quoted && c == '\\') {
      if (++i == field.size()) return std::nullopt;
      c = field[i];
      if (c != '"' && c != '\\') return std::nullopt;
    }
    if (!visible(c) || key.bytes_.size() == idempotency_key_bytes) return std::nullopt;
    key.bytes_.push_back(c);
  }
  if (key.bytes_.empty()) return std::nullopt;
  return key;
}

}  // namespace doorbuster::net
