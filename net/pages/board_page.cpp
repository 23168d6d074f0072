// The live board's files, named by what is in them.
#include "net/pages/board_page.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

#include "net/access/hex.hpp"
#include "net/access/sha256.hpp"
#include "net/embedded.hpp"
#include "net/http/media_type.hpp"
#include "net/http/problem.hpp"
#include "net/pages/html.hpp"

namespace doorbuster::net {
namespace {

// Everything comes from this server, and nothing stands inline; nobody may frame the page.
constexpr std::string_view board_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'";
constexpr std::size_t hash_bytes_in_name = 8;

struct BoardFile {
  std::string name;
  std::string_view type;
  std::string_view content;
  std::string_view compressed;  // empty: not worth it
};

std::string named_by_content(std::string_view stem, std::string_view content, std::string_view extension) {
  const auto digest = Sha256().digest(content);
  if (!digest) throw std::runtime_error("libcrypto has no SHA-256 for the names of the board's files");
  const auto hash = hex_of(std::span(*digest).first(hash_bytes_in_name));
  return std::string(stem).append("-").append(hash).append(extension);
}

enum Which : std::uint8_t { script, style, icon, licences };

const std::array<BoardFile, 4>& board_files() {
  using namespace embedded;
  static const std::array<BoardFile, 4> files{{
      {named_by_content("board", board_js, ".js"), "text/javascript; charset=utf-8", board_js, board_js_gz},
      {named_by_content("board", board_css, ".css"), "text/css; charset=utf-8", board_css, board_css_gz},
      {named_by_content("board", board_svg, ".svg"), "image/svg+xml", board_svg, {}},
      {named_by_content("licences", LICENSES_txt, ".txt"), "text/plain; charset=utf-8", LICENSES_txt, {}},
  }};
  return files;
}

}  // namespace

HttpResponse board_page() {
  const auto& files = board_files();
  const std::array<Slot, 4> slots{{{"script", files[script].name},
                                   {"style", files[style].name},
                                   {"icon", files[icon].name},
                                   {"licences", files[licences].name}}};
  HttpResponse response;
  response.content_type = "text/html; charset=utf-8";
  response.fields.emplace_back("Cache-Control", "no-cache");
  response.fields.emplace_back("Content-Security-Policy", board_policy);
  response.fields.emplace_back("X-Content-Type-Options", "nosniff");
  response.fields.emplace_back("Referrer-Policy", "no-referrer");
  response.body = fill(embedded::board_html, slots);
  return response;
}

HttpResponse board_file(std::string_view name, std::string_view accept_encoding) {
  const auto& files = board_files();
  const auto file = std::ranges::find(files, name, &BoardFile::name);
  if (file == files.end()) return render_problem({.code = ProblemCode::not_found});
  HttpResponse response;
  response.content_type = file->type;
  response.fields.emplace_back("Cache-Control", "public, max-age=31536000, immutable");
  response.fields.emplace_back("X-Content-Type-Options", "nosniff");
  if (!file->compressed.empty()) response.fields.emplace_back("Vary", "Accept-Encoding");
  if (!file->compressed.empty() && accepts(accept_encoding, "gzip")) {
    response.fields.emplace_back("Content-Encoding", "gzip");
    response.lasting_body = file->compressed;
  } else {
    response.lasting_body = file->content;
  }
  return response;
}

}  // namespace doorbuster::net
