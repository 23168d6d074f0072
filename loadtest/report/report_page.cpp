// The result as a page that needs nothing but itself: the frame, its style, the run as JSON, and the script that draws
// it. What comes from outside is escaped here where it is written as HTML, and is text to the script.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "loadtest/embedded.hpp"
#include "loadtest/report/report.hpp"
#include "loadtest/reports.hpp"

namespace doorbuster::loadtest {
namespace {

std::string as_html(std::string_view text) {
  std::string html;
  for (const char c : text) {
    switch (c) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      case '\'':
        html += "&#39;";
        break;
      default:
        html += c;
    }
  }
  return html;
}

// JSON in a script element ends at "</script" and is led astray by "<!--": there is no < left in it, only in strings
// could it stand.
std::string as_script_data(std::string_view json) {
  std::string data;
  for (const char c : json) {
    if (c == '<') {
      data += "\\u003c";
    } else {
      data += c;
    }
  }
  return data;
}

struct Part {
  std::string_view name;
  std::string text;
};

// In one pass, so that a {{name}} in what is put in stays what it is.
template <std::size_t count>
std::string fill(std::string_view frame, const std::array<Part, count>& parts) {
  std::string page;
  while (!frame.empty()) {
    const std::size_t open = std::min(frame.find("{{"), frame.size());
    page += frame.substr(0, open);
    frame.remove_prefix(open);
    if (frame.empty()) break;
    const std::size_t close = frame.find("}}");
    const std::string_view name = frame.substr(2, close - 2);
    for (const Part& part : parts) {
      if (part.name == name) page += part.text;
    }
    frame.remove_prefix(close + 2);
  }
  return page;
}

}  // namespace

std::string report_page(const RunInfo& info, const LoadResult& result) {
  const std::string title = result.sale.empty() ? "A rehearsal" : result.sale;
  return fill(embedded::report_html,
              std::array{
                  Part{"sale", as_html(title)},
                  Part{"sentence", as_html(sentence_of(result))},
                  Part{"version", as_html(info.version)},
                  Part{"style", std::string(embedded::report_css)},
                  Part{"data", as_script_data(result_json(info, result))},
                  Part{"script", std::string(embedded::chart_js) + std::string(embedded::report_js)},
              });
}

}  // namespace doorbuster::loadtest
