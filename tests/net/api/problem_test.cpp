// Problems: one for each code, and what each carries.
#include "net/http/problem.hpp"

#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <set>

#include "net/pages/operator_pages.hpp"
#include "tests/net/api/api_fixture.hpp"

namespace doorbuster::net {
namespace {

using testing::HasSubstr;

TEST(Problem, EveryKindHasNameStatusTitleAndPage) {
  std::set<std::string_view> names;
  for (const ProblemKind& kind : all_problems()) {
    EXPECT_TRUE(names.insert(kind.name).second) << kind.name;
    EXPECT_THAT(std::string(kind.name), testing::MatchesRegex("[a-z_]+"));
    EXPECT_GE(kind.status, 400) << kind.name;
    EXPECT_FALSE(kind.title.empty()) << kind.name;
    EXPECT_GT(kind.page.size(), 40u) << kind.name;
    EXPECT_EQ(&kind_of(kind.code), &kind);
  }
  EXPECT_EQ(names.size(), problem_codes);
}

TEST(Problem, EveryTypeIsAPageOfThisServer) {
  for (const ProblemKind& kind : all_problems()) {
    const HttpResponse response = render_problem({.code = kind.code});
    const auto json = json_of(response);
    EXPECT_EQ(response.status, kind.status);
    EXPECT_EQ(json.at("status"), kind.status);
    EXPECT_EQ(json.at("code"), boost::json::string(kind.name));
    EXPECT_FALSE(json.at("detail").as_string().empty());
    const std::string type = text_of(json.at("type"));
    const std::string_view prefix = "/problems/";
    ASSERT_TRUE(type.starts_with(prefix));
    const HttpResponse page = problem_page(std::string_view(type).substr(prefix.size()));
    EXPECT_EQ(page.status, 200) << type;
    EXPECT_THAT(page.body, HasSubstr(std::string(kind.name)));
    EXPECT_THAT(problem_index_page().body, HasSubstr("href=\"" + type + "\""));
  }
}

TEST(Problem, HasItsMembersInTheContractsOrder) {
  std::string out;
  append_problem_json(out, {.code = ProblemCode::sold_out, .detail = "No \"lamps\".", .sku = "lamp"});
  EXPECT_EQ(out, R"({"type":"/problems/sold-out","title":"Sold out","status":409,"detail":"No \"lamps\".",)"
                 R"("code":"sold_out","sku":"lamp"})");
}

TEST(Problem, SaysWhenToTryAgainWhereTheContractWantsIt) {
  for (const ProblemKind& kind : all_problems()) {
    const bool wanted = kind.status == 503 || kind.status == 429 || kind.code == ProblemCode::sale_not_started;
    EXPECT_EQ(field(render_problem({.code = kind.code}), "Retry-After").has_value(), wanted) << kind.name;
  }
  EXPECT_EQ(field(render_problem({.code = ProblemCode::sale_not_started, .retry_after_seconds = 42}), "Retry-After"),
            "42");
}

TEST(Problem, CarriesWhatItsKindIsAbout) {
  const auto wrong = problem_of({.reason = inventory::Reason::wrong_status,
                                 .sku = {},
                                 .order_status = inventory::OrderStatus::cancelled,
                                 .retry_after_seconds = {}});
  EXPECT_EQ(json_of(render_problem(wrong)).at("order_status"), "cancelled");
  EXPECT_EQ(json_of(render_problem({.code = ProblemCode::events_gone, .oldest_position = 77})).at("oldest_position"),
            77);
  const auto limited = render_problem({.code = ProblemCode::rate_limited,
                                       .retry_after_seconds = 3,
                                       .rate_limit = "key",
                                       .rate_policy = "\"key\";q=5;w=1"});
  EXPECT_EQ(field(limited, "RateLimit-Policy"), "\"key\";q=5;w=1");
  EXPECT_EQ(json_of(limited).at("limit"), "key");
  EXPECT_EQ(json_of(limited).at("retry_after_seconds"), 3);
  EXPECT_EQ(field(render_problem({.code = ProblemCode::method_not_allowed, .allow = "GET"}), "Allow"), "GET");
}

TEST(Problem, EveryReasonOfTheInventoryHasACode) {
  for (std::size_t i = 0; i < inventory::reasons; ++i) {
    inventory::Rejection rejection;
    rejection.reason = static_cast<inventory::Reason>(i);
    EXPECT_NE(problem_of(rejection).code, ProblemCode::internal_error) << i;
  }
}

}  // namespace
}  // namespace doorbuster::net
