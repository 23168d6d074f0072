// doorbuster keys, as the real program: what it prints, and what it leaves in the file.
#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <fstream>
#include <iterator>
#include <regex>

#include "app/exit_codes.hpp"
#include "tests/support/scratch_directory.hpp"
#include "tests/support/server_process.hpp"

namespace doorbuster::app {
namespace {

using support::run_program;
using testing::HasSubstr;
using testing::Not;

struct KeysCommand : testing::Test {
  [[nodiscard]] support::Finished keys(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), "keys");
    arguments.insert(arguments.end(), {"--keys", path});
    return run_program(arguments);
  }
  // The key that was printed, on a line of its own.
  std::string create(const std::string& merchant, const std::string& role, const std::string& label = "") {
    const auto finished = keys({"create", "--merchant", merchant, "--role", role, "--label", label});
    EXPECT_EQ(finished.ending.exit_code, 0) << finished.output;
    std::smatch found;
    const std::string output = "\n" + finished.output;
    EXPECT_TRUE(std::regex_search(output, found, std::regex("\n(dbk_[0-9a-f]{10}_[0-9a-f]{64})\n"))) << output;
    return found[1];
  }
  [[nodiscard]] std::string file() const {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  static std::string id_of(const std::string& key) { return key.substr(4, 10); }
  static std::string secret_of(const std::string& key) { return key.substr(15); }

  support::ScratchDirectory scratch;
  std::string path = (scratch.path() / "keys.toml").string();
};

TEST_F(KeysCommand, PrintsAKeyAndKeepsNoSecret) {
  const std::string key = create("acme", "storefront", "checkout");
  EXPECT_THAT(file(), HasSubstr(id_of(key)));
  EXPECT_THAT(file(), Not(HasSubstr(secret_of(key))));
}

TEST_F(KeysCommand, ListsForPeopleAndForPrograms) {
  const std::string first = create("acme", "operator", "the \"boss\"");
  const std::string second = create("other", "monitor");
  const auto table = keys({"list"});
  EXPECT_THAT(table.output, testing::ContainsRegex(id_of(first) + " +bearer +operator +acme +0 .*the \"boss\""));
  EXPECT_THAT(table.output, testing::ContainsRegex(id_of(second) + " +bearer +monitor +other +1 "));
  const auto json = boost::json::parse(keys({"list", "--json"}).output).as_array();
  EXPECT_EQ(std::string(json.at(0).at("id").as_string()), id_of(first));
  EXPECT_EQ(json.at(0).at("label"), "the \"boss\"");
  for (const std::string& key : {first, second}) EXPECT_THAT(table.output, Not(HasSubstr(secret_of(key))));
}

TEST_F(KeysCommand, MakesAKeyThatSignsAndKeepsItsSecretForTheServerAlone) {
  const auto made = keys({"create", "--merchant", "acme", "--role", "storefront", "--signing"});
  std::smatch found;
  ASSERT_TRUE(std::regex_search(made.output, found, std::regex("(^|\n)dbs_([0-9a-f]{10})_([0-9a-f]{64})\n")))
      << made.output;
  EXPECT_THAT(made.output, HasSubstr("It signs requests, and is never sent."));
  const std::string id = found[2], secret = found[3];
  EXPECT_THAT(file(), HasSubstr("signing_secret = '" + secret + "'"));
  EXPECT_THAT(file(), Not(HasSubstr("sha256")));
  using std::filesystem::perms;
  EXPECT_EQ(std::filesystem::status(path).permissions(), perms::owner_read | perms::owner_write);
  const auto table = keys({"list"}), json = keys({"list", "--json"});
  EXPECT_THAT(table.output, testing::ContainsRegex(id + " +signing +storefront +acme"));
  EXPECT_EQ(boost::json::parse(json.output).as_array().at(0).at("kind"), "signing");
  for (const auto& told : {table.output, json.output}) EXPECT_THAT(told, Not(HasSubstr(secret)));
  EXPECT_EQ(keys({"revoke", id}).ending.exit_code, 0);
  EXPECT_THAT(file(), Not(HasSubstr(secret)));
}

TEST_F(KeysCommand, SaysWhatARoleMayBe) {
  EXPECT_THAT(keys({"create", "--merchant", "acme", "--role", "king"}).output,
              HasSubstr("--role: \"king\" is none of monitor, operator, storefront\n"));
}

TEST_F(KeysCommand, RevokesNothingInAFileThatIsNotThere) {
  const auto finished = keys({"revoke", "0123456789"});
  EXPECT_EQ(finished.ending.exit_code, static_cast<int>(ExitCode::configuration));
  EXPECT_THAT(finished.output, HasSubstr("is not there"));
  EXPECT_FALSE(std::filesystem::exists(path + ".lock"));
}

TEST_F(KeysCommand, RevokesOneKeyAndKeepsTheMerchantsNumber) {
  const std::string key = create("acme", "operator");
  EXPECT_EQ(keys({"revoke", id_of(key)}).ending.exit_code, 0);
  EXPECT_THAT(keys({"list"}).output, Not(HasSubstr(id_of(key))));
  EXPECT_EQ(keys({"revoke", id_of(key)}).ending.exit_code, static_cast<int>(ExitCode::configuration));
  create("other", "operator");
  create("acme", "operator");
  EXPECT_THAT(keys({"list"}).output, testing::ContainsRegex("other +1 "));
  EXPECT_THAT(keys({"list"}).output, testing::ContainsRegex("acme +0 "));
}

TEST_F(KeysCommand, TellsTheFirstMerchantWhatIsTheirs) {
  const auto first = keys({"create", "--merchant", "acme", "--role", "operator"});
  EXPECT_THAT(first.output, HasSubstr("whatever the server holds from a time without keys is theirs"));
  const auto second = keys({"create", "--merchant", "other", "--role", "operator"});
  EXPECT_THAT(second.output, HasSubstr("number 1."));
}

TEST_F(KeysCommand, RefusesWhatItCantMake) {
  EXPECT_EQ(keys({"create", "--merchant", "a b", "--role", "operator"}).ending.exit_code,
            static_cast<int>(ExitCode::configuration));
  EXPECT_EQ(keys({"create", "--merchant", "a", "--role", "operator", "--label", "two\nlines"}).ending.exit_code,
            static_cast<int>(ExitCode::configuration));
  EXPECT_EQ(keys({"create", "--merchant", "a", "--role", "boss"}).ending.exit_code, static_cast<int>(ExitCode::usage));
  EXPECT_EQ(keys({"create", "--role", "operator"}).ending.exit_code, static_cast<int>(ExitCode::usage));
  EXPECT_FALSE(std::filesystem::exists(path));
  EXPECT_THAT(run_program({"keys", "list"}).output, HasSubstr("which key file?"));
}

}  // namespace
}  // namespace doorbuster::app
