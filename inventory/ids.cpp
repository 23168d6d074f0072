// The shape of the ids that clients choose.
#include "inventory/ids.hpp"

namespace doorbuster::inventory {
namespace {

constexpr bool is_letter_or_digit(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

// Whether each byte may stand in an id: every id of every request and record passes by here.
constexpr std::array<bool, 256> in_ids = [] {
  std::array<bool, 256> allowed{};
  for (unsigned byte = 0; byte < allowed.size(); ++byte) {
    const char c = static_cast<char>(byte);
    allowed[byte] = is_letter_or_digit(c) || c == '.' || c == '_' || c == ':' || c == '-';
  }
  return allowed;
}();

}  // namespace

bool is_id(std::string_view text) {
  if (text.empty() || text.size() > limits::id_bytes || !is_letter_or_digit(text.front())) return false;
  bool allowed = true;
  for (const char c : text) allowed &= in_ids[static_cast<unsigned char>(c)];
  return allowed;
}

}  // namespace doorbuster::inventory
