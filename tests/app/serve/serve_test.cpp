// The real server: what it says, how it ends, and what its journal then says.
#include <gmock/gmock.h>
#include <sys/resource.h>

#include <csignal>
#include <fstream>

#include "app/exit_codes.hpp"
#include "tests/support/http_client.hpp"
#include "tests/support/scratch_directory.hpp"
#include "tests/support/server_process.hpp"

namespace doorbuster::app {
namespace {

using support::HttpClient;
using support::run_program;
using support::ServerProcess;
using testing::HasSubstr;

constexpr int number(ExitCode exit) { return static_cast<int>(exit); }

int put_sku(std::uint16_t port, const std::string& sku) {
  const auto reply = HttpClient(port).request("PUT", "/v1/skus/" + sku, R"({"name":"Goodnight lamp"})");
  return reply ? reply->status : 0;
}

class Serve : public testing::Test {
 protected:
  [[nodiscard]] std::filesystem::path data() const { return scratch_.path() / "data"; }

 private:
  support::ScratchDirectory scratch_;
};

TEST_F(Serve, SaysWhereItsDataIsHowItIsKeptAndWhoMayCome) {
  ServerProcess server(data());
  server.start();
  EXPECT_THAT(server.output(), HasSubstr(data().string()));
  EXPECT_THAT(server.output(), HasSubstr("DSYNC"));
  EXPECT_THAT(server.output(), HasSubstr("no keys: loopback only, everything allowed"));
}

TEST_F(Serve, DrainsOnSigtermAndOnSigint) {
  ServerProcess server(data());
  for (const int signal : {SIGTERM, SIGINT}) {
    server.start();
    server.send(signal);
    EXPECT_EQ(server.wait().exit_code, 0) << server.output();
    EXPECT_THAT(server.output(), HasSubstr("stopped      in good order"));
  }
}

TEST_F(Serve, ReplaysWhatItHeld) {
  ServerProcess server(data());
  server.start();
  ASSERT_EQ(put_sku(server.port(), "lamp"), 201);
  EXPECT_EQ(server.shut_down().exit_code, 0);

  server.start();
  EXPECT_THAT(server.output(), HasSubstr("replayed     1 events"));
  EXPECT_EQ(put_sku(server.port(), "lamp"), 200);
}

TEST_F(Serve, IsRefusedADirectoryThatIsInUse) {
  ServerProcess server(data());
  server.start();
  const auto second = run_program(server.arguments());
  EXPECT_EQ(second.ending.exit_code, number(ExitCode::data_unusable));
  EXPECT_THAT(second.output, HasSubstr("in use"));
}

TEST_F(Serve, IsRefusedAnAddressThatIsInUse) {
  ServerProcess server(data());
  server.start();
  const std::string address = "127.0.0.1:" + std::to_string(server.port());
  const auto second = run_program({"serve", "--data", data().string() + "2", "--listen", address});
  EXPECT_EQ(second.ending.exit_code, number(ExitCode::cannot_listen)) << second.output;
  EXPECT_THAT(second.output, HasSubstr("choose another with --listen"));
  EXPECT_THAT(second.output, HasSubstr(std::to_string(server.port())));
}

TEST_F(Serve, EndsWithItsOwnCodeWhenTheJournalCantBeWritten) {
  ServerProcess server(data());
  server.start();
  ASSERT_EQ(put_sku(server.port(), "lamp"), 201);
  // Once more: a journal that was just opened has no mark to write, which would end the server before it is asked.
  ASSERT_EQ(server.shut_down().exit_code, 0) << server.output();
  server.start();
  // Every further write fails with EFBIG, also those to the program's own output.
  const rlimit nothing_more{.rlim_cur = 1, .rlim_max = RLIM_INFINITY};
  ASSERT_EQ(prlimit(server.pid(), RLIMIT_FSIZE, &nothing_more, nullptr), 0);

  EXPECT_EQ(put_sku(server.port(), "vase"), 503);
  EXPECT_EQ(server.wait().exit_code, number(ExitCode::journal_write_failed)) << server.output();
}

TEST_F(Serve, LetsItsJournalBeReadWhileItRuns) {
  ServerProcess server(data());
  server.start();
  ASSERT_EQ(put_sku(server.port(), "lamp"), 201);
  ASSERT_EQ(put_sku(server.port(), "vase"), 201);

  const auto verified = run_program({"journal", "verify", data().string()});
  EXPECT_EQ(verified.ending.exit_code, 0) << verified.output;
  EXPECT_THAT(verified.output, HasSubstr("fingerprint"));

  const auto dumped = run_program({"journal", "dump", data().string(), "--after", "1", "--limit", "1"});
  EXPECT_EQ(dumped.ending.exit_code, 0);
  EXPECT_THAT(dumped.output, HasSubstr("\"vase\""));
  EXPECT_THAT(dumped.output, testing::Not(HasSubstr("\"lamp\"")));
}

TEST_F(Serve, DumpsTheLinesOfTheEventFeed) {
  ServerProcess server(data());
  server.start();
  ASSERT_EQ(put_sku(server.port(), "lamp"), 201);
  ASSERT_EQ(put_sku(server.port(), "vase"), 201);
  const auto feed = HttpClient(server.port()).get("/v1/events");
  ASSERT_TRUE(feed);
  EXPECT_EQ(run_program({"journal", "dump", data().string()}).output, feed->body);
}

// Flips a bit of the first place where `segment` holds `text`.
void damage(const std::filesystem::path& segment, std::string_view text) {
  std::fstream file(segment, std::ios::in | std::ios::out | std::ios::binary);
  std::string bytes(1 << 20, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  const auto place = bytes.find(text);
  ASSERT_NE(place, std::string::npos);
  file.seekp(static_cast<std::streamoff>(place));
  file.put(static_cast<char>(bytes[place] ^ 1));
}

TEST_F(Serve, RefusesADamagedJournalAndNamesThePlace) {
  ServerProcess server(data());
  server.start();
  ASSERT_EQ(put_sku(server.port(), "lamp"), 201);
  ASSERT_EQ(put_sku(server.port(), "vase"), 201);
  ASSERT_EQ(server.shut_down().exit_code, 0);
  damage(data() / "journal-00000001.seg", "lamp");

  const std::vector<std::vector<std::string>> commands{
      server.arguments(), {"journal", "verify", data().string()}, {"journal", "dump", data().string()}};
  for (const auto& arguments : commands) {
    const auto finished = run_program(arguments);
    EXPECT_EQ(finished.ending.exit_code, number(ExitCode::journal_damaged)) << finished.output;
    EXPECT_THAT(finished.output, HasSubstr("journal-00000001.seg"));
  }
}

}  // namespace
}  // namespace doorbuster::app
