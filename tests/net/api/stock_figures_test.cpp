// What /metrics tells of stock: each merchant's own, and only while it is known.
#include "net/metrics/stock_figures.hpp"

#include "net/monotonic.hpp"
#include "net/transport_limits.hpp"
#include "tests/net/api/api_fixture.hpp"

namespace doorbuster::net {
namespace {

using inventory::MerchantId;
using inventory::SalesWatch;
using testing::HasSubstr;
using testing::Not;

constexpr MerchantId first{0};
constexpr MerchantId second{1};
constexpr std::int64_t ns_per_s = 1'000'000'000;

TEST(StockFigures, AreReadForWhoAskedNotLongAgo) {
  StockFigures figures;
  EXPECT_TRUE(figures.asked_for(0).empty());
  EXPECT_EQ(figures.ask(first, 0), nullptr);
  EXPECT_EQ(figures.ask(second, 100 * ns_per_s), nullptr);
  EXPECT_EQ(figures.asked_for(300 * ns_per_s), (std::set{first, second}));
  EXPECT_EQ(figures.asked_for(300 * ns_per_s + 1), std::set{second});
}

TEST(StockFigures, AreEachMerchantsOwn) {
  StockFigures figures;
  EXPECT_EQ(figures.ask(first, 0), nullptr);
  EXPECT_EQ(figures.ask(second, 0), nullptr);
  figures.tell(first, SalesWatch{.sales = {}, .all_sales = 7}, 0);
  EXPECT_EQ(figures.ask(first, 0)->all_sales, 7U);
  EXPECT_EQ(figures.ask(second, 0), nullptr);
}

TEST(StockFigures, AreGoneOnceTheyAreOld) {
  StockFigures figures;
  EXPECT_EQ(figures.ask(first, 0), nullptr);
  figures.tell(first, SalesWatch(), ns_per_s);
  const auto last = ns_per_s + to_ns(transport::stock_age_max);
  EXPECT_NE(figures.ask(first, last), nullptr);
  EXPECT_EQ(figures.ask(first, last + 1), nullptr);
}

TEST(StockFigures, AreThoseOfSoManyMerchantsAndNoMore) {
  StockFigures figures;
  std::uint16_t merchants = 0;
  for (; merchants < transport::stock_merchants_max + 3; ++merchants) EXPECT_EQ(figures.ask({merchants}, 0), nullptr);
  EXPECT_EQ(figures.asked_for(0).size(), transport::stock_merchants_max);
  figures.tell({merchants}, SalesWatch(), 0);
  EXPECT_EQ(figures.ask({merchants}, 0), nullptr);
}

struct StockMetrics : ApiTest {
  // The page of a merchant who is scraped, with the sales as they are now.
  std::string page() {
    EXPECT_EQ(get("/metrics").status, 200);
    submission.requests.clear();
    submission.answers.clear();
    submission.requests.emplace_back(inventory::Query(inventory::WatchSales{first}));
    EXPECT_EQ(port->submit(submission), core::Submitted::accepted);
    engine->step();
    journal->stable_all();
    engine->step();
    EXPECT_EQ(take().size(), 1U);
    server.stock.tell(first, std::get<SalesWatch>(submission.answers.at(0).body), monotonic_ns());
    return get("/metrics").body;
  }
  void put_sale(const std::string& name, const std::string& from, const std::string& until) {
    const std::string body = R"({"name":"N","currency":"EUR","hold_seconds":60,"late_payment":"refund","starts_at":")" +
                             from + R"(","ends_at":")" + until + R"(","items":[{"sku":"lamp","price":1,"quota":4}]})";
    ASSERT_EQ(put("/v1/sales/" + name, body).status, 201);
  }
};

TEST_F(StockMetrics, AreThoseOfRunningSales) {
  open_sale(5);
  ASSERT_EQ(place("u1", "1").status, 201);
  const auto order = place("u2", "2");
  ASSERT_EQ(call(TestRequest(Method::post, path_of(order) + "/pay", R"({"payment":"p","amount":)" +
                 std::to_string(json_of(order).at("total").as_int64()) + "}")).status, 200);
  put_sale("later", "2098-01-01T00:00:00Z", "2099-01-01T00:00:00Z");
  const std::string text = page();
  EXPECT_THAT(text, HasSubstr("doorbuster_stock_known 1\n"));
  EXPECT_THAT(text, HasSubstr("doorbuster_sale_stock_units{sale=\"sale\",sku=\"lamp\",state=\"available\"} 3\n"));
  EXPECT_THAT(text, HasSubstr("doorbuster_sale_stock_units{sale=\"sale\",sku=\"lamp\",state=\"held\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("doorbuster_sale_stock_units{sale=\"sale\",sku=\"lamp\",state=\"sold\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("doorbuster_sale_ends_timestamp_seconds{sale=\"sale\"} "));
  EXPECT_THAT(text, HasSubstr("doorbuster_stock_left_out{what=\"sales\"} 0\n"));
  EXPECT_THAT(text, HasSubstr("doorbuster_stock_left_out{what=\"items\"} 0\n"));
  EXPECT_THAT(text, Not(HasSubstr("sale=\"later\"")));
}

TEST_F(StockMetrics, AreAbsentWhileNothingIsKnown) {
  open_sale(5);
  const std::string text = get("/metrics").body;
  EXPECT_THAT(text, HasSubstr("doorbuster_stock_known 0\n"));
  EXPECT_THAT(text, Not(HasSubstr("doorbuster_sale_")));
}

TEST_F(StockMetrics, SayWhatIsLeftOut) {
  EXPECT_EQ(get("/metrics").status, 200);
  SalesWatch watch{.sales = {}, .all_sales = 9, .running_sales = 4};
  watch.sales.resize(2);
  watch.sales[0].sale.status = inventory::SaleStatus::running;
  watch.sales[0].items.resize(2);
  watch.sales[0].all_items = 5;
  watch.sales[1].sale.status = inventory::SaleStatus::ended;
  watch.sales[1].all_items = 100;
  server.stock.tell(first, watch, monotonic_ns());
  const std::string text = get("/metrics").body;
  EXPECT_THAT(text, HasSubstr("doorbuster_stock_left_out{what=\"sales\"} 3\n"));
  EXPECT_THAT(text, HasSubstr("doorbuster_stock_left_out{what=\"items\"} 3\n"));
}

}  // namespace
}  // namespace doorbuster::net
