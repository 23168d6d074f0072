// What the server says of itself.
#include "net/pages/operator_pages.hpp"

#include "tests/net/api/api_fixture.hpp"

namespace doorbuster::net {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST_F(ApiTest, ReadyWhileOrdersAreTaken) {
  EXPECT_EQ(get("/livez").status, 200);
  EXPECT_EQ(get("/readyz").status, 200);
  server.draining = true;
  EXPECT_EQ(get("/livez").status, 200);
  const auto draining = get("/readyz");
  EXPECT_EQ(draining.status, 503);
  EXPECT_EQ(code_of(draining), "not_ready");
  EXPECT_THAT(draining.body, HasSubstr("draining"));
}

TEST_F(ApiTest, NotReadyOnceTheJournalHasFailed) {
  journal->failure = "disk on fire";
  engine->step();
  const auto failed = get("/readyz");
  EXPECT_EQ(failed.status, 503);
  EXPECT_THAT(failed.body, HasSubstr("disk on fire"));
}

TEST_F(ApiTest, PagesAreWholeAndSelfContained) {
  for (const char* path : {"/docs", "/problems", "/problems/sold-out"}) {
    const auto page = get(path);
    EXPECT_EQ(page.status, 200) << path;
    EXPECT_EQ(page.content_type, "text/html; charset=utf-8");
    EXPECT_THAT(page.body, HasSubstr("</html>"));
    EXPECT_THAT(page.body, HasSubstr("prefers-color-scheme: dark"));
    EXPECT_THAT(page.body, Not(HasSubstr("{{"))) << path;
    EXPECT_THAT(page.body, Not(HasSubstr("http://"))) << path;
    EXPECT_THAT(page.body, Not(HasSubstr("https://"))) << path;
    EXPECT_THAT(*field(page, "Content-Security-Policy"), HasSubstr("default-src 'none'"));
  }
}

}  // namespace
}  // namespace doorbuster::net
