// The page has the run in it, needs nothing else, and takes nothing that comes from outside for markup.
#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <string>

#include "sample_run.hpp"

namespace doorbuster::loadtest {
namespace {

using testing::HasSubstr;
using testing::Not;

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

// What stands in the element that holds the run, as the browser sees it: up to the first end tag.
std::string run_in(const std::string& page) {
  constexpr std::string_view open = "id=\"run\">";
  const std::size_t from = page.find(open) + open.size();
  return page.substr(from, page.find("</script", from) - from);
}

TEST(ReportPage, HoldsTheRun) {
  const auto run = boost::json::parse(run_in(report_page(sample_info(), sample_run())));
  EXPECT_EQ(run, boost::json::parse(result_json(sample_info(), sample_run())));
}

TEST(ReportPage, TakesHostileNamesForText) {
  const std::string page = report_page(sample_info(), sample_run());
  EXPECT_THAT(page, Not(HasSubstr("<img")));
  EXPECT_THAT(page,
              HasSubstr("<h1>&lt;/script&gt;&lt;img src=x onerror=&quot;alert(&#39;&amp;&#39;)&quot;&gt;{{data}}"));
  EXPECT_EQ(count_of(page, "</script"), 2u) << "the run's and the program's";
  EXPECT_EQ(count_of(page, "\"doorbuster-load/1\""), 1u) << "a {{name}} that comes from outside must stay one";
}

TEST(ReportPage, HasASentenceForWhoAllowsNoScripts) {
  LoadResult result;
  result.problem = "No server <here>.";
  EXPECT_THAT(report_page({}, result), HasSubstr("<p class=\"sentence\">No server &lt;here&gt;.</p>"));
}

TEST(ReportPage, NeedsNothingButItself) {
  LoadResult plain = sample_run();
  plain.sale = "double-11";
  plain.refusals.clear();
  plain.checks.clear();
  plain.warnings.clear();
  const std::string page =
      report_page({.version = "1.2.3", .started_at = "2026-11-11T00:00:00Z", .options = {}}, plain);
  for (const char* reference : {"http:", "https:", "//cdn", " src=", "@import", "url(", "fetch(", "import(", "{{"}) {
    EXPECT_THAT(page, Not(HasSubstr(reference)));
  }
  EXPECT_EQ(count_of(page, "href="), count_of(page, "href=\"data:,\""));
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
}

}  // namespace
}  // namespace doorbuster::loadtest
