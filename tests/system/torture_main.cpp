// The torture as a program: see --help.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <random>
#include <string>

#include "tests/support/scratch_directory.hpp"
#include "tests/system/torture.hpp"

namespace doorbuster::system_tests {
namespace {

using Clock = std::chrono::steady_clock;

constexpr const char* help = R"(torture [--kills N] [--seed S] [-- SERVER FLAGS...]

Starts the real server on a new data directory, sets clients on it over several sales, and kills it with SIGKILL at
random moments: under load, and while it starts. After each kill the server has to start again on the same data, what
became of unanswered requests is found out by trying again, and everything is audited: each acknowledged order there,
once, and none that nobody asked for; no SKU, quota or limit oversold; the books in balance. The journal is verified
again and again. Exit status 0: nothing was found; 1: something was, and the data directory is kept.

  --kills N   how often (default 200)
  --seed S    decides the moments and the mix (default: another each time; it is printed). It can't decide who wins a
              race, so the same seed makes a like run and not the same one.
)";
constexpr std::chrono::seconds line_period{2};
constexpr std::size_t complaints_shown = 20;

struct Arguments {
  int kills = 200;
  std::uint64_t seed = std::random_device()();
  std::vector<std::string> server_flags;
};

std::uint64_t number_after(int& i, int argc, char** argv) {
  char* end = nullptr;
  const char* text = ++i < argc ? argv[i] : "";
  const auto number = std::strtoull(text, &end, 10);
  if (*text != '\0' && *end == '\0') return number;
  std::fprintf(stderr, "torture: %s needs a number; see --help\n", argv[i - 1]);
  std::exit(2);
}

Arguments read(int argc, char** argv) {
  Arguments arguments;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--kills") == 0) {
      arguments.kills = static_cast<int>(number_after(i, argc, argv));
    } else if (std::strcmp(argv[i], "--seed") == 0) {
      arguments.seed = number_after(i, argc, argv);
    } else if (std::strcmp(argv[i], "--") == 0) {
      arguments.server_flags.assign(argv + i + 1, argv + argc);
      return arguments;
    } else {
      const bool asked = std::strcmp(argv[i], "--help") == 0;
      std::fputs(help, asked ? stdout : stderr);
      std::exit(asked ? 0 : 2);
    }
  }
  return arguments;
}

void show_progress(const TortureReport& report, int kills, Clock::time_point started, Clock::time_point& next) {
  const auto now = Clock::now();
  if (now < next) return;
  next = now + line_period;
  const double seconds = std::chrono::duration<double>(now - started).count();
  std::printf("torture: %d of %d kills (%d while starting), %llu orders acknowledged, %.1f kills/s, %.0f orders/s\n",
              report.kills, kills, report.kills_in_start, static_cast<unsigned long long>(report.orders_acknowledged),
              report.kills / seconds, static_cast<double>(report.orders_acknowledged) / seconds);
  std::fflush(stdout);
}

// "41,230"
std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (auto place = static_cast<std::ptrdiff_t>(digits.size()) - 3; place > 0; place -= 3) {
    digits.insert(static_cast<std::size_t>(place), ",");
  }
  return digits;
}

void show_summary(const TortureReport& report) {
  const auto acknowledged = grouped(report.orders_acknowledged);
  const auto wrong = report.count(Fault::wrong);
  const std::string others = wrong == 0 ? "" : ", " + std::to_string(wrong) + " otherwise wrong";
  std::printf("torture: %d kills, %s orders acknowledged, %zu lost, %zu doubled, %zu oversold%s\n", report.kills,
              acknowledged.c_str(), report.count(Fault::lost), report.count(Fault::doubled),
              report.count(Fault::oversold), others.c_str());
}

int failed(const Arguments& arguments, support::ScratchDirectory& scratch) {
  scratch.keep();
  std::printf("torture: FAILED with seed %llu; the data is kept in %s\n",
              static_cast<unsigned long long>(arguments.seed), scratch.path().c_str());
  return 1;
}

int run(const Arguments& arguments) {
  support::ScratchDirectory scratch;
  std::printf("torture: %d kills, seed %llu, data in %s\n", arguments.kills,
              static_cast<unsigned long long>(arguments.seed), scratch.path().c_str());
  const auto started = Clock::now();
  auto next_line = started;
  TortureOptions options{.kills = arguments.kills, .seed = arguments.seed, .data = scratch.path() / "data",
                         .flags = arguments.server_flags};
  options.progress = [&](const auto& report) { show_progress(report, arguments.kills, started, next_line); };
  try {
    const auto report = torture(options);
    for (std::size_t i = 0; i < std::min(report.complaints.size(), complaints_shown); ++i) {
      std::printf("torture: %s\n", report.complaints[i].text.c_str());
    }
    show_summary(report);
    return report.complaints.empty() ? 0 : failed(arguments, scratch);
  } catch (const std::exception& fault) {
    std::printf("torture: %s\n", fault.what());
    return failed(arguments, scratch);
  }
}

}  // namespace
}  // namespace doorbuster::system_tests

int main(int argc, char** argv) {
  return doorbuster::system_tests::run(doorbuster::system_tests::read(argc, argv));
}
