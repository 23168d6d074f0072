// One server for the whole program, and the steps that most tests begin with.
#include "tests/system/contract_test.hpp"

#include <boost/json/serialize.hpp>
#include <optional>
#include <thread>

#include "tests/support/scratch_directory.hpp"

namespace doorbuster::system_tests {

namespace json = boost::json;
using namespace std::chrono_literals;

namespace {

class SharedServer : public ::testing::Environment {
 public:
  support::ServerProcess& get() {
    if (!server_) {
      server_.emplace(scratch_.path() / "data");
      server_->start();
    }
    return *server_;
  }
  void TearDown() override {
    if (!server_) return;
    // Also a check: whatever the tests have sent, the server ends in good order.
    const auto ending = server_->shut_down();
    EXPECT_EQ(ending.exit_code, 0) << "signal " << ending.signal << "\n" << server_->output();
    server_.reset();
  }

 private:
  support::ScratchDirectory scratch_;
  std::optional<support::ServerProcess> server_;
};

// GoogleTest owns it and ends it before the program does.
SharedServer& shared_server() {
  static auto* const server = new SharedServer;
  return *server;
}

const auto* const registered = ::testing::AddGlobalTestEnvironment(&shared_server());

}  // namespace

ContractTest::ContractTest() : shop_(server().port()) {
  const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
  static int number = 0;
  prefix_ = "t" + std::to_string(++number) + "-";
  first_position_ = std::stoll("0" + shop_.put_sku(prefix_ + "first", test->name()).field("x-journal-position"));
}

support::ServerProcess& ContractTest::server() { return shared_server().get(); }

std::string ContractTest::own(std::string_view what) const { return prefix_ + std::string(what); }

std::string ContractTest::new_key() { return prefix_ + "key-" + std::to_string(++keys_); }

std::string ContractTest::stocked(std::int64_t units, std::string_view what) {
  const auto sku = own(what);
  EXPECT_EQ(shop_.put_sku(sku).status, 201);
  if (units > 0) {
    EXPECT_EQ(shop_.adjust_stock(sku, units, new_key()).status, 200);
  }
  skus_.push_back(sku);
  return sku;
}

std::string ContractTest::opened(const Sale& terms, std::string_view what) {
  const auto sale = own(what);
  const auto reply = shop_.put_sale(sale, terms);
  EXPECT_EQ(reply.status, 201) << reply.body;
  sales_.push_back(sale);
  return sale;
}

std::string ContractTest::held(const std::string& sale, const std::string& sku, std::string_view buyer) {
  const auto reply = shop_.place({sale, own(buyer), {{sku}}}, new_key());
  EXPECT_EQ(reply.status, 201) << reply.body;
  return text(reply.json(), "order");
}

std::string ContractTest::paid(const std::string& sale, const std::string& sku, std::string_view buyer) {
  const auto order = held(sale, sku, buyer);
  const auto reply = shop_.pay(order, "pay-1", integer(shop_.order(order), "total"));
  EXPECT_EQ(reply.status, 200) << reply.body;
  return order;
}

std::string ContractTest::world() {
  json::array all;
  for (const auto& sku : skus_) all.push_back(shop_.sku(sku));
  for (const auto& sale : sales_) {
    all.push_back(shop_.sale(sale));
    for (const auto& order : shop_.orders("sale=" + sale)) all.push_back(order);
  }
  for (const auto& event : shop_.events(first_position_)) all.push_back(event);
  return json::serialize(all);
}

void ContractTest::expect_refused(const std::function<Reply()>& request, int status, std::string_view code) {
  const auto before = world();
  EXPECT_TRUE(is_problem(request(), status, code));
  EXPECT_EQ(before, world()) << "a refusal changes nothing";
}

bool ContractTest::eventually(const std::function<bool()>& so) {
  const auto deadline = std::chrono::steady_clock::now() + 30s;
  while (!so()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    std::this_thread::sleep_for(10ms);
  }
  return true;
}

bool ContractTest::comes_to(const std::string& order, std::string_view status) {
  return eventually([&] { return text(shop_.order(order), "status") == status; });
}

std::vector<json::value> ContractTest::events_of(const std::string& order, std::string_view type) {
  auto all = shop_.events(first_position_);
  std::erase_if(all, [&](const json::value& event) {
    return text(event, "type") != type || !has(event, "order") || text(event, "order") != order;
  });
  return all;
}

}  // namespace doorbuster::system_tests
