// doorbuster tail and top, as the real program against a real server.
#include <regex>
#include <set>
#include <thread>

#include "tests/app/operate/operating_fixture.hpp"

namespace doorbuster::app {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

std::vector<boost::json::object> lines_of(const std::string& output) {
  std::vector<boost::json::object> lines;
  for (std::size_t at = 0; at < output.size();) {
    const auto end = output.find('\n', at);
    lines.push_back(boost::json::parse(output.substr(at, end - at)).as_object());
    at = end + 1;
  }
  return lines;
}

struct WatchTest : OperatingTest {
  // Until what it has printed contains `text`.
  static std::string until(support::Program& program, const std::string& text) {
    for (int i = 0; i < 3'000 && program.output().find(text) == std::string::npos; ++i) {
      if (program.wait(std::chrono::milliseconds(10))) break;
    }
    return program.output();
  }
  support::Program follow(Words words, const std::string& name) const {
    words.insert(words.begin(), "tail");
    words.insert(words.end(), {"--url", url()});
    return support::Program(words, scratch.path() / name);
  }
};

TEST_F(WatchTest, TailShowsAllThatThereIs) {
  open_lamps();
  const std::string id = order("u1");
  EXPECT_THAT(says({"tail", "--no-follow"}),
              AllOf(ContainsRegex("[0-9:.]+ +2  stock_adjusted +sku=lamp  delta=10  reason=delivery"),
                    ContainsRegex("order_held +order=" + id + "  sale=night  buyer=u1  items=lamp×1  total=199"),
                    HasSubstr("name=\"Goodnight lamp\"")));
  const auto events = lines_of(says({"tail", "--no-follow", "--json"}));
  ASSERT_EQ(events.size(), 4u);
  EXPECT_EQ(events.back().at("order"), boost::json::value(id));
  EXPECT_EQ(lines_of(says({"tail", "--no-follow", "--json", "--after", "3"})).size(), 1u);
}

TEST_F(WatchTest, TailFiltersByTypeAndSale) {
  open_lamps();
  says({"sale", "create", "other", "--currency", "CNY", "--ends", "+2h", "--item", "lamp,price=1"});
  order("u1");
  const auto types_of = [&](Words words) {
    words.insert(words.begin(), {"tail", "--no-follow", "--json"});
    std::vector<std::string> types;
    for (const auto& event : lines_of(says(words))) types.emplace_back(event.at("type").as_string());
    return types;
  };
  using testing::ElementsAre;
  EXPECT_THAT(types_of({"--sale", "night"}), ElementsAre("sale_put", "order_held"));
  EXPECT_THAT(types_of({"--sale", "other"}), ElementsAre("sale_put"));
  EXPECT_THAT(types_of({"--type", "sku_put,order_held"}), ElementsAre("sku_put", "order_held"));
  EXPECT_THAT(types_of({"--type", "sku_put", "--type", "stock_adjusted"}), ElementsAre("sku_put", "stock_adjusted"));
  EXPECT_THAT(says({"tail", "--type", "order_hold"}, ExitCode::refused), HasSubstr("400 invalid_request"));
}

TEST_F(WatchTest, TailFollowsFromNowOnAndThroughARestart) {
  open_lamps();
  auto tail = follow({}, "tail");
  // What happens before it has found its place would be missed: so again and again, until it shows.
  for (int i = 0; i < 300 && tail.output().find("order_held") == std::string::npos; ++i) {
    order("early-" + std::to_string(i));
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    if (i == 8) says({"stock", "add", "lamp", "1000"});
  }
  EXPECT_THAT(tail.output(), AllOf(HasSubstr("order_held"), Not(HasSubstr("sale_put"))));

  const auto port = server.port();
  server.kill();
  const std::string listen = "127.0.0.1:" + std::to_string(port);
  support::Program again({"serve", "--data", server.data().string(), "--listen", listen}, scratch.path() / "again");
  until(again, "ready");
  says({"stock", "create", "chair"});
  const std::string shown = until(tail, "sku=chair");
  EXPECT_THAT(shown, AllOf(HasSubstr("Trying again in"), HasSubstr("sku=chair")));
  const std::regex order_id("order=ord_\\w+");
  std::set<std::string> orders;
  for (std::sregex_iterator at(shown.begin(), shown.end(), order_id), end; at != end; ++at) {
    EXPECT_TRUE(orders.insert(at->str()).second) << at->str() << " is shown twice";
  }
}

TEST_F(WatchTest, TopShowsServerAndSales) {
  open_lamps();
  order("u1");
  EXPECT_THAT(says({"top", "night", "--once", "--interval", "0.1"}),
              AllOf(HasSubstr("takes orders, at position 4"), HasSubstr("night: running, ends in 1 h 59 min"),
                    HasSubstr("  1 held, 0 paid"), ContainsRegex("lamp +9 left +1 held +0 sold")));
  const auto board = json({"top", "night", "--once", "--interval", "0.1"});
  EXPECT_EQ(board.at("ready"), true);
  EXPECT_EQ(board.at("position"), 4);
  EXPECT_EQ(board.at("sales").at(0).at("orders").at("held"), 1);
  EXPECT_GT(board.at("per_second").at("requests").as_double(), 0) << "it has asked itself";
  EXPECT_THAT(says({"top", "nope", "--once"}, ExitCode::refused), HasSubstr("404 sale_not_found"));
}

TEST_F(WatchTest, TopGoesOnLineByLine) {
  support::Program top({"top", "--interval", "0.1", "--url", url()}, scratch.path() / "top");
  EXPECT_THAT(until(top, "journal p99"), ContainsRegex("Z  held 0/s, paid 0/s"));
  server.kill();
  EXPECT_THAT(until(top, "can't be reached"), HasSubstr("can't be reached"));
  EXPECT_FALSE(top.wait(std::chrono::milliseconds(0))) << "it waits for the server to come back";
}

}  // namespace
}  // namespace doorbuster::app
