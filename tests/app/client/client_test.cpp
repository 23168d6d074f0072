// What the commands' client makes of keys, of lost connections, of busy servers and of what is no Doorbuster.
#include <gmock/gmock.h>

#include <fstream>
#include <regex>

#include "app/client/api_client.hpp"
#include "app/client/time_text.hpp"
#include "app/client/wording.hpp"
#include "tests/app/client/scripted_server.hpp"
#include "tests/app/operate/operating_fixture.hpp"

namespace doorbuster::app {
namespace {

using support::run_program;
using testing::HasSubstr;
using testing::Not;

constexpr const char* sku = R"({"sku":"lamp","name":"Lamp","received":5,"available":5,"held":0,"sold":0})";

std::string key_in(const std::string& request) {
  std::smatch found;
  return std::regex_search(request, found, std::regex("Idempotency-Key: (\\S+)")) ? found[1].str() : "";
}

TEST(Client, AfterALostConnectionTheSameKeyIsSentAgain) {
  ScriptedServer server({"", ScriptedServer::answer("200 OK", sku)});
  const auto finished = run_program({"stock", "add", "lamp", "5", "--url", server.url()});
  EXPECT_EQ(finished.ending.exit_code, 0) << finished.output;
  EXPECT_THAT(finished.output, HasSubstr("Trying again in"));
  const auto requests = server.requests();
  ASSERT_EQ(requests.size(), 2u);
  EXPECT_NE(key_in(requests[0]), "");
  EXPECT_EQ(requests[0], requests[1]);
}

TEST(Client, ACancellationWhoseAnswerIsLostIsNotSentAgain) {
  ScriptedServer server({""});
  const auto finished = run_program({"order", "cancel", "ord_1", "--url", server.url()});
  EXPECT_EQ(finished.ending.exit_code, static_cast<int>(ExitCode::unavailable));
  EXPECT_THAT(finished.output, AllOf(HasSubstr("doorbuster order show ord_1 tells what became of it"),
                                     Not(HasSubstr("Trying again"))));
  EXPECT_EQ(server.requests().size(), 1u);
}

TEST(Client, ABusyServerIsAskedAgainWhenItSays) {
  const std::string busy = R"({"type":"/problems/overloaded","title":"Busy","status":503,"code":"overloaded"})";
  ScriptedServer server({ScriptedServer::answer("503 Service Unavailable", busy, "Retry-After: 0\r\n"),
                         ScriptedServer::answer("200 OK", sku)});
  const auto finished = run_program({"stock", "show", "lamp", "--url", server.url()});
  EXPECT_EQ(finished.ending.exit_code, 0) << finished.output;
  EXPECT_THAT(finished.output, HasSubstr("503 overloaded"));
}

// As the server's are where it has looked at many orders and found few.
TEST(Client, AShortPageIsNoEndOfTheList) {
  const auto page = [](const std::string& orders, const std::string& next) {
    return ScriptedServer::answer("200 OK", R"({"data":[)" + orders + R"(],"next_after":)" + next + "}");
  };
  const std::string order = R"({"order":"ord_1","sale":"last","buyer":"zoe","status":"held","total":100,)"
                            R"("currency":"EUR","created_at":"2026-11-27T18:00:00.000Z","items":[]})";
  ScriptedServer server({page("", R"("7")"), page(order, R"("9")"), page("", "null")});
  const auto finished = run_program({"order", "list", "--sale", "last", "--limit", "5", "--url", server.url()});
  EXPECT_EQ(finished.ending.exit_code, 0);
  EXPECT_THAT(finished.output, AllOf(HasSubstr("ord_1"), Not(HasSubstr("There are more"))));
  const auto requests = server.requests();
  ASSERT_EQ(requests.size(), 3u);
  EXPECT_THAT(requests[2], HasSubstr("limit=4&sale=last&after=9 "));
}

TEST(Client, NoServerAndNoDoorbusterAreTold) {
  EXPECT_THAT(run_program({"stock", "show", "lamp", "--url", "http://127.0.0.1:1"}).output,
              HasSubstr("can't be reached"));
  EXPECT_EQ(run_program({"stock", "show", "lamp", "--url", "ftp://x"}).ending.exit_code,
            static_cast<int>(ExitCode::configuration));
  ScriptedServer server({ScriptedServer::answer("404 Not Found", "<h1>\x1b[31mnginx</h1>")});
  const auto finished = run_program({"stock", "show", "lamp", "--url", server.url()});
  EXPECT_EQ(finished.ending.exit_code, static_cast<int>(ExitCode::unavailable));
  EXPECT_THAT(finished.output, AllOf(HasSubstr("answered 404, but not as Doorbuster does"), Not(HasSubstr("\x1b"))));
}

// The request of a command, as bytes.
std::string ask(const std::vector<std::string>& more, const support::Conditions& conditions) {
  const support::ScratchDirectory scratch;
  ScriptedServer server({ScriptedServer::answer("200 OK", sku)});
  std::vector<std::string> words{"stock", "show", "lamp", "--url", server.url()};
  words.insert(words.end(), more.begin(), more.end());
  support::Program program(words, scratch.path() / "output", conditions);
  EXPECT_EQ(program.wait(std::chrono::seconds(60))->exit_code, 0) << program.output();
  return server.requests().at(0);
}

TEST(Client, ATraceInTheEnvironmentIsSentOn) {
  const std::string trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  EXPECT_THAT(ask({}, {.environment = {"TRACEPARENT=" + trace}, .open_files = {}}),
              HasSubstr("traceparent: " + trace + "\r\n"));
  for (const std::string& bad : {std::string(), trace + "\r\nX-Other: 1", trace.substr(1), "00-" + trace}) {
    EXPECT_THAT(ask({}, {.environment = {"TRACEPARENT=" + bad}, .open_files = {}}),
                AllOf(Not(HasSubstr("traceparent")), Not(HasSubstr("X-Other"))));
  }
}

TEST(Client, AKeyComesFromAFileOrTheEnvironment) {
  const support::ScratchDirectory scratch;
  const std::string file = (scratch.path() / "key").string();
  std::ofstream(file) << "dbk_file\n";
  EXPECT_THAT(ask({}, {}), Not(HasSubstr("Authorization")));
  EXPECT_THAT(ask({}, {.environment = {"DOORBUSTER_KEY=dbk_var"}, .open_files = {}}),
              HasSubstr("Authorization: Bearer dbk_var\r\n"));
  EXPECT_THAT(ask({"--api-key-file", file}, {.environment = {"DOORBUSTER_KEY=dbk_var"}, .open_files = {}}),
              HasSubstr("Authorization: Bearer dbk_file\r\n"));
  std::ofstream(file) << "dbk_file\r\nX-Other: 1\n";
  EXPECT_EQ(run_program({"stock", "show", "lamp", "--api-key-file", file}).ending.exit_code,
            static_cast<int>(ExitCode::configuration));
}

TEST(Client, LengthsAndTimesAreReadAsPeopleWriteThem) {
  EXPECT_EQ(parse_length("90"), std::chrono::seconds(90));
  EXPECT_EQ(parse_length("15m"), std::chrono::minutes(15));
  EXPECT_EQ(parse_length("7d"), std::chrono::hours(168));
  for (const char* text : {"", "0", "-1m", "1.5h", "1h30m", "h", "9999999999999d", "11y", "3661d"}) {
    EXPECT_EQ(parse_length(text), std::nullopt) << text;
  }
  EXPECT_EQ(parse_time("now", {5}), inventory::Instant{5});
  EXPECT_EQ(parse_time("+2s", {5}), inventory::Instant{2005});
  EXPECT_EQ(parse_time("1970-01-01T01:00:00+01:00", {5}), inventory::Instant{0});
  EXPECT_EQ(parse_time("tomorrow", {5}), std::nullopt);
  EXPECT_EQ(in_words(std::chrono::seconds(93'784)), "1 d 2 h");
  EXPECT_EQ(in_words(std::chrono::seconds(3'605)), "1 h");
  EXPECT_EQ(in_words(std::chrono::seconds(0)), "0 s");
}

TEST(Client, MoneyHasItsCurrencysDecimals) {
  EXPECT_EQ(money(19'900, "CNY"), "199.00 CNY");
  EXPECT_EQ(money(1'234'567, "EUR"), "12,345.67 EUR");
  EXPECT_EQ(money(19'900, "JPY"), "19,900 JPY");
  EXPECT_EQ(money(19'905, "KWD"), "19.905 KWD");
  EXPECT_EQ(money(5, "CNY"), "0.05 CNY");
  EXPECT_EQ(grouped(-1'234), "-1,234");
  EXPECT_EQ(grouped(-123), "-123");
}

TEST(Client, WhatAnIdCanNotHoldIsEncoded) {
  EXPECT_EQ(url_encoded("a/b?c d&e%"), "a%2Fb%3Fc%20d%26e%25");
  EXPECT_EQ(url_encoded("A-z_0.9:x"), "A-z_0.9:x");
}

}  // namespace
}  // namespace doorbuster::app
