// Splitting and percent-decoding of targets.
#include "net/http/target.hpp"

#include <algorithm>

namespace doorbuster::net {
namespace {

std::optional<int> hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return std::nullopt;
}

// The part of `rest` up to the first `separator`, which goes from `rest` together with it.
std::string_view split_off(std::string_view& rest, char separator) {
  const std::string_view part = rest.substr(0, rest.find(separator));
  rest.remove_prefix(std::min(part.size() + 1, rest.size()));
  return part;
}

}  // namespace

std::optional<std::string> percent_decode(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded.push_back(text[i]);
      continue;
    }
    if (text.size() - i < 3) return std::nullopt;
    const auto high = hex_digit(text[i + 1]);
    const auto low = hex_digit(text[i + 2]);
    if (!high || !low) return std::nullopt;
    decoded.push_back(static_cast<char>(*high * 16 + *low));
    i += 2;
  }
  return decoded;
}

Target::Target(std::string_view target) {
  std::string_view path = target.substr(0, target.find('?'));
  if (path.size() < target.size()) query_ = target.substr(path.size() + 1);
  if (path.empty() || path.front() != '/') return;
  segments_.emplace();
  if (path.size() == 1) return;

  bool more = true;
  while (more) {
    path.remove_prefix(1);
    if (segments_->size() == segments_max) {
      segments_.reset();
      return;
    }
    const std::string_view segment = path.substr(0, path.find('/'));
    path.remove_prefix(segment.size());
    more = !path.empty();
    segments_->push_back(segment);
    if (segment.find('%') == std::string_view::npos) continue;
    if (auto decoded = percent_decode(segment)) segments_->back() = decoded_.emplace_back(std::move(*decoded));
  }
}

std::optional<std::string> read_query(std::string_view query, std::span<QueryParameter> known) {
  if (query.empty()) return std::nullopt;
  if (query.back() == '&') return "The query ends in the middle of a parameter.";
  while (!query.empty()) {
    std::string_view pair = split_off(query, '&');
    const bool has_value = pair.find('=') != std::string_view::npos;
    const auto name = percent_decode(split_off(pair, '='));
    auto value = percent_decode(pair);
    if (!name || !value) return "The query has a % that is not followed by two hex digits.";
    const auto parameter = std::ranges::find(known, *name, &QueryParameter::name);
    if (parameter == known.end()) return "The query parameter `" + *name + "` is not known here.";
    if (!has_value) return "The query parameter `" + *name + "` has no value.";
    if (!parameter->value) {
      parameter->value = std::move(*value);
    } else if (parameter->repeatable) {
      parameter->value->append(",").append(*value);
    } else {
      return "The query parameter `" + *name + "` stands there twice.";
    }
  }
  return std::nullopt;
}

}  // namespace doorbuster::net
