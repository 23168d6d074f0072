// A request as a line.
#include "net/request_log/request_line.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace doorbuster::net {
namespace {

RequestRecord record() {
  RequestRecord record{.received_ms = 1'794'355'200'123,
                       .duration_us = 1'812,
                       .bytes = 543,
                       .route = "/v1/orders/{order}/pay",
                       .problem = "hold_expired",
                       .status = 409,
                       .method = Method::post};
  std::ranges::copy(std::string_view("3f9a12bc04"), record.key.begin());
  return record;
}

std::string line(const RequestRecord& record, LineForm form) {
  std::string text = "before\n";
  append_request_line(text, record, form);
  return text.substr(7);
}

TEST(RequestLine, IsJsonForPrograms) {
  EXPECT_EQ(line(record(), LineForm::json),
            R"({"time":"2026-11-11T00:00:00.123Z","method":"POST","route":"/v1/orders/{order}/pay","status":409,)"
            R"("problem":"hold_expired","duration_us":1812,"bytes":543,"key":"3f9a12bc04"})"
            "\n");
}

TEST(RequestLine, LeavesOutWhatThereIsNot) {
  EXPECT_EQ(line({.received_ms = 0, .duration_us = 7, .bytes = 90, .status = 400}, LineForm::json),
            R"({"time":"1970-01-01T00:00:00.000Z","method":"other","route":null,"status":400,)"
            R"("duration_us":7,"bytes":90})"
            "\n");
}

TEST(RequestLine, SaysThatAnAnswerWasNotTaken) {
  RequestRecord gone = record();
  gone.sent = false;
  EXPECT_TRUE(line(gone, LineForm::json).ends_with(",\"sent\":false}\n"));
  EXPECT_TRUE(line(gone, LineForm::words).ends_with("  not taken\n"));
}

TEST(RequestLine, NamesItsTrace) {
  RequestRecord traced = record();
  traced.trace = parse_traceparent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
  traced.span = 0xab;
  EXPECT_TRUE(line(traced, LineForm::json)
                  .ends_with(R"("trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","span_id":"00000000000000ab",)"
                             R"("parent_span_id":"00f067aa0ba902b7"})"
                             "\n"));
  EXPECT_TRUE(line(traced, LineForm::words).ends_with("  trace 4bf92f3577b34da6a3ce929d0e0e4736\n"));
}

TEST(RequestLine, IsWordsForATerminal) {
  EXPECT_EQ(line(record(), LineForm::words),
            "2026-11-11T00:00:00.123Z  409      1.812 ms  POST    /v1/orders/{order}/pay  hold_expired  "
            "key 3f9a12bc04\n");
  EXPECT_EQ(line({.duration_us = 7, .status = 400}, LineForm::words),
            "1970-01-01T00:00:00.000Z  400      0.007 ms  other   -\n");
}

TEST(RequestLine, TellsOfThoseThatWereDropped) {
  std::string text;
  append_dropped_line(text, 0, 12, LineForm::json);
  append_dropped_line(text, 0, 12, LineForm::words);
  EXPECT_EQ(text,
            "{\"time\":\"1970-01-01T00:00:00.000Z\",\"dropped\":12}\n"
            "1970-01-01T00:00:00.000Z  12 lines dropped\n");
}

}  // namespace
}  // namespace doorbuster::net
