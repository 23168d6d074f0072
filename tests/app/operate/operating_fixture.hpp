// The fixture of the commands that operate a running server: one server for each test, and the real program beside it.
#pragma once

#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <fstream>
#include <string>
#include <vector>

#include "app/exit_codes.hpp"
#include "tests/support/http_client.hpp"
#include "tests/support/scratch_directory.hpp"
#include "tests/support/server_process.hpp"

namespace doorbuster::app {

struct OperatingTest : testing::Test {
  using Words = std::vector<std::string>;

  void SetUp() override { server.start(); }

  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(server.port()); }
  [[nodiscard]] support::Finished run(Words words) const {
    words.insert(words.end(), {"--url", url()});
    return support::run_program(words);
  }
  // What it printed, with the code that was expected.
  std::string says(Words words, ExitCode code = ExitCode::ok) const {
    const auto finished = run(std::move(words));
    EXPECT_EQ(finished.ending.exit_code, static_cast<int>(code)) << finished.output;
    return finished.output;
  }
  // The line of JSON that it printed.
  boost::json::object json(Words words) const {
    words.emplace_back("--json");
    const std::string output = says(std::move(words));
    const auto start = output.find('{');
    EXPECT_NE(start, std::string::npos) << output;
    if (start == std::string::npos) return {};
    return boost::json::parse(output.substr(start, output.find('\n', start) - start)).as_object();
  }
  void open_lamps(int units = 10) const {
    says({"stock", "create", "lamp", "--name", "Goodnight lamp"});
    says({"stock", "add", "lamp", std::to_string(units), "--reason", "delivery"});
    says({"sale", "create", "night", "--currency", "CNY", "--ends", "+2h", "--item", "lamp,price=19900,per-buyer=1"});
  }
  // An order's id.
  std::string order(const std::string& buyer) const {
    support::HttpClient client(server.port());
    const auto reply = client.request("POST", "/v1/orders",
                                      R"({"sale":"night","buyer":")" + buyer + R"(","items":[{"sku":"lamp","qty":1}]})",
                                      {{"Idempotency-Key", "of-" + buyer}});
    EXPECT_EQ(reply->status, 201);
    return std::string(reply->json().at("order").as_string());
  }

  support::ScratchDirectory scratch;
  support::ServerProcess server{scratch.path() / "data"};
};

}  // namespace doorbuster::app
