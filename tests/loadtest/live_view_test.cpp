// The live view: lines that fit, and a way back up that is as long as what was drawn.
#include <gmock/gmock.h>

#include <algorithm>
#include <cstdio>
#include <memory>

#include "loadtest/report/live_area.hpp"
#include "loadtest/report/live_lines.hpp"
#include "loadtest/report/screen_text.hpp"

namespace doorbuster::loadtest {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;
using testing::HasSubstr;

TEST(ScreenText, CountsCharactersNotBytes) {
  EXPECT_EQ(columns_of(""), 0u);
  EXPECT_EQ(columns_of("12 µs ▁▂"), 8u);
}

TEST(ScreenText, CutsBetweenCharacters) {
  EXPECT_EQ(cut_to("12 µs", 4), "12 µ");
  EXPECT_EQ(cut_to("12 µs", 5), "12 µs");
  EXPECT_EQ(cut_to("12 µs", 80), "12 µs");
  EXPECT_EQ(cut_to("µ", 0), "");
}

TEST(ScreenText, FillsABarInEighths) {
  EXPECT_EQ(bar(0, 3), "   ");
  EXPECT_EQ(bar(0.5, 3), "█▌ ");
  EXPECT_EQ(bar(1, 3), "███");
  EXPECT_EQ(bar(7, 3), "███");
  EXPECT_EQ(bar(-1, 3), "   ");
  EXPECT_EQ(bar(1.0 / 24, 3), "▏  ");
}

TEST(ScreenText, DrawsTheLastValuesAgainstTheLargest) {
  const std::vector<double> values{100, 0, 1, 7};
  EXPECT_EQ(sparkline(values, 3), "▁▂█");
  EXPECT_EQ(sparkline(values, 80), "█▁▁▁");
  EXPECT_EQ(sparkline(std::vector<double>{0, 0}, 80), "▁▁");
  EXPECT_EQ(sparkline({}, 80), "");
}

Progress busy() {
  Progress progress;
  progress.elapsed = milliseconds(12'400);
  progress.planned_length = milliseconds(20'000);
  progress.planned = 1'000'000;
  progress.offered = progress.won = progress.refused = progress.paid = 620'000;
  progress.requests = progress.errors = progress.retries = 1'234'567;
  progress.offered_per_second = progress.orders_per_second = 49'870;
  progress.p50 = microseconds(812);
  progress.p99 = microseconds(8'900);
  return progress;
}

TEST(LiveLines, TellTheRunInFull) {
  RateHistory history;
  history.add(busy());
  const auto lines = live_lines(busy(), history, 200);
  ASSERT_EQ(lines.size(), 5u);
  EXPECT_THAT(lines[0], HasSubstr("62 %  12 of 20 s"));
  EXPECT_THAT(lines[1], HasSubstr("49,870/s  █"));
  EXPECT_THAT(lines[1], HasSubstr("620,000 of 1,000,000"));
  EXPECT_THAT(lines[2], HasSubstr("p50 812 µs  p99 8.90 ms"));
  EXPECT_THAT(lines[4], HasSubstr("failed 1,234,567"));
}

TEST(LiveLines, NeverAreWiderThanTheTerminal) {
  RateHistory history;
  for (int i = 0; i < 500; ++i) history.add(busy());
  for (std::size_t columns = 0; columns < 200; ++columns) {
    for (const std::string& line : live_lines(busy(), history, columns)) EXPECT_LE(columns_of(line), columns);
  }
}

TEST(LiveLines, HaveNoPercentileThatIsNotKnown) { EXPECT_THAT(live_lines({}, {}, 100)[2], HasSubstr("p50 -  p99 -")); }

TEST(LiveLines, SayWhenAllHasBeenSent) {
  Progress progress = busy();
  progress.elapsed = progress.planned_length;
  EXPECT_THAT(live_lines(progress, {}, 100)[0], HasSubstr("all sent"));
}

using OpenFile = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;
OpenFile scratch_file() { return {std::tmpfile(), &std::fclose}; }

std::string all_of(std::FILE* file) {
  std::rewind(file);
  std::string text;
  for (int c = 0; (c = std::fgetc(file)) != EOF;) text += static_cast<char>(c);
  return text;
}

class LiveAreaTest : public testing::Test {
 protected:
  // What has been written since the last look.
  std::string written() {
    const std::string text = all_of(file_.get());
    const std::string fresh = text.substr(seen_);
    seen_ = text.size();
    return fresh;
  }

  const OpenFile file_ = scratch_file();
  std::size_t seen_ = 0;
  LiveArea area_{file_.get()};
  const TerminalSize wide_{.columns = 80, .rows = 24};
};

TEST_F(LiveAreaTest, DrawsInPlace) {
  area_.draw({"one", "two"}, wide_);
  EXPECT_EQ(written(), "one\ntwo\n");
  area_.draw({"three"}, wide_);
  EXPECT_EQ(written(), "\r\x1b[2F\x1b[Jthree\n");
  area_.draw({"four"}, wide_);
  EXPECT_EQ(written(), "\r\x1b[1F\x1b[Jfour\n");
}

TEST_F(LiveAreaTest, LeavesNothingBehindWhenItIsWiped) {
  area_.draw({"one", "two"}, wide_);
  area_.wipe(wide_);
  EXPECT_EQ(written(), "one\ntwo\n\r\x1b[2F\x1b[J");
  area_.draw({"below a sentence"}, wide_);
  EXPECT_EQ(written(), "below a sentence\n");
}

TEST_F(LiveAreaTest, GoesUpOverLinesThatANarrowerTerminalHasWrapped) {
  area_.draw({std::string(40, 'x'), std::string(41, 'x'), ""}, wide_);
  written();
  area_.draw({"y"}, {.columns = 20, .rows = 24});
  EXPECT_EQ(written(), "\r\x1b[6F\x1b[Jy\n");  // 2 + 3 + 1
}

TEST_F(LiveAreaTest, DrawsNoMoreThanTheTerminalIsHigh) {
  area_.draw({"one", "two", "three"}, {.columns = 80, .rows = 3});
  EXPECT_EQ(written(), "one\ntwo\n");
  area_.draw({"four"}, {.columns = 80, .rows = 2});
  EXPECT_EQ(written(), "\r\x1b[1F\x1b[Jfour\n");
}

TEST(Watching, IsPlainWhereThereIsNoTerminal) {
  const OpenFile file = scratch_file();
  const auto watcher = watch_on(file.get(), Watching::live);
  watcher->note("A sentence.");
  watcher->tick(busy());
  const std::string text = all_of(file.get());
  EXPECT_THAT(text, testing::StartsWith("A sentence.\n  12.4 s  offered 620,000/1,000,000"));
  EXPECT_THAT(text, testing::Not(HasSubstr("\x1b")));
  EXPECT_EQ(std::ranges::count(text, '\n'), 2);
}

}  // namespace
}  // namespace doorbuster::loadtest
