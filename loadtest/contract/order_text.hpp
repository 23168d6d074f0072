// An order's JSON read without a parser, in the one form in which Doorbuster renders it. It either is that form to the
// byte, or nothing is said of it and a real parser has to look.
#pragma once

#include "loadtest/contract/text_cursor.hpp"
#include "loadtest/contract/views.hpp"

namespace doorbuster::loadtest {

// Takes one order. False: it isn't in that form, and neither `cursor` nor `order` is worth anything.
[[nodiscard]] bool take_order(TextCursor& cursor, OrderText& order);

// "2026-11-11T00:00:00.000Z" as milliseconds since 1970; absent: it isn't of that form, which the contract sets.
[[nodiscard]] std::optional<std::int64_t> read_time(std::string_view text);

}  // namespace doorbuster::loadtest
