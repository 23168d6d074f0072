// Quoted cells may hold commas and doubled quotes.
#include "loadtest/promotion/csv.hpp"

namespace doorbuster::loadtest {
namespace {

// Reads one quoted cell that starts at line[at] == '"'; leaves `at` behind its closing quote.
bool take_quoted(std::string_view line, std::size_t& at, std::string& cell) {
  for (++at; at < line.size(); ++at) {
    if (line[at] != '"') {
      cell += line[at];
    } else if (at + 1 < line.size() && line[at + 1] == '"') {
      cell += '"';
      ++at;
    } else {
      ++at;
      return at == line.size() || line[at] == ',';
    }
  }
  return false;
}

}  // namespace

bool split_csv_line(std::string_view line, std::vector<std::string>& cells) {
  cells.clear();
  for (std::size_t at = 0;; ++at) {
    std::string& cell = cells.emplace_back();
    if (at < line.size() && line[at] == '"') {
      if (!take_quoted(line, at, cell)) return false;
    } else {
      const std::size_t end = std::min(line.find(',', at), line.size());
      cell = line.substr(at, end - at);
      at = end;
    }
    if (at >= line.size()) return true;
  }
}

}  // namespace doorbuster::loadtest
