// The fixture of tests that stop, kill or configure their server: each has one of its own, on a directory of its own.
#pragma once

#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/scratch_directory.hpp"
#include "tests/support/server_process.hpp"
#include "tests/system/storefront.hpp"

namespace doorbuster::system_tests {

class OwnServerTest : public ::testing::Test {
 protected:
  support::ServerProcess& start(std::vector<std::string> flags = {}, support::Conditions conditions = {}) {
    server_.emplace(data(), std::move(flags), std::move(conditions));
    again();
    return *server_;
  }
  // Starts the same server once more, after it has ended.
  void again() {
    server_->start();
    shop_.emplace(server_->port());
  }

  [[nodiscard]] std::string data() const { return (scratch() / "data").string(); }
  [[nodiscard]] const std::filesystem::path& scratch() const { return scratch_.path(); }
  [[nodiscard]] support::ServerProcess& server() { return *server_; }
  [[nodiscard]] Storefront& shop() { return *shop_; }

  // A SKU "lamp" of so many units in a running sale "sale".
  void open_lamps(std::int64_t units, Sale terms = {.items = {{"lamp"}}}) {
    EXPECT_EQ(shop().put_sku("lamp").status, 201);
    EXPECT_EQ(shop().adjust_stock("lamp", units, "stock").status, 200);
    EXPECT_EQ(shop().put_sale("sale", terms).status, 201);
  }
  Reply place(const std::string& key, const std::string& buyer = "buyer") {
    return shop().place({"sale", buyer, {{"lamp"}}}, key);
  }

  // All that can be read.
  [[nodiscard]] std::string world() {
    boost::json::array all{shop().sku("lamp"), shop().sale("sale")};
    for (const auto& order : shop().orders("")) all.push_back(order);
    for (const auto& event : shop().events()) all.push_back(event);
    return boost::json::serialize(all);
  }

 private:
  support::ScratchDirectory scratch_;
  std::optional<support::ServerProcess> server_;
  std::optional<Storefront> shop_;
};

}  // namespace doorbuster::system_tests
