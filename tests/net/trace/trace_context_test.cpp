// traceparent, held against W3C Trace Context level 1, section 3.2.
#include "net/trace/trace_context.hpp"

#include <gtest/gtest.h>

namespace doorbuster::net {
namespace {

const std::string good = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

TEST(TraceContext, IsReadAndWritten) {
  const auto context = parse_traceparent(good);
  ASSERT_TRUE(context);
  EXPECT_EQ(context->trace_high, 0x4bf92f3577b34da6U);
  EXPECT_EQ(context->trace_low, 0xa3ce929d0e0e4736U);
  EXPECT_EQ(context->parent, 0x00f067aa0ba902b7U);
  EXPECT_TRUE(context->sampled);
  EXPECT_EQ(traceparent_text(*context), good);
}

TEST(TraceContext, HasOneFlagThatMeansSomething) {
  const auto with = [](std::string_view flags) { return good.substr(0, 53) + std::string(flags); };
  EXPECT_FALSE(parse_traceparent(with("00")).value().sampled);
  EXPECT_FALSE(parse_traceparent(with("fe")).value().sampled);
  EXPECT_TRUE(parse_traceparent(with("ff")).value().sampled);
  EXPECT_EQ(traceparent_text(*parse_traceparent(with("00"))), with("00"));
  EXPECT_EQ(traceparent_text(*parse_traceparent(with("ff"))), good) << "the others are not passed on";
}

TEST(TraceContext, IsNotThereWhereItIsSpelledOtherwise) {
  for (const std::string bad : {
           "", "00", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
           "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
           "00-4bf92f3577b34da6a3ce929d0e0e4736-00F067aa0ba902b7-01",
           "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
           "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0g",
           "0g-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
           "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
           "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
           "00_4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
           "00-4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7-01",
           "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7_01",
           "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
           "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
           "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-011",
           "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01, "
           "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
       }) {
    EXPECT_FALSE(parse_traceparent(bad)) << bad;
  }
}

TEST(TraceContext, MayBeOfALaterVersionThatBeginsAsThisOne) {
  const std::string later = "cc" + good.substr(2);
  EXPECT_EQ(parse_traceparent(later), parse_traceparent(good));
  EXPECT_EQ(parse_traceparent(later + "-what-the-future-will-be-like"), parse_traceparent(good));
  EXPECT_EQ(parse_traceparent(later + "-"), parse_traceparent(good));
  EXPECT_FALSE(parse_traceparent(later + "."));
  EXPECT_FALSE(parse_traceparent(later + "1"));
}

TEST(TraceContext, HasTheZeroesOfItsNumbers) {
  const TraceContext small{.trace_high = 0, .trace_low = 1, .parent = 2, .sampled = false};
  EXPECT_EQ(traceparent_text(small), "00-00000000000000000000000000000001-0000000000000002-00");
  EXPECT_EQ(parse_traceparent(traceparent_text(small)), small);
}

}  // namespace
}  // namespace doorbuster::net
