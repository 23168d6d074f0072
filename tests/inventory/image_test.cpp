// A state's image: what was written is what is read, whatever the capacity; and what does not fit is refused by name.
#include "inventory/image.hpp"

#include "busy_shop.hpp"
#include "image_bytes.hpp"
#include "inventory/image_format.hpp"

namespace doorbuster::inventory::tests {
namespace {

using testing::IsEmpty;

// Of a state of `capacity` that was read from `image`; why it was not, if so.
std::string_view misfit_with(const Capacity& capacity, const Bytes& image) {
  State state(capacity);
  return load(state, image).value_or("it was taken");
}

Capacity with(std::uint32_t Capacity::*bound, std::uint32_t value) {
  Capacity capacity = small_capacity;
  capacity.*bound = value;
  return capacity;
}

TEST(Image, OfAnEmptyStateIsRead) {
  const Bytes image = image_of(State(small_capacity));
  State state(small_capacity);
  EXPECT_EQ(load(state, image), std::nullopt);
  EXPECT_EQ(fingerprint(state), fingerprint(State(small_capacity)));
}

TEST(Image, IsReadAsTheStateThatWasWritten) {
  const Shop shop = busy_shop();
  State state(small_capacity);
  ASSERT_EQ(load(state, image_of(shop.state)), std::nullopt);
  EXPECT_EQ(fingerprint(state), fingerprint(shop.state));
  EXPECT_EQ(state.position(), shop.state.position());
  EXPECT_THAT(broken_invariants(state), IsEmpty());
}

TEST(Image, WaitsForTheHoldsThatAreLeft) {
  Shop shop = busy_shop();
  State state(small_capacity);
  ASSERT_EQ(load(state, image_of(shop.state)), std::nullopt);
  EXPECT_LT(shop.state.next_expiry(), state.next_expiry());  // it still has holds that have ended
  shop.sweep();
  EXPECT_EQ(shop.state.next_expiry(), state.next_expiry());
}

TEST(Image, OfAnImageHasTheSameBytes) {
  const Bytes image = image_of(busy_shop().state);
  State state(small_capacity);
  ASSERT_EQ(load(state, image), std::nullopt);
  EXPECT_EQ(image_of(state), image);
}

TEST(Image, DoesNotDependOnTheCapacity) {
  Capacity other{.skus = 100, .sales = 50, .sale_items = 77, .orders = 1'000, .order_lines = 3'000, .buyers = 500,
                 .stock_keys = 40, .payments = 300};
  EXPECT_EQ(image_of(busy_shop(other).state), image_of(busy_shop().state));
  State state(other);
  ASSERT_EQ(load(state, image_of(busy_shop().state)), std::nullopt);
  EXPECT_EQ(fingerprint(state), fingerprint(busy_shop().state));
}

TEST(Image, KeepsALoweredLimitFromBeingAFault) {
  const Shop shop = busy_shop();
  ASSERT_TRUE(shop.state.tables().items[ItemIndex{2}].limit_lowered);
  State state(small_capacity);
  ASSERT_EQ(load(state, image_of(shop.state)), std::nullopt);
  EXPECT_TRUE(state.tables().items[ItemIndex{0}].limit_lowered);
  EXPECT_FALSE(state.tables().items[ItemIndex{2}].limit_lowered);
}

TEST(Image, IsFollowedByWhateverComesNext) {
  Bytes image = image_of(busy_shop().state);
  image.resize(image.size() + 5);
  State state(small_capacity);
  std::span<const std::byte> bytes(image);
  ASSERT_EQ(load(state, bytes), std::nullopt);
  EXPECT_EQ(bytes.size(), 5u);
}

TEST(Image, OfMoreThanTheCapacityIsRefusedInTheWordsOfFacts) {
  const Bytes image = image_of(busy_shop().state);
  EXPECT_EQ(misfit_with(small_capacity, image), "it was taken");
  EXPECT_EQ(misfit_with(with(&Capacity::skus, 3), image), "there are more SKUs than the capacity allows");
  EXPECT_EQ(misfit_with(with(&Capacity::sales, 2), image), "there are more sales than the capacity allows");
  EXPECT_EQ(misfit_with(with(&Capacity::sale_items, 3), image), "there are more sale items than the capacity allows");
  EXPECT_EQ(misfit_with(with(&Capacity::orders, 10), image), "there are more orders than the capacity allows");
  EXPECT_EQ(misfit_with(with(&Capacity::order_lines, 11), image),
            "there are more order lines than the capacity allows");
  EXPECT_EQ(misfit_with(with(&Capacity::buyers, 8), image), "there are more buyers than the capacity allows");
  EXPECT_EQ(misfit_with(with(&Capacity::stock_keys, 3), image),
            "there are more stock adjustments than the capacity allows");
  EXPECT_EQ(misfit_with(with(&Capacity::payments, 4), image), "there are more payments than the capacity allows");
}

TEST(Image, JustFitsTheCapacityThatItNeeds) {
  const Capacity exact{.skus = 4, .sales = 3, .sale_items = 4, .orders = 11, .order_lines = 12, .buyers = 9,
                       .stock_keys = 4, .payments = 5};
  EXPECT_EQ(misfit_with(exact, image_of(busy_shop().state)), "it was taken");
}

TEST(Image, IsNoLongerWrittenOnceTheSinkHasFailed) {
  Capacity capacity;
  capacity.orders = capacity.order_lines = capacity.buyers = 10'000;
  Shop shop = open_shop(capacity);
  shop.stock("lamp", 10'000);
  for (int i = 0; i < 8'000; ++i) shop.place("u" + std::to_string(i));
  const std::size_t pieces = image_of(shop.state).size() / image_piece_bytes + 1;
  ASSERT_GE(pieces, 3u);
  for (std::size_t bad = 1; bad <= pieces; ++bad) {
    std::size_t calls = 0;
    EXPECT_FALSE(write_image(shop.state, [&](std::span<const std::byte> piece) {
      EXPECT_LE(piece.size(), image_piece_bytes);
      return ++calls < bad;
    }));
    EXPECT_EQ(calls, bad);
  }
}

TEST(Image, ThatEndsTooSoonIsRefused) {
  const Bytes image = image_of(busy_shop().state);
  for (std::size_t size = 0; size < image.size(); ++size) {
    EXPECT_EQ(misfit_with(small_capacity, Bytes(image.begin(), image.begin() + static_cast<std::ptrdiff_t>(size))),
              "the image ends too soon or can't be read")
        << size;
  }
}

TEST(Image, OfAnotherVersionOrKindIsRefused) {
  Bytes image = image_of(busy_shop().state);
  image[offsetof(image::Header, version)] = std::byte{2};
  EXPECT_EQ(misfit_with(small_capacity, image), "the image is of a version that this program doesn't know");
  image[0] = std::byte{'d'};
  EXPECT_EQ(misfit_with(small_capacity, image), "this is not the image of a state");
}

TEST(Image, WhoseSectionsAreMixedUpIsRefused) {
  Bytes image = image_of(State(small_capacity));
  const auto section = image.begin() + sizeof(image::Header);
  std::swap_ranges(section, section + sizeof(image::SectionHeader), section + sizeof(image::SectionHeader));
  EXPECT_EQ(misfit_with(small_capacity, image), "a section of the image is not the one that belongs there");
}

// Where the rows of the section begin.
std::size_t rows_of(const Bytes& image, const image::Word& section) {
  const auto name = std::as_bytes(std::span(section));
  const auto found = std::search(image.begin(), image.end(), name.begin(), name.end());
  EXPECT_NE(found, image.end());
  return static_cast<std::size_t>(found - image.begin()) + sizeof(image::SectionHeader);
}

TEST(Image, ThatKeepsSomethingWhereNothingBelongsIsRefused) {
  Bytes image = image_of(busy_shop().state);
  image[rows_of(image, image::AdjustmentRow::section) + offsetof(image::AdjustmentRow, reserved)] = std::byte{1};
  EXPECT_EQ(misfit_with(small_capacity, image), "a part of the image that has to be zero isn't");
}

TEST(Image, ThatGivesBackAPaymentThatPaidIsRefused) {
  Shop shop = open_shop();
  for (const char* buyer : {"u1", "u2"}) shop.place(buyer);
  shop.pay({1}, 100, "pay_1");
  shop.cancel({2});
  shop.pay({2}, 100, "pay_2");
  Bytes image = image_of(shop.state);
  ASSERT_EQ(misfit_with(small_capacity, image), "it was taken");
  const std::size_t refund = rows_of(image, image::RefundRow::section);
  image[refund + offsetof(image::RefundRow, order)] = std::byte{1};
  image[refund + sizeof(image::RefundRow) + 4] = std::byte{'1'};
  EXPECT_EQ(misfit_with(small_capacity, image), "a payment to be given back paid an order of the image");
}

TEST(Image, KeepsThatASaleAllowsOneOrderInFlight) {
  Shop shop = open_shop();
  SaleTerms single = lamp_terms();
  single.sale = id<SaleId>("single");
  single.one_order_in_flight = true;
  shop.put_sale(single);
  PlaceOrder order = shop.order("u1");
  order.sale = single.sale;
  shop.tell(order);
  shop.place("u1");  // overtakes it in the other sale
  State state(small_capacity);
  ASSERT_EQ(load(state, image_of(shop.state)), std::nullopt);
  EXPECT_EQ(image_of(state), image_of(shop.state));
  EXPECT_THAT(broken_invariants(state), IsEmpty());
  order.key = shop.new_key();
  const Decision again = decide(state, order, shop.now);
  ASSERT_TRUE(again.rejection);
  EXPECT_EQ(again.rejection->reason, Reason::order_in_flight);
  EXPECT_EQ(again.rejection->order, OrderNumber{1});
}

TEST(Image, OfTwoOrdersInFlightWhereASaleAllowsOneIsRefused) {
  Shop shop = open_shop();
  for (const char* buyer : {"u1", "u2", "u1"}) shop.place(buyer);
  Bytes image = image_of(shop.state);
  const std::size_t flag = rows_of(image, image::SaleRow::section) + offsetof(image::SaleRow, one_order_in_flight);
  image[flag] = std::byte{1};
  EXPECT_EQ(misfit_with(small_capacity, image), "a buyer has two orders in flight in a sale that allows one");
  image[flag] = std::byte{2};
  EXPECT_EQ(misfit_with(small_capacity, image), "a part of the image that has to be zero isn't");
}

TEST(Image, OfEndlessRowsTakesNoMemoryForThem) {
  Bytes image = image_of(State(small_capacity));
  const std::uint64_t rows = ~std::uint64_t{0};
  std::memcpy(image.data() + sizeof(image::Header) + offsetof(image::SectionHeader, rows), &rows, sizeof rows);
  EXPECT_EQ(misfit_with(small_capacity, image), "the image ends too soon or can't be read");
}

}  // namespace
}  // namespace doorbuster::inventory::tests
