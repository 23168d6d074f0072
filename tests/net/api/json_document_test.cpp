// What is JSON, and what is refused as none.
#include "net/json/json_document.hpp"

#include <gmock/gmock.h>

#include "net/http_message.hpp"
#include "net/json/json_numbers.hpp"

namespace doorbuster::net {
namespace {

using testing::HasSubstr;

// Parses a copy that has room after its end, filled with what would spoil the result if it were read.
class Parsed {
 public:
  explicit Parsed(std::string_view text) {
    std::string padded(text);
    padded.resize(text.size() + body_padding, '9');
    outcome_ = parser_.parse(std::string_view(padded).substr(0, text.size()));
  }
  [[nodiscard]] bool good() const { return outcome_.index() == 0; }
  [[nodiscard]] bool names_twice() const { return names_a_member_twice(std::get<simdjson::dom::element>(outcome_)); }
  [[nodiscard]] std::string why() const { return good() ? "" : std::get<std::string>(outcome_); }

 private:
  JsonParser parser_;
  std::variant<simdjson::dom::element, std::string> outcome_;
};

std::string nested(std::size_t depth) { return std::string(depth, '[') + "1" + std::string(depth, ']'); }

TEST(JsonDocument, TakesJson) {
  for (const std::string_view text :
       {"{}", " {\"a\" : [1, 2.5e3, true, null, \"\\u00e9\\n\"]}\r\n\t", "[]", "12", "\"x\"", "null",
        "{\"a\":{\"b\":1},\"b\":{\"b\":1}}", "{\"a\":18446744073709551615}"}) {
    EXPECT_TRUE(Parsed(text).good()) << text << ": " << Parsed(text).why();
  }
}

struct NotJsonTest : testing::TestWithParam<std::string> {};

TEST_P(NotJsonTest, IsRefused) { EXPECT_FALSE(Parsed(GetParam()).good()); }

INSTANTIATE_TEST_SUITE_P(Table, NotJsonTest,
                         testing::Values("", " ", "{", "{}}", "{} {}", "{},", "[1,]", "{\"a\":1,}", "{'a':1}", "{a:1}",
                                         "{\"a\"}", "// x\n{}", "01", "-", "+1", "1.", ".5", "1e", "0x10", "NaN",
                                         "Infinity", "tru", "nul", "\"\\x\"", "\"a\nb\"", "\"a", "\"\\ud800\"",
                                         "\"\xff\"", "\"\xc0\xaf\"", "\"\xed\xa0\x80\"", "\xef\xbb\xbf{}",
                                         std::string("{}\0", 3), "{\"a\":99999999999999999999", "{\"a\":1e999}}",
                                         "[12345678901234567890123x]"));

TEST(JsonDocument, FindsAMemberNamedTwiceWhereverItStands) {
  for (const std::string_view text :
       {R"({"a":1,"a":2})", R"({"a":1,"\u0061":2})", R"({"x":[1,{"y":{"a":1,"b":2,"a":3}}]})", R"([{"":1,"":1}])",
        R"({"a":123456789012345678901234567890,"a":1})"}) {
    EXPECT_TRUE(Parsed(text).names_twice()) << text;
  }
}

TEST(JsonDocument, FindsAMemberNamedTwiceAmongVeryMany) {
  std::string text = "{";
  for (int i = 0; i < 10'000; ++i) text += "\"m" + std::to_string(i) + "\":0,";
  EXPECT_FALSE(Parsed(text + "\"n\":0}").names_twice());
  EXPECT_TRUE(Parsed(text + "\"m77\":0}").names_twice());
}

TEST(JsonDocument, HasABoundToItsDepth) {
  EXPECT_TRUE(Parsed(nested(json_depth_max - 1)).good());
  EXPECT_THAT(Parsed(nested(json_depth_max + 1)).why(), HasSubstr("deep"));
  EXPECT_THAT(Parsed(nested(30'000)).why(), HasSubstr("deep"));
  EXPECT_FALSE(Parsed(std::string(60'000, '[')).good());
}

TEST(JsonDocument, CallsHugeNumbersJsonAllTheSame) {
  for (const std::string_view text : {"18446744073709551616", "-9223372036854775809", "[1e999]", "{\"a\":-1E+400}",
                                      "100000000000000000000000000000000000000000"}) {
    EXPECT_TRUE(Parsed(text).good()) << text << ": " << Parsed(text).why();
  }
}

TEST(JsonDocument, ReadsTheNextDocumentAfterABadOne) {
  JsonParser parser;
  const std::string padding(body_padding, ' ');
  const std::string bad = "{\"a\":" + padding;
  const std::string good = "{\"a\":1}" + padding;
  EXPECT_EQ(parser.parse(std::string_view(bad).substr(0, 5)).index(), 1u);
  EXPECT_EQ(parser.parse(std::string_view(good).substr(0, 7)).index(), 0u);
}

TEST(HugeNumbers, AreReplacedOutsideStringsOnly) {
  EXPECT_EQ(without_huge_numbers(R"({"12345678901234567890":12345678901234567890,"a\"1e5":[1e5,1]})"),
            R"({"12345678901234567890":0.5,"a\"1e5":[0.5,1]})");
}

TEST(HugeNumbers, WhatIsNoNumberStays) {
  for (const std::string_view text :
       {"01234567890123456789012", "1234567890123456789012.", "1e", "--1e5", "1e5e5", "\"1e5", "123456789012345678"}) {
    EXPECT_EQ(without_huge_numbers(text), text);
  }
}

}  // namespace
}  // namespace doorbuster::net
