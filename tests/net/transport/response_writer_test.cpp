// Responses as bytes.
#include "net/http/response_writer.hpp"

#include <gtest/gtest.h>

#include "net/http/http_date.hpp"

namespace doorbuster::net {
namespace {

std::string written(const HttpResponse& response, ResponseForm form = {}) {
  std::string out;
  append_response(out, response, form, "now");
  return out;
}

TEST(ResponseWriter, WritesStatusFieldsAndBody) {
  HttpResponse response;
  response.status = 201;
  response.fields = {{"Location", "/v1/orders/ord_1"}};
  response.body = "{}";
  EXPECT_EQ(written(response),
            "HTTP/1.1 201 Created\r\nDate: now\r\nContent-Type: application/json\r\nLocation: /v1/orders/ord_1\r\n"
            "Content-Length: 2\r\n\r\n{}");
}

TEST(ResponseWriter, LeavesOutTheBodyButNotItsLengthForHead) {
  HttpResponse response;
  response.body = "{}";
  EXPECT_EQ(written(response, {.without_body = true}),
            "HTTP/1.1 200 OK\r\nDate: now\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n");
}

TEST(ResponseWriter, GivesNoLengthTo204) {
  HttpResponse response;
  response.status = 204;
  response.content_type = {};
  response.fields = {{"Allow", "GET"}};
  EXPECT_EQ(written(response), "HTTP/1.1 204 No Content\r\nDate: now\r\nAllow: GET\r\n\r\n");
}

TEST(ResponseWriter, SaysWhenItIsTheLast) {
  EXPECT_NE(written({}, {.closes = true}).find("\r\nConnection: close\r\n"), std::string::npos);
  EXPECT_EQ(written({}).find("Connection"), std::string::npos);
}

TEST(ResponseWriter, LetsNoCacheKeepWhatIsReadUnlessItSaysSo) {
  EXPECT_NE(written({}, {.to_read = true}).find("\r\nCache-Control: no-store\r\n"), std::string::npos);
  EXPECT_EQ(written({}).find("Cache-Control"), std::string::npos) << "no cache keeps the answer to a POST";
  HttpResponse page;
  page.fields.emplace_back("Cache-Control", "no-cache");
  EXPECT_EQ(written(page, {.to_read = true}).find("no-store"), std::string::npos);
}

TEST(ResponseWriter, SaysNoLengthOfWhatHasNoEnd) {
  EXPECT_EQ(written({.endless = true}, {.without_body = true, .to_read = true}).find("Content-Length"),
            std::string::npos);
}

TEST(ResponseWriter, HasAReasonForEveryStatusOfTheContract) {
  for (const int status : {200, 201, 204, 400, 401, 403, 404, 405, 408, 409, 410, 413, 414, 415, 417, 422, 429, 431,
                           500, 503}) {
    HttpResponse response;
    response.status = status;
    EXPECT_EQ(written(response).find("<unknown"), std::string::npos) << status;
  }
}

TEST(ResponseWriter, FramesAStream) {
  std::string out;
  append_stream_head(out, "text/event-stream", true, "now");
  append_chunk(out, "0123456789abcdef");
  append_last_chunk(out);
  EXPECT_EQ(out,
            "HTTP/1.1 200 OK\r\nDate: now\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n"
            "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n10\r\n0123456789abcdef\r\n0\r\n\r\n");
}

TEST(HttpDate, IsWrittenAsHttpWantsIt) {
  HttpDate date;
  const auto at = [&](std::int64_t seconds) {
    return std::string(date.at(std::chrono::system_clock::time_point(std::chrono::seconds(seconds))));
  };
  EXPECT_EQ(at(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(at(784111778), "Sun, 06 Nov 1994 08:49:38 GMT");
  EXPECT_EQ(at(0), "Thu, 01 Jan 1970 00:00:00 GMT");
}

}  // namespace
}  // namespace doorbuster::net
