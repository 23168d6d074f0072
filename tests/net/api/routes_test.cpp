// Which method at which path means what.
#include "net/api/routes.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace doorbuster::net {
namespace {

struct Found {
  std::optional<Endpoint> endpoint;
  std::string parameter;
  std::string allow;
};

Found find(std::string_view path, Method method) {
  const Target target(path);
  const RouteMatch match = match_route(target, method);
  Found found;
  if (match.route) found.endpoint = match.route->endpoint;
  found.parameter = match.parameter;
  if (!match.resource.empty()) found.allow = allowed_methods(match.resource);
  return found;
}

TEST(Routes, EveryRowIsFoundByItsOwnPath) {
  for (const Route& route : all_routes()) {
    std::string path(route.pattern);
    if (const auto open = path.find('{'); open != std::string::npos) {
      path.replace(open, path.find('}') - open + 1, "some-thing");
      EXPECT_EQ(find(path, route.method).parameter, "some-thing") << path;
    }
    EXPECT_EQ(find(path, route.method).endpoint, route.endpoint) << path;
  }
}

TEST(Routes, RowsOfOnePatternStandTogether) {
  const auto routes = all_routes();
  for (std::size_t i = 1; i < routes.size(); ++i) {
    const auto before = routes.first(i - 1);
    EXPECT_TRUE(std::ranges::none_of(
        before, [&](const Route& r) { return r.pattern == routes[i].pattern && routes[i - 1].pattern != r.pattern; }));
  }
}

TEST(Routes, HeadGoesWhereGetGoes) {
  EXPECT_EQ(find("/v1/skus/lamp", Method::head).endpoint, Endpoint::read_sku);
  EXPECT_EQ(find("/v1/orders/batch", Method::head).endpoint, std::nullopt);
}

TEST(Routes, ALiteralPathGoesBeforeAParameter) {
  EXPECT_EQ(find("/v1/orders/batch", Method::post).endpoint, Endpoint::place_batch);
  EXPECT_EQ(find("/v1/orders/batch", Method::get).endpoint, std::nullopt);
  EXPECT_EQ(find("/v1/orders/ord_1", Method::get).endpoint, Endpoint::read_order);
}

TEST(Routes, EscapedCharactersAreTheirPlainSelves) {
  EXPECT_EQ(find("/v1/skus/%6camp", Method::get).parameter, "lamp");
  EXPECT_EQ(find("/v1/sku%73/lamp", Method::get).endpoint, Endpoint::read_sku);
  EXPECT_EQ(find("/v1/skus/a%2Fb", Method::get).parameter, "a/b");
}

struct NoRouteTest : testing::TestWithParam<std::string> {};

TEST_P(NoRouteTest, HasNothingAtItsPath) { EXPECT_TRUE(match_route(Target(GetParam()), Method::get).resource.empty()); }

INSTANTIATE_TEST_SUITE_P(Table, NoRouteTest,
                         testing::Values("", "*", "//", "/v1", "/v1/", "/v1/skus", "/v1/skus/", "/v1/skus//stock",
                                         "/v1/skus/lamp/", "/v1/skus/lamp/stock/", "/v1/orders/", "/v1/orders/x/refund",
                                         "/V1/orders", "/v1/skus%2Flamp", "/livez/", "/problems/", "/favicon.ico"));

TEST(Routes, TellABatchByItsHead) {
  EXPECT_TRUE(takes_batch(Method::post, "/v1/orders/batch"));
  EXPECT_TRUE(takes_batch(Method::post, "/v1/orders/batch?x"));
  EXPECT_TRUE(takes_batch(Method::post, "/v1/orders/b%61tch")) << "it is the same path, and goes the same way";
  EXPECT_FALSE(takes_batch(Method::post, "/v1/orders/b%62tch"));
  EXPECT_FALSE(takes_batch(Method::put, "/v1/orders/batch"));
  EXPECT_FALSE(takes_batch(Method::post, "/v1/orders"));
}

TEST(Routes, TellWhatIsAllowed) {
  EXPECT_EQ(find("/v1/orders", Method::other).allow, "GET, HEAD, OPTIONS, POST");
  EXPECT_EQ(find("/v1/orders/batch", Method::other).allow, "OPTIONS, POST");
  EXPECT_EQ(find("/v1/skus/lamp", Method::other).allow, "GET, HEAD, OPTIONS, PUT");
  EXPECT_EQ(find("/livez", Method::other).allow, "GET, HEAD, OPTIONS");
}

}  // namespace
}  // namespace doorbuster::net
