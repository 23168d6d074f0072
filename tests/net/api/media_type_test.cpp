// Media types, as far as the contract needs them.
#include "net/http/media_type.hpp"

#include <gtest/gtest.h>

namespace doorbuster::net {
namespace {

TEST(MediaType, JsonMayNameItsCharset) {
  for (const char* type :
       {"application/json", "Application/JSON", "application/json; charset=utf-8", "application/json;charset=UTF-8",
        "application/json ; charset=\"utf-8\"", "application/json;"}) {
    EXPECT_TRUE(is_json_type(type)) << type;
  }
}

TEST(MediaType, AllElseIsNotJson) {
  for (const char* type : {"", "text/json", "application/json+x", "application/problem+json", "application/jsonx",
                           "application/json; charset=latin1", "application/json; version=1",
                           "application/x-www-form-urlencoded", "application/json, application/json"}) {
    EXPECT_FALSE(is_json_type(type)) << type;
  }
}

TEST(MediaType, AnEventStreamIsAskedForByName) {
  EXPECT_TRUE(accepts_event_stream("text/event-stream"));
  EXPECT_TRUE(accepts_event_stream("application/json, Text/Event-Stream;q=0.9"));
  EXPECT_FALSE(accepts_event_stream("*/*"));
  EXPECT_FALSE(accepts_event_stream("text/*"));
  EXPECT_FALSE(accepts_event_stream("text/event-streams"));
  EXPECT_FALSE(accepts_event_stream(""));
}

}  // namespace
}  // namespace doorbuster::net
