// Nonces: each is taken once, also across a restart, a lost file and a clock that is set back.
#include "net/access/nonce_table.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <thread>
#include <vector>

#include "tests/support/scratch_directory.hpp"

namespace doorbuster::net {
namespace {

constexpr std::int64_t now = 1'795'305'600;
constexpr std::string_view boot = "8f2b6c4e-0000-4000-8000-000000000001";
constexpr std::string_view another_boot = "8f2b6c4e-0000-4000-8000-000000000002";
constexpr std::size_t few = 4;

class Nonces : public testing::Test {
 protected:
  std::shared_ptr<NonceTable> open(std::int64_t at = now, std::string_view run = boot, std::size_t buckets = few) {
    return NonceTable::open(path_, at, run, buckets).value();
  }
  // What the file would be after a power cut while the server ran: no stop has been noted.
  void leave_unclosed() {
    const auto open_table = open();
    std::ifstream from(path_, std::ios::binary);
    std::ofstream(path_ + ".cut", std::ios::binary) << from.rdbuf();
    path_ += ".cut";
  }
  Sha256Digest name(std::string_view nonce) { return sha256_.digest(nonce).value(); }

  support::ScratchDirectory scratch_;
  std::string path_ = (scratch_.path() / "nonces").string();
  Sha256 sha256_;
};

TEST_F(Nonces, AreTakenOnce) {
  const auto table = open();
  EXPECT_EQ(table->take(name("a"), now, now), NonceTaken::yes);
  EXPECT_EQ(table->take(name("b"), now, now), NonceTaken::yes);
  EXPECT_EQ(table->take(name("a"), now, now), NonceTaken::used);
  EXPECT_EQ(table->take(name("a"), now, now + signature_age_max), NonceTaken::used) << "as long as it would be let in";
}

TEST_F(Nonces, AreKnownAgainAfterAStopAndAfterAKill) {
  EXPECT_EQ(open()->take(name("a"), now, now), NonceTaken::yes);
  EXPECT_EQ(open(now, another_boot)->take(name("a"), now, now), NonceTaken::used) << "it was closed";
  leave_unclosed();
  EXPECT_EQ(open()->take(name("a"), now, now), NonceTaken::used) << "the machine went on";
}

TEST_F(Nonces, WhatAMachineThatFellOverMayHaveForgottenIsTooOld) {
  EXPECT_EQ(open()->not_before(), now) << "of a new file";
  leave_unclosed();
  const auto table = open(now + 60, another_boot);
  EXPECT_GT(table->not_before(), now + 60 + signature_ahead_max) << "clocks may be ahead";
}

TEST_F(Nonces, OfATimeOfWhichNothingIsKnownAreRefused) {
  { const auto table = open(); }
  leave_unclosed();
  const auto table = open(now + 60, another_boot);
  const auto known_from = table->not_before();
  EXPECT_EQ(table->take(name("a"), known_from - 1, now + 60), NonceTaken::too_old);
  EXPECT_EQ(table->take(name("b"), known_from, now + 61), NonceTaken::yes);
}

TEST_F(Nonces, AStartThatIsKilledBeforeItHasClearedTheFileIsBegunAgain) {
  EXPECT_EQ(open()->take(name("a"), now, now), NonceTaken::yes);
  leave_unclosed();
  // As it is after the magic was written, and before the boot was.
  { std::fstream(path_, std::ios::binary | std::ios::in | std::ios::out).seekp(24) << another_boot << "x"; }
  EXPECT_GT(open(now + 1)->not_before(), now + 1);
}

TEST_F(Nonces, MostSlotsAreUsedBeforeThereIsNoRoom) {
  constexpr std::size_t buckets = 1'024, slots = buckets * NonceTable::bucket_slots;
  const auto table = open(now, boot, buckets);
  for (std::size_t i = 0; i < slots * 8 / 10; ++i) {
    ASSERT_EQ(table->take(name(std::to_string(i)), now, now), NonceTaken::yes) << i;
  }
}

TEST_F(Nonces, AFileThatCantBeHadIsAFaultThatNamesIt) {
  path_ = (scratch_.path() / "nowhere" / "nonces").string();
  const auto none = NonceTable::open(path_, now, boot, few);
  ASSERT_FALSE(none);
  EXPECT_NE(none.error().message.find(path_ + ", can't be opened: No such file or directory."), std::string::npos)
      << none.error().message;
}

TEST_F(Nonces, AFileThatIsNoneIsNotBelieved) {
  std::ofstream(path_) << "something else";
  EXPECT_GT(open()->not_before(), now);
}

TEST_F(Nonces, WhereThereIsNoRoomNoneIsTakenUntilSomeAreTooOldToCount) {
  const auto table = open();
  std::vector<std::string> taken;
  std::size_t refused = 0;
  for (int i = 0; i < 1'000; ++i) {
    const auto nonce = std::to_string(i);
    const auto result = table->take(name(nonce), now, now);
    ASSERT_NE(result, NonceTaken::used);
    if (result == NonceTaken::yes) taken.push_back(nonce);
    if (result == NonceTaken::no_room) ++refused;
  }
  EXPECT_EQ(taken.size(), few * NonceTable::bucket_slots);
  EXPECT_EQ(taken.size() + refused, 1'000u);
  for (const auto& nonce : taken) EXPECT_EQ(table->take(name(nonce), now, now), NonceTaken::used) << nonce;
  const auto later = now + signature_age_max + 1;
  EXPECT_EQ(table->take(name("later"), later, later), NonceTaken::yes);
}

TEST_F(Nonces, AClockThatIsSetBackBringsNoneBack) {
  const auto table = open(now, boot, 1);
  for (std::size_t i = 0; i < NonceTable::bucket_slots; ++i) {
    ASSERT_EQ(table->take(name("n" + std::to_string(i)), now, now), NonceTaken::yes);
  }
  const auto ahead = now + 3'600;
  ASSERT_EQ(table->take(name("in an hour"), ahead, ahead), NonceTaken::yes);
  EXPECT_GT(table->not_before(), now) << "one of that moment was forgotten for it";
  for (std::size_t i = 0; i < NonceTable::bucket_slots; ++i) {
    EXPECT_NE(table->take(name("n" + std::to_string(i)), now, now), NonceTaken::yes) << i;
  }
}

TEST_F(Nonces, OfThreadsThatTakeTheSameOneAtMostOneIsLetIn) {
  constexpr int threads = 4, rounds = 20'000;
  const auto table = open(now, boot, 4'096);
  std::vector<std::atomic<int>> wins(rounds);
  {
    std::vector<std::jthread> all;
    for (int t = 0; t < threads; ++t) {
      all.emplace_back([&] {
        Sha256 sha256;
        for (int i = 0; i < rounds; ++i) {
          const auto nonce = sha256.digest(std::to_string(i)).value();
          if (table->take(nonce, now, now) == NonceTaken::yes) ++wins[static_cast<std::size_t>(i)];
        }
      });
    }
  }
  // Two that took the same at one moment may both have been refused.
  int let_in = 0;
  for (int i = 0; i < rounds; ++i) {
    const int won = wins[static_cast<std::size_t>(i)];
    ASSERT_LE(won, 1) << i;
    let_in += won;
    ASSERT_EQ(table->take(name(std::to_string(i)), now, now), NonceTaken::used) << i;
  }
  EXPECT_GT(let_in, 0);
}

}  // namespace
}  // namespace doorbuster::net
