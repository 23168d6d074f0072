// Hints change nothing, whatever they are about: things that are there, are not there, or never can be.
#include "busy_shop.hpp"

namespace doorbuster::inventory::tests {
namespace {

const std::vector<OrderNumber> some_numbers{{0}, {1}, {3}, {11}, {12}, {1'000'000}, {~std::uint64_t{0}}};

std::vector<Command> commands_about_everything(Shop& shop) {
  std::vector<Command> commands{PutSku{merchant, id<SkuId>("lamp"), "Lamp"},
                                AdjustStock{merchant, id<SkuId>("lamp"), 1, "", shop.new_key(), {1}},
                                PutSale{merchant, lamp_terms()}};
  for (const char* buyer : {"u1", "u2", "nobody"}) commands.emplace_back(shop.order(buyer));
  for (const OrderNumber number : some_numbers) {
    commands.emplace_back(PayOrder{merchant, number, id<PaymentId>("pay"), 100});
    commands.emplace_back(CancelOrder{merchant, number});
  }
  return commands;
}

TEST(Prefetch, OfCommandsChangesNothing) {
  Shop shop = busy_shop();
  const Fingerprint before = fingerprint(shop.state);
  for (const Command& command : commands_about_everything(shop)) prefetch(shop.state, command);
  EXPECT_EQ(fingerprint(shop.state), before);
  EXPECT_THAT(broken_invariants(shop.state), testing::IsEmpty());
}

TEST(Prefetch, OfEventsChangesNothing) {
  Shop shop = busy_shop();
  std::vector<Event> events = shop.events;
  for (const OrderNumber number : some_numbers) {
    events.push_back({shop.now, merchant, OrderExpired{number, id<SaleId>("night")}});
  }
  const Fingerprint before = fingerprint(shop.state);
  const State empty(small_capacity);
  for (const Event& event : events) {
    prefetch(shop.state, event);
    prefetch_further(shop.state, event);
    prefetch(empty, event);
    prefetch_further(empty, event);
  }
  EXPECT_EQ(fingerprint(shop.state), before);
  EXPECT_EQ(fingerprint(empty), fingerprint(State(small_capacity)));
}

}  // namespace
}  // namespace doorbuster::inventory::tests
