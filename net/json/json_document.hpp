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
  // nothing but white space after its end, nested at most json_depth_max deep. names_a_member_twice() is left to ask.
  [[nodiscard]] std::variant<simdjson::dom::element, std::string> parse(std::string_view text);

 private:
  simdjson::dom::parser parser_;
  std::string rewritten_;  // the text that was parsed in place of one with huge numbers
};

// Whether any object in the document, however deep, has two members of one name: then it isn't JSON as the contract has
// it. Takes longer than reading a document by its shape, which notices the same in what it reads.
[[nodiscard]] bool names_a_member_twice(simdjson::dom::element root);

}  // namespace doorbuster::net
