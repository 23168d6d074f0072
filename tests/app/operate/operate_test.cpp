// doorbuster sale, stock and order, as the real program against a real server: what people see, what programs get.
#include "tests/app/operate/operating_fixture.hpp"

namespace doorbuster::app {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

TEST_F(OperatingTest, StockIsCreatedAddedToAndShown) {
  EXPECT_THAT(says({"stock", "create", "lamp", "--name", "Goodnight lamp"}), HasSubstr("lamp (Goodnight lamp)"));
  EXPECT_THAT(says({"stock", "add", "lamp", "1000", "--reason", "delivery 7"}),
              AllOf(ContainsRegex("available +1,000"), ContainsRegex("the idempotency key stock-[0-9a-f]{32}")));
  EXPECT_EQ(json({"stock", "add", "lamp", "-3", "--reason", "broken"}).at("available"), 997);
  EXPECT_THAT(says({"stock", "show", "lamp"}), ContainsRegex("received +997"));
  EXPECT_EQ(json({"stock", "show", "lamp"}).at("received"), 997);
  EXPECT_THAT(says({"stock", "add", "lamp", "-998"}, ExitCode::refused), HasSubstr("409 insufficient_stock"));
  EXPECT_THAT(says({"stock", "show", "chair"}, ExitCode::refused), HasSubstr("404 sku_not_found"));
}

TEST_F(OperatingTest, ADeliveryWithAKeyIsBookedOnce) {
  says({"stock", "create", "lamp"});
  const Words delivery{"stock", "add", "lamp", "5", "--reason", "d", "--idempotency-key", "delivery-7"};
  EXPECT_THAT(says(delivery), HasSubstr("Booked, with the idempotency key delivery-7"));
  EXPECT_THAT(says(delivery), HasSubstr("nothing was added"));
  EXPECT_EQ(json({"stock", "show", "lamp"}).at("available"), 5);
}

TEST_F(OperatingTest, ASaleIsCreatedOnceAndShown) {
  open_lamps();
  EXPECT_THAT(says({"sale", "show", "night"}),
              AllOf(HasSubstr("running, ends in 1 h 59 min"), ContainsRegex("lamp +199\\.00 CNY +10 +0 +0 +- +1")));
  const auto sale = json({"sale", "show", "night"});
  EXPECT_EQ(sale.at("status"), "running");
  EXPECT_EQ(sale.at("hold_seconds"), 900);
  EXPECT_THAT(says({"sale", "create", "night", "--currency", "EUR", "--ends", "+1h", "--item", "lamp,price=1"},
                   ExitCode::refused),
              HasSubstr("There is a sale night already"));
  EXPECT_EQ(json({"sale", "show", "night"}), sale);
}

TEST_F(OperatingTest, ASaleThatIsOverAtOnceIsSaidToBe) {
  says({"stock", "create", "lamp"});
  EXPECT_THAT(says({"sale", "create", "late", "--currency", "EUR", "--starts", "2026-01-01T00:00:00Z", "--ends",
                    "2026-01-02T00:00:00Z", "--item", "lamp,price=1"}),
              AllOf(HasSubstr("late (late): ended"), HasSubstr("doorbuster sale extend late --by 1h")));
}

TEST_F(OperatingTest, AllSalesAreListed) {
  open_lamps();
  order("u1");
  says({"sale", "create", "later", "--currency", "JPY", "--starts", "+1h", "--ends", "+2h", "--item", "lamp,price=1"});
  EXPECT_THAT(says({"sale", "list"}), AllOf(ContainsRegex("night +running .* 1 +0 +0\\.00 CNY"),
                                            ContainsRegex("later +scheduled .* 0 +0 +0 JPY")));
  EXPECT_EQ(json({"sale", "list"}).at("hold_seconds"), 900);
}

TEST_F(OperatingTest, ASaleIsMadeFromTheTermsOfAnother) {
  open_lamps();
  const std::string file = (scratch.path() / "terms.json").string();
  std::ofstream(file) << boost::json::serialize(json({"sale", "show", "night"}));
  auto copy = json({"sale", "create", "second", "--from", file});
  EXPECT_EQ(copy.at("sale"), "second");
  copy["sale"] = "night";
  EXPECT_EQ(copy, json({"sale", "show", "night"}));
}

TEST_F(OperatingTest, TermsThatCanNotBeReadAreToldAndNoSaleIsMade) {
  const auto refused = [&](const std::string& file) {
    return says({"sale", "create", "night", "--from", file}, ExitCode::configuration);
  };
  const std::string file = (scratch.path() / "terms.json").string();
  EXPECT_THAT(refused(file), HasSubstr("terms.json can't be read"));
  EXPECT_THAT(refused(scratch.path().string()), HasSubstr("can't be read")) << "a folder";
  EXPECT_THAT(refused("/dev/zero"), HasSubstr("/dev/zero is longer than 1 MiB"));
  std::ofstream(file) << "[1]";
  EXPECT_THAT(refused(file), HasSubstr("does not hold an object of JSON"));
  says({"sale", "show", "night"}, ExitCode::refused);
}

TEST_F(OperatingTest, ASaleMayLetABuyerHaveOneOrderInFlight) {
  open_lamps();
  EXPECT_THAT(says({"sale", "show", "night"}), HasSubstr("any number of orders in flight"));
  EXPECT_EQ(json({"sale", "create", "single", "--currency", "CNY", "--ends", "+2h", "--item", "lamp,price=1",
                  "--one-order-in-flight"})
                .at("one_order_in_flight"),
            true);
  EXPECT_THAT(says({"sale", "extend", "single", "--by", "1h"}), HasSubstr("one order in flight"));
}

TEST_F(OperatingTest, WhatASaleIsToBeIsHeldAgainstItsRules) {
  says({"stock", "create", "lamp"});
  const auto create = [&](Words words) {
    words.insert(words.begin(), {"sale", "create", "night"});
    return says(words, ExitCode::usage);
  };
  EXPECT_THAT(create({"--currency", "CNY"}), HasSubstr("needs --currency, --ends and at least one --item"));
  EXPECT_THAT(create({"--currency", "CNY", "--ends", "soon", "--item", "lamp,price=1"}), HasSubstr("is not a time"));
  EXPECT_THAT(create({"--currency", "CNY", "--ends", "+1h", "--hold", "long", "--item", "lamp,price=1"}),
              HasSubstr("--hold \"long\" is not a length"));
  for (const char* item : {"lamp", "lamp,price=", "lamp,price=1,price=2", "lamp,prize=1", "lamp,price=1.5"}) {
    EXPECT_THAT(create({"--currency", "CNY", "--ends", "+1h", "--item", item}), HasSubstr("is not SKU,price=N"));
  }
  says({"sale", "show", "night"}, ExitCode::refused);
}

TEST_F(OperatingTest, ASaleIsExtendedEndedAndOpenedAgain) {
  open_lamps();
  EXPECT_THAT(says({"sale", "extend", "night", "--by", "1h"}), HasSubstr("ends in 2 h 59 min"));
  EXPECT_THAT(says({"sale", "extend", "night"}, ExitCode::usage), HasSubstr("Until when?"));
  says({"sale", "extend", "night", "--by", "1h", "--until", "+9h"}, ExitCode::usage);
  EXPECT_THAT(says({"sale", "extend", "night", "--until", "+1m"}, ExitCode::refused), HasSubstr("no earlier than"));
  EXPECT_EQ(json({"sale", "extend", "night", "--until", "2098-01-01T01:00:00+01:00"}).at("ends_at"),
            "2098-01-01T00:00:00.000Z");
  EXPECT_THAT(says({"sale", "end", "night"}), HasSubstr("night (night): ended"));
  EXPECT_THAT(says({"sale", "end", "night"}, ExitCode::refused), HasSubstr("has ended already"));
  EXPECT_THAT(says({"sale", "extend", "night", "--by", "10m"}), ContainsRegex("running, ends in (9|10) min"));
  EXPECT_EQ(json({"sale", "end", "night"}).at("status"), "ended");
  says({"sale", "create", "later", "--currency", "CNY", "--starts", "+1h", "--ends", "+2h", "--item", "lamp,price=1"});
  EXPECT_THAT(says({"sale", "end", "later"}, ExitCode::refused), HasSubstr("has not begun"));
}

TEST_F(OperatingTest, OrdersAreShownListedAndCancelled) {
  open_lamps();
  const std::string first = order("u1");
  const std::string second = order("u2");
  EXPECT_THAT(says({"order", "show", first}), AllOf(HasSubstr(first + ": held"), HasSubstr("total    199.00 CNY")));
  EXPECT_EQ(json({"order", "show", first}).at("buyer"), "u1");
  EXPECT_THAT(says({"order", "cancel", first}), HasSubstr(first + ": cancelled"));
  EXPECT_THAT(says({"order", "cancel", first}, ExitCode::refused), HasSubstr("409 wrong_status"));
  EXPECT_EQ(json({"order", "cancel", second}).at("status"), "cancelled");
  EXPECT_THAT(says({"order", "list", "--sale", "night", "--limit", "1"}),
              AllOf(HasSubstr(first), Not(HasSubstr(second)), HasSubstr("There are more")));
  EXPECT_EQ(json({"order", "list", "--buyer", "u2"}).at("order"), boost::json::value(second));
  EXPECT_THAT(says({"order", "show", "ord_nope"}, ExitCode::refused), HasSubstr("404 order_not_found"));
}

TEST_F(OperatingTest, ABuyerIsForgotten) {
  open_lamps();
  const std::string kept = order("u1");
  EXPECT_THAT(says({"forget", "--buyer", "u1"}), HasSubstr("u1 is forgotten"));
  EXPECT_THAT(says({"order", "show", kept}), AllOf(HasSubstr("_forgotten"), Not(HasSubstr("u1"))));
  EXPECT_THAT(says({"forget", "--buyer", "u1"}), HasSubstr("There are no orders of u1"));
  EXPECT_EQ(json({"forget", "--buyer", "u2"}).at("found"), false);
  EXPECT_THAT(says({"forget", "--buyer", "_forgotten"}, ExitCode::refused), HasSubstr("400 invalid_request"));
  EXPECT_THAT(says({"forget"}, ExitCode::usage), HasSubstr("--buyer"));
}

}  // namespace
}  // namespace doorbuster::app
