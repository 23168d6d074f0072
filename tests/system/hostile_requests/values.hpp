// Hostile values: integers at every edge, ids, keys, query parameters, content types. The connection stays.
#pragma once

#include "tests/system/hostile_requests/hostile_request.hpp"

namespace doorbuster::system_tests::hostile {

// Numbers that no member of any body takes: letters and digits for the row's name, and the number.
struct OddNumber {
  std::string name;
  std::string number;
  std::string code = "invalid_request";
};
inline std::vector<OddNumber> odd_numbers() {
  return {
      {"MinusOne", "-1"},
      {"TwoToThe63", "9223372036854775808"},
      {"OneLessThan2ToThe63", "9223372036854775807"},
      {"MinusTwoToThe63", "-9223372036854775808"},
      {"BelowMinusTwoToThe63", "-9223372036854775809"},
      {"TwoToThe64", "18446744073709551616"},
      {"TwoToThe64AndOne", "18446744073709551617"},
      {"ThousandDigits", times(1'000, "9")},
      {"WithPoint", "1.0"},
      {"WithFraction", "1.5"},
      {"WithExponent", "1e3"},
      {"WithNegativeExponent", "1000e-3"},
      {"WithHugeExponent", "1e999999999999"},
      {"MinusZeroPointZero", "-0.0"},
      {"InQuotes", "\"1\""},
      {"True", "true"},
      {"Null", "null"},
      {"Array", "[1]"},
      {"Object", "{}"},
      {"ZeroBefore", "01", "invalid_json"},
      {"MinusZeroBefore", "-01", "invalid_json"},
      {"Plus", "+1", "invalid_json"},
      {"PointBehind", "1.", "invalid_json"},
      {"PointBefore", ".5", "invalid_json"},
      {"ExponentCutShort", "1e", "invalid_json"},
      {"MinusAlone", "-", "invalid_json"},
      {"Underscore", "1_000", "invalid_json"},
      {"Hex", "0x1", "invalid_json"},
      {"NotANumber", "NaN", "invalid_json"},
  };
}

// Each of them as quantity, amount, price, quota, limit and seconds; and what else those don't take.
inline Requests numbers() {
  const auto quantity = [](const std::string& number) {
    return write("POST /v1/orders", R"({"sale":"sale","buyer":"thief","items":[{"sku":"lamp","qty":)" + number + "}]}");
  };
  const auto amount = [](const std::string& number) {
    return write("POST /v1/orders/$ORDER/pay", R"({"payment":"p","amount":)" + number + "}");
  };
  const auto sale = [](const std::string& hold, const std::string& item) {
    return write("PUT /v1/sales/other",
                 R"({"name":"n","currency":"EUR","starts_at":"2026-01-01T00:00:00Z","ends_at":"2099-01-01T00:00:00Z",)"
                 R"("late_payment":"refund","hold_seconds":)" + hold + R"(,"items":[{"sku":"lamp",)" + item + "}]}");
  };
  const auto delta = [](const std::string& number) {
    return write("POST /v1/skus/lamp/stock", R"({"reason":"r","delta":)" + number + "}");
  };
  Requests rows;
  const auto add = [&](const std::string& name, std::string bytes, const std::string& code = "invalid_request") {
    rows.push_back({name, std::move(bytes), 400, code, Then::stays});
  };
  for (const auto& [name, number, code] : odd_numbers()) {
    add("Quantity" + name, quantity(number), code);
    add("Amount" + name, amount(number), code);
    add("Price" + name, sale("1", "\"price\":" + number), code);
    add("Quota" + name, sale("1", "\"price\":1,\"quota\":" + number), code);
    add("Limit" + name, sale("1", "\"price\":1,\"per_buyer_limit\":" + number), code);
    add("Hold" + name, sale(number, "\"price\":1"), code);
    if (name != "MinusOne") add("Delta" + name, delta(number), code);
  }
  for (const auto* number : {"0", "-0", "1000001", "2147483648", "4294967296", "4294967297"}) {
    add("Quantity" + std::string(number), quantity(number));
  }
  add("AmountTooLarge", amount("1000000000000000001"));
  add("PriceTooLarge", sale("1", "\"price\":1000000000001"));
  add("QuotaTooLarge", sale("1", "\"price\":1,\"quota\":1000000000000000001"));
  add("LimitZero", sale("1", "\"price\":1,\"per_buyer_limit\":0"));
  for (const auto* flag : {"null", "0", "1", "\"true\"", "[]"}) {
    add("InFlight" + std::string(flag), sale("1,\"one_order_in_flight\":" + std::string(flag), "\"price\":1"));
  }
  add("InFlightTwice", sale("1,\"one_order_in_flight\":true,\"one_order_in_flight\":true", "\"price\":1"),
      "invalid_json");
  for (const auto* flag : {"TRUE", "yes", "tru"}) {
    add("InFlight" + std::string(flag), sale("1,\"one_order_in_flight\":" + std::string(flag), "\"price\":1"),
        "invalid_json");
  }
  add("HoldZero", sale("0", "\"price\":1"));
  add("HoldTooLong", sale("604801", "\"price\":1"));
  add("HoldWrapsRound", sale("4294967297", "\"price\":1"));
  add("DeltaTooLarge", delta("1000000000000000001"));
  // 100 lines of a million at 10^12 each: the total would be 10^20.
  const std::string line = R"({"sku":"gold","qty":1000000},)";
  add("TotalTooLarge", write("POST /v1/orders", R"({"sale":"sale","buyer":"b","items":[)" + times(99, line) +
                                                    R"({"sku":"gold","qty":1000000}]})"));
  add("TotalTooLargeInTwoLines", write("POST /v1/orders", R"({"sale":"sale","buyer":"b","items":[)" + line +
                                                              R"({"sku":"gold","qty":1}]})"));
  return rows;
}

inline Requests names_and_types() {
  const std::string longest(64, 'x');
  const std::string too_long(65, 'x');
  Requests rows;
  const auto add = [&](std::string name, std::string bytes, int status = 400, std::string code = "invalid_request") {
    rows.push_back({std::move(name), std::move(bytes), status, std::move(code), Then::stays});
  };
  const auto as_buyer = [](const std::string& id) {
    return write("POST /v1/orders", "{\"sale\":\"sale\",\"buyer\":" + id + R"(,"items":[{"sku":"lamp","qty":1}]})");
  };
  const auto keyed = [](const std::string& key) {
    return "POST /v1/orders HTTP/1.1\r\n" + host + json_type + key +
           "Content-Length: " + std::to_string(good_order.size()) + "\r\n\r\n" + good_order;
  };
  const auto typed = [](const std::string& fields) { return write("POST /v1/orders", good_order, fields); };
  // ids
  for (const auto& [name, id] : std::vector<std::pair<std::string, std::string>>{
           {"Empty", "\"\""}, {"Dot", "\".a\""}, {"Hyphen", "\"-a\""}, {"Slash", "\"a/b\""}, {"Space", "\"a b\""},
           {"SpaceBehind", "\"a \""}, {"Nul", "\"a\\u0000\""}, {"LineFeed", "\"a\\n\""},
           {"TooLong", '"' + too_long + '"'},
           {"BeyondAscii", "\"\xc3\xa4\""}, {"FullWidth", "\"\xef\xbc\xa1\""}, {"At", "\"a@b\""}, {"Number", "7"},
           {"Null", "null"}, {"Array", "[\"a\"]"}, {"Object", "{\"a\":1}"}, {"True", "true"}}) {
    add("Buyer" + name, as_buyer(id));
  }
  add("PathIdTooLong", get("/v1/skus/" + too_long));
  add("PathIdLongest", get("/v1/skus/" + longest), 404, "sku_not_found");
  add("OrderIdOfNobody", get("/v1/orders/ord_0000000000000"), 404, "order_not_found");
  add("OrderIdInOtherCase", get("/v1/orders/ORD_0000000000000"), 404, "order_not_found");
  add("OrderIdWithNul", get("/v1/orders/$ORDER%00"), 404, "order_not_found");
  // keys
  add("NoKey", keyed(""), 400, "idempotency_key_missing");
  for (const auto& [name, key] : std::vector<std::pair<std::string, std::string>>{
           {"Empty", ""}, {"EmptyQuoted", "\"\""}, {"OpenQuote", "\"a"}, {"QuoteInside", "\"a\"b\""},
           {"BadEscape", "\"a\\b\""}, {"EscapeAtEnd", "\"a\\\""}, {"SpaceInside", "a b"}, {"TabInside", "a\tb"},
           {"Two", "a, b"}, {"BeyondAscii", "\xc3\xa4"}, {"TooLong", std::string(256, 'k')},
           {"TooLongQuoted", '"' + std::string(256, 'k') + '"'}, {"Parameter", "\"a\";x=1"}}) {
    add("Key" + name, keyed("Idempotency-Key: " + key + "\r\n"), 400, "idempotency_key_invalid");
  }
  add("KeyTwice", keyed("Idempotency-Key: a\r\nIdempotency-Key: a\r\n"), 400, "idempotency_key_invalid");
  // query parameters
  for (const auto& [name, query] : std::vector<std::pair<std::string, std::string>>{
           {"Unknown", "x=1"}, {"UnknownInOtherCase", "Limit=1"}, {"NoValue", "limit"}, {"EmptyValue", "limit="},
           {"Twice", "limit=1&limit=1"}, {"TwiceByEscape", "limit=1&lim%69t=1"}, {"AmpersandBehind", "limit=1&"},
           {"AmpersandTwice", "limit=1&&sale=sale"}, {"AmpersandAlone", "&"}, {"BadPercent", "sale=%"},
           {"BadPercentInName", "%zz=1"}, {"Semicolon", "limit=1;sale=sale"}, {"Zero", "limit=0"},
           {"Minus", "limit=-1"},
           {"Plus", "limit=+1"}, {"PlusEncoded", "limit=%2B1"}, {"TooMany", "limit=1001"}, {"Fraction", "limit=1.0"},
           {"Wraps", "limit=4294967297"}, {"WrapsFurther", "limit=18446744073709551617"},
           {"SpaceEncoded", "limit=%201"},
           {"BadStatus", "status=lost"}, {"StatusInOtherCase", "status=Held"}, {"BadBuyer", "buyer=-"},
           {"NulInSale", "sale=sale%00"}, {"BadAfter", "after=17"}, {"Array", "sale[]=sale"}}) {
    add("Query" + name, get("/v1/orders?" + query));
  }
  add("QueryOfEventsAfter", get("/v1/events?after=-1"));
  add("QueryOfEventsAfterWraps", get("/v1/events?after=18446744073709551616"));
  add("QueryOfEventsUnknownType", get("/v1/events?type=order_held,order_lost"));
  add("QueryOfEventsEmptyType", get("/v1/events?type=order_held&type="));
  add("QueryOfEventsSale", get("/v1/events?sale=-"));
  add("QueryOfAWrite", write("POST /v1/orders?dry_run=true", good_order));
  add("LastEventIdNoNumber", "GET /v1/events HTTP/1.1\r\n" + host + "Last-Event-ID: x\r\n\r\n");
  // content types
  for (const auto& [name, fields] : std::vector<std::pair<std::string, std::string>>{
           {"None", ""}, {"Empty", "Content-Type:\r\n"}, {"Text", "Content-Type: text/plain\r\n"},
           {"Form", "Content-Type: application/x-www-form-urlencoded\r\n"}, {"TextJson", "Content-Type: text/json\r\n"},
           {"Problem", "Content-Type: application/problem+json\r\n"},
           {"Latin1", "Content-Type: application/json; charset=latin1\r\n"},
           {"TwoCharsets", "Content-Type: application/json; charset=utf-8; charset=utf-16\r\n"},
           {"List", "Content-Type: application/json, text/plain\r\n"},
           {"SpaceInside", "Content-Type: application / json\r\n"},
           {"AndMore", "Content-Type: application/jsonp\r\n"}}) {
    add("Type" + name, typed(fields), 415, "unsupported_media_type");
  }
  return rows;
}

}  // namespace doorbuster::system_tests::hostile
