// One description of a record, passed through either archive. What each fact holds, and in which order, is said by the
// facts themselves (inventory/event.hpp: fields).
#include "core/journal/record_codec.hpp"

#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/journal/byte_archives.hpp"

namespace doorbuster::core {
namespace {

using namespace inventory;

template <class T>
constexpr bool is_name = false;
template <class Tag>
constexpr bool is_name<Name<Tag>> = true;

template <class T>
constexpr bool is_number = false;
template <class Tag, class Value>
constexpr bool is_number<Number<Tag, Value>> = true;

template <class T>
constexpr bool is_optional = false;
template <class T>
constexpr bool is_optional<std::optional<T>> = true;

template <class List>
constexpr std::size_t list_bound = 0;
template <>
constexpr std::size_t list_bound<OrderLines> = limits::lines_per_order;
template <>
constexpr std::size_t list_bound<std::vector<SaleItemTerms>> = limits::items_per_sale;

template <class Archive, class Field>
void pass(Archive& archive, Field& field);

template <class Archive, class Enum>
void pass_enum(Archive& archive, Enum& value, std::remove_const_t<Enum> last) {
  std::uint8_t number = static_cast<std::uint8_t>(value);
  archive.byte(number);
  if constexpr (Archive::reads) {
    if (number > static_cast<std::uint8_t>(last)) return archive.fail();
    value = static_cast<Enum>(number);
  }
}

// The record's last field.
template <class Archive>
void pass_added(Archive& archive, std::conditional_t<Archive::reads, AddedFlag&, const AddedFlag&> flag) {
  if constexpr (Archive::reads) {
    flag = archive.left() > 0;
    if (flag && !archive.flag(true)) archive.fail();
  } else if (flag) {
    archive.flag(true);
  }
}

template <class Archive, class Optional>
void pass_optional(Archive& archive, Optional& field) {
  const bool present = archive.flag(field.has_value());
  if constexpr (Archive::reads) {
    field.reset();
    if (present) field.emplace();
  }
  if (present) pass(archive, *field);
}

template <class Archive, class List>
void pass_list(Archive& archive, List& list) {
  const std::size_t count = archive.count(list.size(), list_bound<std::remove_const_t<List>>);
  if constexpr (Archive::reads) {
    if (count > archive.left()) return archive.fail();  // each takes a byte at least: no room is made for a lie
    list.resize(count);
  }
  for (auto& item : list) pass(archive, item);
}

template <class Archive, class Field>
void pass(Archive& archive, Field& field) {
  using Plain = std::remove_const_t<Field>;
  if constexpr (is_name<Plain>) {
    archive.name(field);
  } else if constexpr (std::is_same_v<Plain, std::string>) {
    archive.text(field, limits::text_bytes);
  } else if constexpr (std::is_same_v<Plain, KeyDigest>) {
    archive.word(field.high);
    archive.word(field.low);
  } else if constexpr (std::is_same_v<Plain, BodyDigest>) {
    archive.word(field.value);
  } else if constexpr (is_number<Plain>) {
    pass(archive, field.value);
  } else if constexpr (std::is_same_v<Plain, Instant>) {
    archive.signed_integer(field.ms);
  } else if constexpr (std::is_same_v<Plain, Currency>) {
    archive.currency(field);
  } else if constexpr (std::is_same_v<Plain, LatePayment>) {
    pass_enum(archive, field, LatePayment::reclaim);
  } else if constexpr (std::is_same_v<Plain, AddedFlag>) {
    pass_added<Archive>(archive, field);
  } else if constexpr (is_optional<Plain>) {
    pass_optional(archive, field);
  } else if constexpr (list_bound<Plain> > 0) {
    pass_list(archive, field);
  } else if constexpr (std::is_signed_v<Plain>) {
    archive.signed_integer(field);
  } else if constexpr (std::is_unsigned_v<Plain>) {
    archive.unsigned_integer(field);
  } else {
    Plain::fields(field, [&](std::string_view, auto& inner) { pass(archive, inner); });
  }
}

template <class Archive>
void pass_time(Archive& archive, std::conditional_t<Archive::reads, Instant&, const Instant&> at, Instant base) {
  std::int64_t distance = 0;
  if constexpr (!Archive::reads) distance = at.ms - base.ms;
  archive.signed_integer(distance);
  if constexpr (Archive::reads) {
    if (__builtin_add_overflow(base.ms, distance, &at.ms)) archive.fail();
  }
}

// What is there already is good enough where it is of the same type: each of its fields will be read.
template <std::size_t... Index>
bool make_fact(std::size_t type, Fact& fact, std::index_sequence<Index...>) {
  return type == fact.index() || ((type == Index && (fact.emplace<Index>(), true)) || ...);
}

// All of a record but its length.
template <class Archive>
void pass_event(Archive& archive, std::conditional_t<Archive::reads, Event&, const Event&> event, Instant base) {
  std::uint8_t type = static_cast<std::uint8_t>(event.fact.index());
  archive.byte(type);
  if constexpr (Archive::reads) {
    constexpr auto types = std::make_index_sequence<std::variant_size_v<Fact>>{};
    if (!make_fact(type, event.fact, types)) return archive.fail();
  }
  pass_time<Archive>(archive, event.at, base);
  pass(archive, event.merchant);
  std::visit([&](auto& fact) { pass(archive, fact); }, event.fact);
}

}  // namespace

std::size_t encode_record(const Event& event, Instant base, std::span<std::byte> into) {
  // Nearly every record is so short that one byte tells its length: make room for that, move the rest if not.
  RecordEncoder body(into.subspan(1));
  pass_event(body, event, base);
  const auto size = static_cast<std::size_t>(body.at() - into.data()) - 1;

  std::byte length[record_bytes::varint];
  RecordEncoder prefix(length);
  prefix.unsigned_integer(size);
  const auto prefix_size = static_cast<std::size_t>(prefix.at() - length);
  if (prefix_size > 1) std::memmove(into.data() + prefix_size, into.data() + 1, size);
  std::memcpy(into.data(), length, prefix_size);
  return prefix_size + size;
}

bool decode_record(std::span<const std::byte>& bytes, Instant base, Event& event) {
  RecordDecoder prefix(bytes);
  const std::size_t size = prefix.count(0, max_record_bytes);
  if (prefix.failed() || size > prefix.left()) return false;

  RecordDecoder body({prefix.at(), size});
  pass_event(body, event, base);
  bytes = {prefix.at() + size, prefix.left() - size};
  return !body.failed() && body.left() == 0;
}

}  // namespace doorbuster::core
