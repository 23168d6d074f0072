// Parsing with simdjson's DOM, which validates the whole text and picks its kernels for the processor it runs on; and
// what it does not look at: members named twice.
#include "net/json/json_document.hpp"

#include <algorithm>
#include <boost/container/small_vector.hpp>
#include <new>
#include <optional>

#include "net/http_message.hpp"
#include "net/json/json_numbers.hpp"

namespace doorbuster::net {
namespace {

using simdjson::dom::element;

static_assert(body_padding >= simdjson::SIMDJSON_PADDING, "simdjson reads this far past the end");

constexpr std::size_t usual_body_bytes = 64u << 10;
// Objects of ours have fewer members; in a larger one, comparing all pairs would let a body cost its length squared.
constexpr std::size_t pairwise_members_max = 16;

bool has_duplicate(const simdjson::dom::object& object) {
  boost::container::small_vector<std::string_view, pairwise_members_max> names;
  for (const auto& member : object) names.push_back(member.key);
  if (names.size() > pairwise_members_max) {
    std::ranges::sort(names);
    return std::ranges::adjacent_find(names) != names.end();
  }
  for (auto name = names.begin(); name != names.end(); ++name) {
    if (std::find(names.begin(), name, *name) != name) return true;
  }
  return false;
}

std::string sentence(simdjson::error_code error) {
  switch (error) {
    case simdjson::EMPTY:
      return "The body is empty; it must be a JSON object.";
    case simdjson::UTF8_ERROR:
      return "The body is not UTF-8.";
    case simdjson::DEPTH_ERROR:
      return "The body is nested too deep.";
    case simdjson::STRING_ERROR:
      return "A string in the body has an escape that is not one.";
    case simdjson::UNCLOSED_STRING:
      return "A string in the body does not end.";
    case simdjson::UNESCAPED_CHARS:
      return "A string in the body has a control character that is not escaped.";
    case simdjson::NUMBER_ERROR:
      return "A number in the body is not written as JSON has it.";
    case simdjson::T_ATOM_ERROR:
    case simdjson::F_ATOM_ERROR:
    case simdjson::N_ATOM_ERROR:
      return "A word in the body is none of true, false and null.";
    default:
      return "The body is not one JSON value from its first byte to its last.";
  }
}

}  // namespace

JsonParser::JsonParser() {
  if (parser_.allocate(usual_body_bytes, json_depth_max) != simdjson::SUCCESS) throw std::bad_alloc();
}

std::variant<element, std::string> JsonParser::parse(std::string_view text) {
  auto parsed = parser_.parse(text.data(), text.size(), false);
  if (parsed.error() == simdjson::NUMBER_ERROR) {
    rewritten_ = without_huge_numbers(text);
    rewritten_.reserve(rewritten_.size() + body_padding);
    parsed = parser_.parse(rewritten_.data(), rewritten_.size(), false);
  }
  if (parsed.error() == simdjson::MEMALLOC) throw std::bad_alloc();
  if (parsed.error() != simdjson::SUCCESS) return sentence(parsed.error());
  return parsed.value_unsafe();
}

// Depth is bounded by json_depth_max, which the parser has checked.
bool names_a_member_twice(element root) {
  if (root.is_object()) {
    const auto object = root.get_object().value_unsafe();
    return has_duplicate(object) || std::ranges::any_of(object.begin(), object.end(), [](const auto& member) {
             return names_a_member_twice(member.value);
           });
  }
  if (root.is_array()) {
    const auto array = root.get_array().value_unsafe();
    for (const element part : array) {
      if (names_a_member_twice(part)) return true;
    }
  }
  return false;
}

}  // namespace doorbuster::net
