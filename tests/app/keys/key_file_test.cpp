// The key file as text: what is written is read back, and what is wrong is refused with its line.
#include "app/keys/key_file.hpp"

#include <gmock/gmock.h>

#include <boost/json.hpp>

namespace doorbuster::app {
namespace {

using testing::HasSubstr;

KeyEntry entry(const std::string& id, const std::string& merchant, std::uint16_t number, std::string label = {}) {
  KeyEntry entry;
  entry.key.id = id;
  entry.key.merchant.value = number;
  entry.key.role = net::Role::operator_;
  entry.key.secret.fill(0xab);
  entry.merchant = merchant;
  entry.created_at = "2026-11-11T00:00:00Z";
  entry.label = std::move(label);
  return entry;
}

KeyFile sample() {
  KeyFile file;
  EXPECT_EQ(add_merchant(file, "acme")->value, 0);
  EXPECT_EQ(add_merchant(file, "b.v")->value, 1);
  file.keys = {entry("0123456789", "b.v", 1, "quoted \"so\", \\ and 'so'"), entry("abcdef0123", "acme", 0)};
  return file;
}

TEST(KeyFile, ReadsBackWhatItWrites) {
  const KeyFile file = sample();
  const auto read = parse_key_file(to_toml(file), "keys.toml");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(to_toml(*read), to_toml(file));
  EXPECT_EQ(read->keys.at(0).label, file.keys.at(0).label);
  EXPECT_EQ(read->keys.at(0).key.merchant.value, 1);
  EXPECT_EQ(read->keys.at(0).key.secret, file.keys.at(0).key.secret);
  EXPECT_EQ(read->table(nullptr)->keys(), 2u);
}

TEST(KeyFile, KeepsASigningKeysSecret) {
  KeyFile file = sample();
  EXPECT_FALSE(file.signs());
  file.keys.at(1).key.secret = {};
  file.keys.at(1).key.signing_secret = std::string(64, 'c');
  EXPECT_TRUE(file.signs());
  const auto read = parse_key_file(to_toml(file), "keys.toml");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(to_toml(*read), to_toml(file));
  EXPECT_EQ(read->keys.at(1).key.signing_secret, std::string(64, 'c'));
  EXPECT_THAT(to_json(*read), testing::Not(HasSubstr("cccccccc")));
  EXPECT_EQ(boost::json::parse(to_json(*read)).at(1).at("kind"), "signing");
}

TEST(KeyFile, NeverGivesAMerchantsNumberAgain) {
  KeyFile file = sample();
  file.keys.clear();
  const auto read = parse_key_file(to_toml(file), "keys.toml");
  ASSERT_TRUE(read);
  KeyFile later = *read;
  EXPECT_EQ(later.merchant("acme")->number.value, 0);
  EXPECT_EQ(add_merchant(later, "third")->value, 2);
}

TEST(KeyFile, RefusesNamesThatAreNone) {
  KeyFile file;
  for (const char* name : {"", "a b", "-a", "\"", "ä"}) EXPECT_FALSE(add_merchant(file, name)) << name;
  EXPECT_TRUE(file.merchants.empty());
}

TEST(KeyFile, HasNoMoreMerchantsThanNumbers) {
  KeyFile file;
  file.merchants.push_back({{65'535}, "last"});
  EXPECT_FALSE(add_merchant(file, "one-more"));
}

TEST(KeyFile, TellsKeysAsJsonWithoutTheirDigests) {
  const std::string text = to_json(sample());
  const auto json = boost::json::parse(text).as_array();
  EXPECT_EQ(json.at(0).at("label"), "quoted \"so\", \\ and 'so'");
  EXPECT_EQ(json.at(0).at("merchant_number"), 1);
  EXPECT_EQ(json.at(1).at("role"), "operator");
  EXPECT_THAT(text, testing::Not(HasSubstr("abababab")));
}

struct Bad {
  std::string from, to, complaint;
};
class BadKeyFile : public testing::TestWithParam<Bad> {};

TEST_P(BadKeyFile, IsRefusedWithItsLine) {
  std::string text = to_toml(sample());
  const auto place = text.find(GetParam().from);
  ASSERT_NE(place, std::string::npos) << text;
  text.replace(place, GetParam().from.size(), GetParam().to);
  const auto read = parse_key_file(text, "keys.toml");
  ASSERT_FALSE(read) << text;
  EXPECT_EQ(read.error().kind, core::FailureKind::invalid);
  EXPECT_THAT(read.error().message, testing::ContainsRegex("^keys.toml line [0-9]+: "));
  EXPECT_THAT(read.error().message, HasSubstr(GetParam().complaint));
}

INSTANTIATE_TEST_SUITE_P(
    Table, BadKeyFile,
    testing::Values(Bad{"number = 1", "number = 0", "already"}, Bad{"number = 1", "number = 65536", "65535"},
                    Bad{"number = 1", "number = -1", "65535"}, Bad{"number = 1", "number = '1'", "whole number"},
                    Bad{"0123456789", "abcdef0123", "already"}, Bad{"0123456789", "012345678", "10 characters"},
                    Bad{"'operator'", "'boss'", "storefront, operator or monitor"},
                    Bad{"'operator'", "1", "text in quotes"},
                    Bad{"merchant = 'acme'", "merchant = 'acne'", "merchant"},
                    Bad{"merchant = 'acme'", "merhcant = 'acme'", "`merchant` must be"},
                    Bad{"abababab'", "ababab'", "64 characters"},
                    Bad{"sha256 =", "signing_secret = 'ab'\nsha256 =", "either `sha256` or `signing_secret`"},
                    Bad{"sha256 = '", "signing_secret = 'x", "`signing_secret` must be 64 characters"},
                    Bad{"sha256 = '", "sha255 = '", "either `sha256` or"},
                    Bad{"label =", "lable =", "`lable` is unknown"},
                    Bad{"[[keys]]", "[keys]", ""}, Bad{"[[merchants]]", "[[merchant]]", "`merchant` is unknown"},
                    Bad{"[[keys]]", "[[keys", "not TOML"}));

}  // namespace
}  // namespace doorbuster::app
