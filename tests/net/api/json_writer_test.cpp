// JSON as it is written.
#include "net/json/json_writer.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <limits>

namespace doorbuster::net {
namespace {

TEST(JsonWriter, PutsCommasBetweenMembersAndElements) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("a", 1);
  json.key("b");
  json.begin_array();
  json.begin_object();
  json.end_object();
  json.value(true);
  json.begin_array();
  json.end_array();
  json.null();
  json.end_array();
  json.member("c", "x");
  json.key("d");
  json.json("{}");
  json.end_object();
  EXPECT_EQ(out, R"({"a":1,"b":[{},true,[],null],"c":"x","d":{}})");
}

TEST(JsonWriter, EscapesSoThatEveryTextReadsBack) {
  std::string text;
  for (char c = 0; c < 0x7f; ++c) text.push_back(c);
  text += "\x7f\xc3\xbc</script>\xf0\x9f\x8e\x89";
  std::string out;
  JsonWriter(out).value(std::string_view(text));
  EXPECT_EQ(boost::json::parse(out).as_string(), text);
}

TEST(JsonWriter, TellsTheExtremesOfNumbers) {
  std::string out;
  JsonWriter json(out);
  json.begin_array();
  json.value(std::numeric_limits<std::int64_t>::min());
  json.value(std::numeric_limits<std::uint64_t>::max());
  json.value(0);
  json.end_array();
  EXPECT_EQ(out, "[-9223372036854775808,18446744073709551615,0]");
}

TEST(JsonWriter, KnowsOurValues) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("sku", inventory::SkuId::parse("lamp").value());
  json.member("currency", inventory::Currency::parse("CNY").value());
  json.member("at", inventory::Instant{1'794'355'200'000});
  json.end_object();
  EXPECT_EQ(out, R"({"sku":"lamp","currency":"CNY","at":"2026-11-11T00:00:00.000Z"})");
}

}  // namespace
}  // namespace doorbuster::net
