// The live board's page and its files, as a browser gets them.
#include <regex>
#include <set>

#include "net/embedded.hpp"
#include "tests/net/api/api_fixture.hpp"

namespace doorbuster::net {
namespace {

using testing::HasSubstr;
using testing::Not;

std::set<std::string> files_of(const std::string& page) {
  const std::regex name("/board/[^\"]*");
  return {std::sregex_token_iterator(page.begin(), page.end(), name), std::sregex_token_iterator()};
}

TEST_F(ApiTest, TheBoardHasNothingInlineAndNothingFromElsewhere) {
  const auto page = get("/");
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.content_type, "text/html; charset=utf-8");
  EXPECT_EQ(field(page, "Cache-Control"), "no-cache");
  const std::string policy = field(page, "Content-Security-Policy").value_or("");
  EXPECT_THAT(policy, HasSubstr("default-src 'none'; script-src 'self'; style-src 'self'"));
  EXPECT_THAT(policy, Not(HasSubstr("unsafe")));
  for (const char* foreign : {"{{", "http:", "https:", "<style", "style=", "onclick"}) {
    EXPECT_THAT(page.body, Not(HasSubstr(foreign)));
  }
  EXPECT_FALSE(std::regex_search(page.body, std::regex("<script[^>]*>[^<]")));
}

TEST_F(ApiTest, TheBoardsFilesAreKeptForEver) {
  const auto files = files_of(get("/").body);
  EXPECT_EQ(files.size(), 4u);
  for (const std::string& path : files) {
    const auto file = get(path);
    EXPECT_EQ(file.status, 200) << path;
    EXPECT_EQ(field(file, "Cache-Control"), "public, max-age=31536000, immutable") << path;
    EXPECT_EQ(field(file, "X-Content-Type-Options"), "nosniff") << path;
    EXPECT_EQ(field(file, "Content-Encoding"), std::nullopt) << path;
  }
  EXPECT_EQ(code_of(get("/board/board.js")), "not_found") << "the name says what is in it";
}

TEST_F(ApiTest, TheBoardsScriptAndStyleAreCompressedForWhoAcceptsIt) {
  for (const std::string& path : files_of(get("/").body)) {
    const bool large = path.ends_with("js") || path.ends_with("css");
    const auto coding = [&](const char* accepted) {
      const auto file = call(TestRequest(Method::get, path).accept_encoding(accepted));
      EXPECT_EQ(field(file, "Vary"), large ? std::optional<std::string>("Accept-Encoding") : std::nullopt) << path;
      const bool compressed = file.content().starts_with("\x1f\x8b");
      EXPECT_EQ(field(file, "Content-Encoding").has_value(), compressed) << path;
      return compressed;
    };
    EXPECT_EQ(coding("br, GZIP;q=0.5"), large) << path;
    for (const char* refused : {"br", "gzip;q=0", "identity", ""}) EXPECT_FALSE(coding(refused)) << path << refused;
  }
}

TEST_F(ApiTest, TheBoardComesWithTheLicencesOfItsParts) {
  const std::string licences(embedded::LICENSES_txt);
  for (const char* part : {"preact ", "htm ", "uplot "}) EXPECT_THAT(licences, HasSubstr(part));
}

}  // namespace
}  // namespace doorbuster::net
