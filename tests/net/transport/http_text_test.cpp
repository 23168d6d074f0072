// Lines, tokens, fields and lists.
#include "net/http/http_text.hpp"

#include <gtest/gtest.h>

namespace doorbuster::net {
namespace {

TEST(HttpText, FindsALineOnlyWhereItEndsInCarriageReturnAndLineFeed) {
  EXPECT_EQ(first_line("ab\r\ncd", 100).text, "ab");
  EXPECT_EQ(first_line("\r\n", 100).end, Line::End::found);
  EXPECT_EQ(first_line("ab\r", 100).end, Line::End::not_yet);
  EXPECT_EQ(first_line("", 100).end, Line::End::not_yet);
  EXPECT_EQ(first_line("ab\n", 100).end, Line::End::malformed);
  EXPECT_EQ(first_line("\n", 100).end, Line::End::malformed);
}

TEST(HttpText, CountsALineEndWithItsLine) {
  EXPECT_EQ(first_line("ab\r\n", 4).end, Line::End::found);
  EXPECT_EQ(first_line("ab\r\n", 3).end, Line::End::too_long);
  EXPECT_EQ(first_line("ab", 3).end, Line::End::not_yet);
}

TEST(HttpText, TrimsAFieldsValue) {
  const auto field = parse_field("Name: \t a b\t ");
  ASSERT_TRUE(field);
  EXPECT_EQ(field->name, "Name");
  EXPECT_EQ(field->value, "a b");
  EXPECT_EQ(parse_field("Name:")->value, "");
  EXPECT_EQ(parse_field("Name:  ")->value, "");
  EXPECT_EQ(parse_field("Name:a:b")->value, "a:b");
}

TEST(HttpText, FindsATokenInAListWhateverItsCase) {
  EXPECT_TRUE(list_has("close", "close"));
  EXPECT_TRUE(list_has("a , CLOSE\t,b", "close"));
  EXPECT_TRUE(list_has(",,close", "close"));
  EXPECT_FALSE(list_has("", "close"));
  EXPECT_FALSE(list_has("closes", "close"));
  EXPECT_FALSE(list_has("a close", "close"));
}

}  // namespace
}  // namespace doorbuster::net
