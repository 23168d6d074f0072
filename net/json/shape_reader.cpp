// The rules of single values.
#include "net/json/shape_reader.hpp"

#include <algorithm>

#include "net/json/rfc3339.hpp"

namespace doorbuster::net {
namespace {

// So much of a name that a client made up is told back to it.
constexpr std::size_t told_name_bytes = 64;

constexpr bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

// The start of `name`, cut between characters.
std::string_view shortened(std::string_view name) {
  if (name.size() <= told_name_bytes) return name;
  std::size_t end = told_name_bytes;
  while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xc0) == 0x80) --end;
  return name.substr(0, end);
}

}  // namespace

std::string Where::text() const {
  std::string path = outer ? outer->text() : std::string();
  if (index) return path + "[" + std::to_string(*index) + "]";
  if (!path.empty() && !member.empty()) path += '.';
  return path.append(shortened(member));
}

bool ShapeReader::fail(const Where& where, std::string_view rule) {
  const std::string name = where.text();
  fault_ = (name.empty() ? "The body" : "`" + name + "`") + " ";
  fault_.append(rule).append(".");
  return false;
}

bool ShapeReader::fail_choice(const Where& where, std::span<const std::string_view> words) {
  std::string rule = "must be one of";
  for (const std::string_view choice : words) rule.append(&choice == words.data() ? " " : ", ").append(choice);
  return fail(where, rule);
}

bool ShapeReader::object(Element from, const Where& where, std::span<Member> members) {
  simdjson::dom::object object;
  if (from.get_object().get(object) != simdjson::SUCCESS) return fail(where, "must be an object");
  for (const auto& [name, value] : object) {
    const auto member = std::ranges::find(members, name, &Member::name);
    if (member == members.end()) return fail(Where{&where, name}, "is not a member that is known here");
    if (member->value) return fail(Where{&where, name}, "is named twice");
    member->value = value;
  }
  for (const Member& member : members) {
    if (!member.value && member.presence == Presence::required) return fail(Where{&where, member.name}, "is missing");
  }
  return true;
}

bool ShapeReader::array(Element from, const Where& where, Range count, simdjson::dom::array& into) {
  // simdjson's own size() stops counting at 2^24 - 1, which no body of ours reaches.
  const bool fits = from.get_array().get(into) == simdjson::SUCCESS &&
                    static_cast<std::int64_t>(into.size()) >= count.min &&
                    static_cast<std::int64_t>(into.size()) <= count.max;
  if (fits) return true;
  return fail(where,
              "must be an array of " + std::to_string(count.min) + " to " + std::to_string(count.max) + " elements");
}

bool ShapeReader::integer(Element from, const Where& where, Range range, std::int64_t& into) {
  // is_int64() first: get_int64() alone would convert, and 1.0 is not a whole number here.
  if (from.is_int64()) {
    into = from.get_int64().value_unsafe();
    if (into >= range.min && into <= range.max) return true;
  }
  return fail(where, "must be a whole number from " + std::to_string(range.min) + " to " + std::to_string(range.max) +
                         ", without fraction or exponent");
}

bool ShapeReader::boolean(Element from, const Where& where, bool& into) {
  return from.get_bool().get(into) == simdjson::SUCCESS || fail(where, "must be true or false");
}

bool ShapeReader::string(Element from, const Where& where, std::string_view& into) {
  return from.get_string().get(into) == simdjson::SUCCESS || fail(where, "must be a string");
}

bool ShapeReader::text(Element from, const Where& where, std::size_t bytes_min, std::string& into) {
  std::string_view text;
  if (!string(from, where, text)) return false;
  if (text.size() < bytes_min || text.size() > inventory::limits::text_bytes) {
    return fail(where, "must have " + std::to_string(bytes_min) + " to " +
                           std::to_string(inventory::limits::text_bytes) + " bytes of UTF-8");
  }
  if (std::ranges::any_of(text, is_control)) return fail(where, "must have no control characters");
  into = text;
  return true;
}

bool ShapeReader::instant(Element from, const Where& where, inventory::Instant& into) {
  std::string_view text;
  if (!string(from, where, text)) return false;
  const auto parsed = parse_rfc3339(text);
  if (parsed) into = *parsed;
  return parsed.has_value() || fail(where, "must be a time such as 2026-11-11T00:00:00.000Z (RFC 3339)");
}

bool ShapeReader::currency(Element from, const Where& where, inventory::Currency& into) {
  std::string_view text;
  if (!string(from, where, text)) return false;
  const auto parsed = inventory::Currency::parse(text);
  if (parsed) into = *parsed;
  return parsed.has_value() || fail(where, "must be three capital letters (ISO 4217)");
}

}  // namespace doorbuster::net
