// JSON text as a document: checked whole, from the first byte to the last, before anything of it is read.
#pragma once

#include <simdjson.h>

#include <string>
#include <string_view>
#include <variant>

namespace doorbuster::net {

// Deeper than any body of ours by far.
inline constexpr std::size_t json_depth_max = 64;

// Reads one document at a time: a document's elements hold until the next parse().
class JsonParser {
 public:
  JsonParser();

  // `text` has body_padding readable bytes after it. Or a sentence on why it isn't JSON as the contract has it: UTF-8,
  // no member named twice in any object, nothing but white space after its end, nested at most json_depth_max deep.
  [[nodiscard]] std::variant<simdjson::dom::element, std::string> parse(std::string_view text);

 private:
  simdjson::dom::parser parser_;
  std::string rewritten_;  // the text that was parsed in place of one with huge numbers
};

}  // namespace doorbuster::net
