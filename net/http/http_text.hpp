// The lexical rules of HTTP/1.1 (RFC 9110 section 5, RFC 9112 sections 2 to 5): lines, tokens, fields, lists.
// Strict where the RFC lets a recipient be lenient: a line ends in CRLF, and no control character passes.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace doorbuster::net {

struct Line {
  enum class End { found, not_yet, too_long, malformed };
  End end = End::not_yet;
  std::string_view text;  // without its CRLF
};
// The line that `bytes` begins with, of at most `bytes_max` bytes, CRLF and all.
[[nodiscard]] Line first_line(std::string_view bytes, std::size_t bytes_max);
inline constexpr std::size_t line_end_bytes = 2;  // CRLF

[[nodiscard]] bool is_token(std::string_view text);       // not empty
[[nodiscard]] bool is_field_value(std::string_view text);
[[nodiscard]] bool is_visible_ascii(std::string_view text);
[[nodiscard]] bool is_host(std::string_view text);        // uri-host [ ":" port ], or empty

struct Field {
  std::string_view name;
  std::string_view value;  // without the white space around it
};
// Nothing for what is no field line: bad name, white space before the colon, folded, control characters.
[[nodiscard]] std::optional<Field> parse_field(std::string_view line);

// Without spaces and tabs at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);
[[nodiscard]] bool equal_ignoring_case(std::string_view a, std::string_view b);
// Whether the comma-separated `list` has `token`.
[[nodiscard]] bool list_has(std::string_view list, std::string_view token);

}  // namespace doorbuster::net
