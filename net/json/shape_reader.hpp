// Reads values out of a JSON document by the rules that the contract sets for members, and when one breaks a rule
// says which and how. Knows the rules of single values; what objects there are is said in read_commands.
#pragma once

#include <simdjson.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "inventory/inventory.hpp"
#include "net/json/words.hpp"

namespace doorbuster::net {

// Where in the document a value stands, for people: "items[3].qty". Lives on the stack of whoever reads.
struct Where {
  const Where* outer = nullptr;
  std::string_view member{};
  std::optional<std::size_t> index{};  // instead of a member: an element of an array

  [[nodiscard]] std::string text() const;
};

struct Range {
  std::int64_t min = 0;
  std::int64_t max = 0;
};

enum class Presence : std::uint8_t { required, optional };

// A member that an object may have.
struct Member {
  std::string_view name;
  Presence presence = Presence::required;
  std::optional<simdjson::dom::element> value{};  // filled in by ShapeReader::object()
};

// Each function puts the value into its last argument and says true, or keeps the fault and says false. After a fault
// nothing more is to be read.
class ShapeReader {
 public:
  using Element = simdjson::dom::element;

  // The sentence on the fault; it names the member.
  [[nodiscard]] const std::string& fault() const { return fault_; }

  // Fills in `members`: all that the object may have, and all but the optional ones that it must.
  [[nodiscard]] bool object(Element from, const Where& where, std::span<Member> members);
  [[nodiscard]] bool array(Element from, const Where& where, Range count, simdjson::dom::array& into);
  [[nodiscard]] bool integer(Element from, const Where& where, Range range, std::int64_t& into);
  [[nodiscard]] bool boolean(Element from, const Where& where, bool& into);
  [[nodiscard]] bool string(Element from, const Where& where, std::string_view& into);
  // Text for people: so many bytes of UTF-8, up to limits::text_bytes, without control characters.
  [[nodiscard]] bool text(Element from, const Where& where, std::size_t bytes_min, std::string& into);
  [[nodiscard]] bool instant(Element from, const Where& where, inventory::Instant& into);
  [[nodiscard]] bool currency(Element from, const Where& where, inventory::Currency& into);

  template <class Tag>
  [[nodiscard]] bool id(Element from, const Where& where, inventory::Name<Tag>& into) {
    std::string_view text;
    if (!string(from, where, text)) return false;
    const auto parsed = inventory::Name<Tag>::parse(text);
    if (parsed) into = *parsed;
    return parsed.has_value() || fail(where, id_rule);
  }

  template <class Enum, std::size_t Count>
  [[nodiscard]] bool choice(Element from, const Where& where, const std::array<std::string_view, Count>& words,
                            Enum& into) {
    std::string_view text;
    if (!string(from, where, text)) return false;
    const auto chosen = named<Enum>(text, words);
    if (chosen) into = *chosen;
    return chosen.has_value() || fail_choice(where, words);
  }

  // Always false. "`" + where + "` " + rule + "."
  bool fail(const Where& where, std::string_view rule);

  static constexpr std::string_view id_rule =
      "must be 1 to 64 characters of A-Z a-z 0-9 . _ : -, the first a letter or digit";

 private:
  bool fail_choice(const Where& where, std::span<const std::string_view> words);

  std::string fault_;
};

}  // namespace doorbuster::net
