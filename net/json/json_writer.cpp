// Appending JSON: commas, escapes, numbers.
#include "net/json/json_writer.hpp"

#include <array>
#include <cassert>
#include <charconv>
#include <cstring>

#include "net/json/rfc3339.hpp"

namespace doorbuster::net {
namespace {

template <class Integer>
void append_integer(std::string& out, Integer number) {
  char digits[20];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  out.append(digits, end);
}

// What is put together before it is appended.
constexpr std::size_t short_bytes = 64;  // an id's most
class Short {
 public:
  void put(char c) { bytes_[size_++] = c; }
  void put(std::string_view text) {
    std::memcpy(bytes_.data() + size_, text.data(), text.size());
    size_ += text.size();
  }
  [[nodiscard]] std::string_view view() const { return {bytes_.data(), size_}; }

 private:
  std::array<char, short_bytes + 4> bytes_;  // two quotes, a comma and a colon
  std::size_t size_ = 0;
};

constexpr bool needs_escape(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

void append_escape(std::string& out, char c) {
  static constexpr char hex[] = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  if (c == '"' || c == '\\') {
    out.push_back('\\');
    out.push_back(c);
  } else {
    out.append("\\u00");
    out.push_back(hex[byte >> 4]);
    out.push_back(hex[byte & 15]);
  }
}

}  // namespace

// One append each for the two that an order's answer has most of.
void JsonWriter::key(std::string_view name) {
  assert(name.size() <= short_bytes);
  Short text;
  if (comma_) text.put(',');
  text.put('"');
  text.put(name);
  text.put('"');
  text.put(':');
  out_.append(text.view());
  comma_ = after_key_ = true;
}

void JsonWriter::plain(std::string_view value) {
  if (value.size() > short_bytes) {
    separate();
    out_.append("\"").append(value).append("\"");
    return;
  }
  Short text;
  if (comma_ && !after_key_) text.put(',');
  text.put('"');
  text.put(value);
  text.put('"');
  out_.append(text.view());
  comma_ = true;
  after_key_ = false;
}

void JsonWriter::value(std::string_view text) {
  separate();
  out_.push_back('"');
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!needs_escape(text[i])) continue;
    out_.append(text.substr(start, i - start));
    append_escape(out_, text[i]);
    start = i + 1;
  }
  out_.append(text.substr(start));
  out_.push_back('"');
}

void JsonWriter::value(std::int64_t number) {
  separate();
  append_integer(out_, number);
}

void JsonWriter::value(std::uint64_t number) {
  separate();
  append_integer(out_, number);
}

void JsonWriter::value(bool truth) {
  separate();
  out_.append(truth ? "true" : "false");
}

void JsonWriter::value(inventory::Instant at) {
  separate();
  out_.push_back('"');
  append_rfc3339(out_, at);
  out_.push_back('"');
}

void JsonWriter::null() {
  separate();
  out_.append("null");
}

void JsonWriter::json(std::string_view text) {
  separate();
  out_.append(text);
}

void JsonWriter::begin(char bracket) {
  separate();
  out_.push_back(bracket);
  comma_ = false;
}

void JsonWriter::end(char bracket) {
  out_.push_back(bracket);
  comma_ = true;
}

void JsonWriter::separate() {
  if (comma_ && !after_key_) out_.push_back(',');
  comma_ = true;
  after_key_ = false;
}

}  // namespace doorbuster::net
