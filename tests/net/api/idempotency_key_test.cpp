// The Idempotency-Key field, bare and quoted.
#include "net/api/idempotency_key.hpp"

#include <gtest/gtest.h>

#include <string>

namespace doorbuster::net {
namespace {

struct Case {
  std::string field;
  std::optional<std::string> key;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.field; }

struct IdempotencyKeyTest : testing::TestWithParam<Case> {};

TEST_P(IdempotencyKeyTest, IsReadBareOrQuoted) {
  const auto key = IdempotencyKey::parse(GetParam().field);
  ASSERT_EQ(key.has_value(), GetParam().key.has_value());
  if (key) {
    EXPECT_EQ(key->view(), *GetParam().key);
  }
}

INSTANTIATE_TEST_SUITE_P(Good, IdempotencyKeyTest,
                         testing::Values(Case{"abc", "abc"}, Case{R"("abc")", "abc"}, Case{"!~", "!~"},
                                         Case{R"("a\"b")", R"(a"b)"}, Case{R"("a\\b")", R"(a\b)"},
                                         Case{R"(a"b)", R"(a"b)"}, Case{R"(a\b)", R"(a\b)"}, Case{"a,b", "a,b"},
                                         Case{std::string(255, 'k'), std::string(255, 'k')},
                                         Case{'"' + std::string(255, 'k') + '"', std::string(255, 'k')}));

INSTANTIATE_TEST_SUITE_P(Bad, IdempotencyKeyTest,
                         testing::Values(Case{"", {}}, Case{R"("")", {}}, Case{R"(")", {}}, Case{R"("abc)", {}},
                                         Case{R"("a"b")", {}}, Case{R"("a\b")", {}}, Case{R"("a\")", {}},
                                         Case{"a b", {}}, Case{R"("a b")", {}}, Case{"a, b", {}},
                                         Case{R"("a", "b")", {}}, Case{R"("abc";p=1)", {}}, Case{"a\x7f", {}},
                                         Case{"schl\xc3\xbcssel", {}}, Case{"a\tb", {}},
                                         Case{std::string("a\0b", 3), {}}, Case{std::string(256, 'k'), {}},
                                         Case{'"' + std::string(256, 'k') + '"', {}}));

}  // namespace
}  // namespace doorbuster::net
