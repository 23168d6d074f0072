// What outlives the process: written and read back whole, refused where it is anything else, and one process's alone.
#include "app/webhooks/endpoint_state.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "app/webhooks/state_folder.hpp"
#include "tests/support/scratch_directory.hpp"

namespace doorbuster::app {
namespace {

using testing::HasSubstr;

EndpointState full_state() {
  return {.position = 1'234'567'890'123,
          .last = EventMark{1'234'567'890'120, {1'795'773'600'123}, "order_paid"},
          .delivered = 99,
          .delivered_at = inventory::Instant{1'795'773'600'456},
          .tries = 3,
          .failing_since = inventory::Instant{1'795'773'600'789},
          .next_try = inventory::Instant{1'795'773'601'789},
          .last_error = "it answered \"500\"",
          .disabled = Disabled::gave_up};
}

TEST(EndpointState, IsReadAsItWasWritten) {
  for (const EndpointState& state : {full_state(), EndpointState{}}) {
    EXPECT_EQ(parse_endpoint_state(to_json(state)), state) << to_json(state);
  }
}

TEST(EndpointState, IsRefusedWhereItIsAnythingElse) {
  const std::string good = to_json(full_state());
  for (std::size_t length = 0; length < good.size(); ++length) {
    EXPECT_FALSE(parse_endpoint_state(good.substr(0, length))) << length;
  }
  const auto but = [&good](const std::string& from, const std::string& to) {
    std::string text = good;
    return text.replace(text.find(from), from.size(), to);
  };
  for (const std::string& text :
       {but("\"version\":1", "\"version\":2"), but("1234567890123", "-1"), but("gave_up", "gave_in"),
        but("\"tries\":3", "\"tries\":\"3\""), but("2026-11-27T10:00:00.456Z", "now"), but("last_error", "last_word"),
        but("1234567890120", "null")}) {
    EXPECT_FALSE(parse_endpoint_state(text)) << text;
  }
}

struct StateFolderTest : testing::Test {
  support::ScratchDirectory scratch;
  std::string path = scratch.path() / "state";
  StateFolder folder{path};
};

TEST_F(StateFolderTest, KeepsWhatWasSaved) {
  ASSERT_TRUE(folder.take());
  EXPECT_EQ(folder.load("erp").value(), std::nullopt);
  ASSERT_TRUE(folder.save("erp", full_state()));
  EXPECT_EQ(folder.load("erp").value(), full_state());
  ASSERT_TRUE(folder.save("erp", EndpointState{}));
  EXPECT_EQ(folder.load("erp").value(), EndpointState{});
  EXPECT_EQ(folder.load("other").value(), std::nullopt);
}

TEST_F(StateFolderTest, SaysWhatIsDamaged) {
  ASSERT_TRUE(folder.take());
  std::ofstream(path + "/erp.json") << "{";
  const auto loaded = folder.load("erp");
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, ExitCode::data_unusable);
  EXPECT_THAT(loaded.error().sentence, AllOf(HasSubstr("erp.json"), HasSubstr("backup")));
}

TEST_F(StateFolderTest, IsOneProcessesAlone) {
  ASSERT_TRUE(folder.take());
  EXPECT_THAT(StateFolder(path).take().error().sentence, HasSubstr("--state"));
  EXPECT_FALSE(StateFolder(scratch.path() / "none/state").take());
}

TEST_F(StateFolderTest, KeepsAWishUntilItIsTakenIn) {
  ASSERT_TRUE(folder.take());
  EXPECT_FALSE(folder.resume_wish("erp"));
  ASSERT_TRUE(folder.ask_to_resume("erp", {}));
  ASSERT_TRUE(folder.resume_wish("erp"));
  EXPECT_EQ(folder.resume_wish("erp")->after, std::nullopt);
  ASSERT_TRUE(folder.ask_to_resume("erp", {17}));
  EXPECT_EQ(folder.resume_wish("erp")->after, 17u);
  EXPECT_FALSE(folder.resume_wish("other"));
  ASSERT_TRUE(folder.forget_resume_wish("erp"));
  EXPECT_FALSE(folder.resume_wish("erp"));
  EXPECT_TRUE(folder.forget_resume_wish("erp"));
}

TEST_F(StateFolderTest, TellsADiskThatTakesNothing) {
  ASSERT_TRUE(folder.take());
  std::filesystem::create_directory(path + "/erp.json");  // which no file can take the place of
  EXPECT_EQ(folder.save("erp", full_state()).error().code, ExitCode::data_unusable);
}

}  // namespace
}  // namespace doorbuster::app
