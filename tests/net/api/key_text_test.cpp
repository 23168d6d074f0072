// API keys as text, their digests, and the table of them.
#include "net/access/key_text.hpp"

#include <gmock/gmock.h>

#include <set>

#include "tests/net/api/keys.hpp"

namespace doorbuster::net {
namespace {

TEST(KeyText, OfANewKeyIsReadBack) {
  const auto key = make_key();
  ASSERT_TRUE(key);
  EXPECT_TRUE(is_key_id(key->id));
  const std::string text = key->text(KeyKind::bearer);
  EXPECT_THAT(text, testing::MatchesRegex("dbk_[0-9a-f]{10}_[0-9a-f]{64}"));
  const auto read = parse_key_text(text, KeyKind::bearer);
  ASSERT_TRUE(read);
  EXPECT_FALSE(parse_key_text(text, KeyKind::signing));
  EXPECT_EQ(read->id, key->id);
  EXPECT_EQ(read->secret, key->secret);
}

TEST(KeyText, OfTwoKeysIsNeverTheSame) {
  std::set<std::string> ids, secrets;
  for (int i = 0; i < 1000; ++i) {
    const auto key = make_key().value();
    EXPECT_TRUE(ids.insert(key.id).second);
    EXPECT_TRUE(secrets.insert(key.secret).second);
  }
}

TEST(Sha256, DigestsTheTextOfTheStandard) {
  Sha256 sha256;
  for (int again = 0; again < 2; ++again) {
    EXPECT_EQ(to_hex(sha256.digest("abc").value()),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }
  EXPECT_EQ(to_hex(sha256.digest("").value()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Sha256, DigestsAreReadBackInOneSpellingOnly) {
  const auto digest = Sha256().digest("abc").value();
  std::string text = to_hex(digest);
  EXPECT_TRUE(same_digest(digest_from_hex(text).value(), digest));
  EXPECT_FALSE(digest_from_hex(text + "0"));
  EXPECT_FALSE(digest_from_hex(text.substr(1)));
  text[0] = 'B';
  EXPECT_FALSE(digest_from_hex(text));
}

TEST(AccessTable, FindsEachKeyByItsWholeText) {
  TestKeys keys;
  std::vector<std::string> fields;
  for (std::uint16_t merchant = 0; merchant < 100; ++merchant) fields.push_back(keys.add(merchant, Role::storefront));
  const auto table = keys.table();
  Sha256 sha256;
  for (std::uint16_t merchant = 0; merchant < 100; ++merchant) {
    const auto* key = table->find(fields[merchant].substr(std::string("Bearer ").size()), sha256);
    ASSERT_NE(key, nullptr);
    EXPECT_EQ(key->merchant.value, merchant);
    EXPECT_EQ(table->role_of(key->id, {merchant}), Role::storefront);
    EXPECT_EQ(table->role_of(key->id, {static_cast<std::uint16_t>(merchant + 1)}), std::nullopt);
  }
  EXPECT_EQ(table->keys(), 100u);
  EXPECT_EQ(table->merchants(), 100u);
}

}  // namespace
}  // namespace doorbuster::net
