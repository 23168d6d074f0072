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

TEST(MediaType, ATypeIsAskedForByName) {
  constexpr std::string_view stream = "text/event-stream";
  EXPECT_TRUE(accepts("text/event-stream", stream));
  EXPECT_TRUE(accepts("application/json, Text/Event-Stream;q=0.9", stream));
  EXPECT_TRUE(accepts("application/openmetrics-text;version=1.0.0;q=0.75,*/*;q=0.1", "application/openmetrics-text"));
  EXPECT_FALSE(accepts("*/*", stream));
  EXPECT_FALSE(accepts("text/*", stream));
  EXPECT_FALSE(accepts("text/event-streams", stream));
  EXPECT_FALSE(accepts("", stream));
}

TEST(MediaType, AWeightOfZeroRefuses) {
  constexpr std::string_view stream = "text/event-stream";
  for (const char* accept : {"text/event-stream;q=0", "text/event-stream; q=0.000", "text/event-stream;x=1;Q=0.0"}) {
    EXPECT_FALSE(accepts(accept, stream)) << accept;
  }
  for (const char* accept : {"text/event-stream;q=0.001", "text/event-stream;q=", "text/event-stream;p=0"}) {
    EXPECT_TRUE(accepts(accept, stream)) << accept;
  }
}

}  // namespace
}  // namespace doorbuster::net
