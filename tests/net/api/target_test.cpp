// Targets taken apart.
#include "net/http/target.hpp"

#include <gmock/gmock.h>

#include <array>

namespace doorbuster::net {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(PercentDecode, MakesBytesOfEscapes) {
  EXPECT_EQ(percent_decode("a%2Fb%c3%BC+"), "a/b\xc3\xbc+");
  EXPECT_EQ(percent_decode(""), "");
  EXPECT_EQ(percent_decode("%25%32%35"), "%25");
}

TEST(PercentDecode, RefusesBrokenEscapes) {
  for (const char* text : {"%", "%4", "a%", "%zz", "%4g", "%-1", "% 1", "%%41"}) {
    EXPECT_FALSE(percent_decode(text)) << text;
  }
}

TEST(Target, SplitsPathFromQuery) {
  const Target target("/v1/orders/ord_1?a=/b?c");
  EXPECT_THAT(*target.segments(), ElementsAre("v1", "orders", "ord_1"));
  EXPECT_EQ(target.query(), "a=/b?c");
}

TEST(Target, TheRootHasNoSegments) { EXPECT_TRUE(Target("/").segments()->empty()); }

TEST(Target, KeepsEmptySegments) {
  EXPECT_THAT(*Target("/v1/").segments(), ElementsAre("v1", ""));
  EXPECT_THAT(*Target("//").segments(), ElementsAre("", ""));
}

TEST(Target, DecodesEachSegmentAfterSplitting) {
  EXPECT_THAT(*Target("/v1/a%2fb/%6Camp").segments(), ElementsAre("v1", "a/b", "lamp"));
}

TEST(Target, LeavesABrokenSegmentAsItIs) { EXPECT_THAT(*Target("/%zz/%4").segments(), ElementsAre("%zz", "%4")); }

TEST(Target, WhatIsNoPathHasNoSegments) {
  for (const char* text : {"", "*", "v1/orders", "?a=b", "/1/2/3/4/5/6/7"}) {
    EXPECT_FALSE(Target(text).segments()) << text;
  }
}

TEST(Query, FillsInWhatIsKnown) {
  std::array<QueryParameter, 3> known{{{"sale"}, {"buyer"}, {"limit"}}};
  EXPECT_EQ(read_query("limit=10&sale=a%3Ab", known), std::nullopt);
  EXPECT_EQ(known[0].value, "a:b");
  EXPECT_EQ(known[1].value, std::nullopt);
  EXPECT_EQ(known[2].value, "10");
}

TEST(Query, JoinsWhatMayBeRepeated) {
  std::array<QueryParameter, 1> known{{{.name = "type", .value = {}, .repeatable = true}}};
  EXPECT_EQ(read_query("type=a&type=b,c", known), std::nullopt);
  EXPECT_EQ(known[0].value, "a,b,c");
}

struct BadQuery {
  std::string query;
  std::string names;
};
void PrintTo(const BadQuery& c, std::ostream* out) { *out << c.query; }
struct BadQueryTest : testing::TestWithParam<BadQuery> {};

TEST_P(BadQueryTest, IsRefusedWithTheReason) {
  std::array<QueryParameter, 2> known{{{"a"}, {"b"}}};
  const auto fault = read_query(GetParam().query, known);
  ASSERT_TRUE(fault);
  EXPECT_THAT(*fault, HasSubstr(GetParam().names));
}

INSTANTIATE_TEST_SUITE_P(Table, BadQueryTest,
                         testing::Values(BadQuery{"c=1", "`c`"}, BadQuery{"a=1&a=2", "twice"},
                                         BadQuery{"a=1&%61=2", "twice"}, BadQuery{"a", "no value"},
                                         BadQuery{"a=1&", "ends"}, BadQuery{"&a=1", "``"}, BadQuery{"a=%4", "%"},
                                         BadQuery{"%zz=1", "%"}, BadQuery{"A=1", "`A`"}, BadQuery{"=1", "``"}));

}  // namespace
}  // namespace doorbuster::net
