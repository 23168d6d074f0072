// A request's target taken apart: the path's segments, percent-decoded, and the query's parameters.
// Knows nothing of which paths or parameters there are.
#pragma once

#include <boost/container/static_vector.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace doorbuster::net {

// `text` with each %XX made the byte that it stands for (RFC 3986); nothing where a % has no two hex digits after it.
[[nodiscard]] std::optional<std::string> percent_decode(std::string_view text);

// An origin-form target. Its views are of `target` or of itself.
class Target {
 public:
  static constexpr std::size_t segments_max = 6;

  explicit Target(std::string_view target);
  Target(const Target&) = delete;
  Target& operator=(const Target&) = delete;

  // Of "/v1/skus/lamp": "v1", "skus", "lamp"; of "/": none. Nothing for what isn't a path, or has more segments than
  // any path of ours. A segment whose escapes are broken stays as it was sent.
  [[nodiscard]] const std::optional<boost::container::static_vector<std::string_view, segments_max>>& segments() const {
    return segments_;
  }
  // What follows the first '?'; empty if there is none.
  [[nodiscard]] std::string_view query() const { return query_; }

 private:
  std::optional<boost::container::static_vector<std::string_view, segments_max>> segments_;
  boost::container::static_vector<std::string, segments_max> decoded_;
  std::string_view query_;
};

// A parameter that an endpoint knows; read_query() fills in the value, decoded.
struct QueryParameter {
  std::string_view name;
  std::optional<std::string> value{};
  bool repeatable = false;  // "a=1&a=2" is "a=1,2"
};

// Fills `known` from "a=1&b=2". If the query is malformed, or names one that is not known, or twice one that is not
// repeatable: a sentence that says so.
[[nodiscard]] std::optional<std::string> read_query(std::string_view query, std::span<QueryParameter> known);

}  // namespace doorbuster::net
