// Edit distance (Levenshtein, over one row of the table) among short words.
#include "app/nearest.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace doorbuster::app {
namespace {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

// A typing mistake changes little of a word; beyond a third of it the two are just different.
std::size_t tolerated(std::string_view text) { return std::max<std::size_t>(2, text.size() / 3); }

}  // namespace

std::string nearest(std::string_view text, std::span<const std::string> words) {
  std::string_view best;
  std::size_t best_distance = tolerated(text) + 1;
  for (const std::string& word : words) {
    const std::size_t distance = edit_distance(text, word);
    if (distance < best_distance) {
      best = word;
      best_distance = distance;
    }
  }
  return std::string{best};
}

}  // namespace doorbuster::app
