// The journal can't be written any more while a crowd orders: nothing is acknowledged from then on, everybody is told,
// the process ends with its code; and once there is room again, a restart has all that was acknowledged.
#include <gmock/gmock.h>
#include <sys/mount.h>
#include <sys/resource.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <thread>

#include "tests/system/audit.hpp"
#include "tests/system/crowd.hpp"
#include "tests/system/own_server_test.hpp"

namespace doorbuster::system_tests {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr unsigned clients = 8;
constexpr int journal_write_failed = 6;

class FailedWrite : public OwnServerTest {
 protected:
  // A crowd orders while `spoil` takes the room away; then all that must hold, also after a restart with room again.
  template <class Spoil, class Restore>
  void expect_promises_kept(Spoil&& spoil, Restore&& restore) {
    const auto market = mixed_market("failing");
    open_market(shop(), market);
    Crowd crowd(market, server().port(), "failing", seed_of_this_run(), clients);
    spoil();
    auto ledger = crowd.wait();  // every connection ends by itself
    const auto ending = server().wait();
    EXPECT_EQ(ending.exit_code, journal_write_failed) << "signal " << ending.signal << "\n" << server().output();
    EXPECT_THAT(last_line(), HasSubstr("stopped, because the journal could not be written"));

    restore();
    again();
    EXPECT_THAT(resolve_unknown(shop(), market, ledger), IsEmpty());
    EXPECT_THAT(audit_orders(shop(), market, ledger), IsEmpty());
    EXPECT_THAT(audit_books(shop(), market), IsEmpty());
    EXPECT_THAT(audit_feed(shop(), ledger), IsEmpty());
    EXPECT_EQ(server().shut_down().exit_code, 0) << server().output();
  }

  [[nodiscard]] std::string last_line() const {
    std::string said = server_output();
    while (said.ends_with('\n')) said.pop_back();
    return said.substr(said.rfind('\n') + 1);
  }
  [[nodiscard]] std::string server_output() const { return const_cast<FailedWrite*>(this)->server().output(); }
};

TEST_F(FailedWrite, AtALimitOnFileSizes) {
  start({"--journal-segment-mib", "4"});
  // Small enough that the crowd gets there at once; far more than what is said at the end.
  constexpr rlimit limit{512u << 10, RLIM_INFINITY};
  expect_promises_kept([&] { ASSERT_EQ(prlimit(server().pid(), RLIMIT_FSIZE, &limit, nullptr), 0); }, [] {});
}

// A file system of its own, so small that a few segments fill it.
class SmallDisk {
 public:
  explicit SmallDisk(std::filesystem::path where) : where_(std::move(where)) {
    std::filesystem::create_directories(where_);
    mounted_ = mount("none", where_.c_str(), "tmpfs", 0, "size=20m") == 0;
    if (!mounted_) why_not_ = std::strerror(errno);
  }
  ~SmallDisk() {
    if (mounted_) umount2(where_.c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  [[nodiscard]] bool mounted() const { return mounted_; }
  [[nodiscard]] const std::string& why_not() const { return why_not_; }
  // Takes whatever room is left.
  void fill() const {
    std::ofstream file(filler(), std::ios::binary);
    const std::string block(64u << 10, 'x');
    while (file.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) {
    }
  }
  void make_room() const { std::filesystem::remove(filler()); }

 private:
  [[nodiscard]] std::filesystem::path filler() const { return where_ / "filler"; }

  std::filesystem::path where_;
  bool mounted_ = false;
  std::string why_not_;
};

TEST_F(FailedWrite, OnAFullDisk) {
  const SmallDisk disk(data());
  if (!disk.mounted()) GTEST_SKIP() << "no file system can be mounted here: " << disk.why_not();
  start({"--journal-segment-mib", "4"});
  expect_promises_kept([&] { disk.fill(); }, [&] { disk.make_room(); });
}

TEST_F(FailedWrite, NothingIsAcknowledgedOrReadyAfterIt) {
  start({"--journal-segment-mib", "4"});
  open_lamps(10);
  // Once more: a journal that was just opened has no mark to write, which might meet the limit before the order does.
  ASSERT_EQ(server().shut_down().exit_code, 0) << server().output();
  again();
  support::HttpClient other(server().port());
  ASSERT_TRUE(other.get("/readyz"));
  constexpr rlimit limit{1, RLIM_INFINITY};
  ASSERT_EQ(prlimit(server().pid(), RLIMIT_FSIZE, &limit, nullptr), 0);
  const auto refused = place("key");
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(text(refused.json(), "code"), "not_durable");
  // Whoever still gets an answer gets this one.
  for (auto* client : {&shop().http(), &other}) {
    if (const auto ready = client->get("/readyz")) {
      EXPECT_EQ(ready->status, 503);
    }
  }
  EXPECT_EQ(server().wait().exit_code, journal_write_failed);
}

}  // namespace
}  // namespace doorbuster::system_tests
