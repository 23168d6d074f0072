// The corruption matrix's command line.
#include <malloc.h>

#include <CLI/CLI.hpp>
#include <string>
#include <thread>

#include "tests/simulation/corruption.hpp"

int main(int argc, char** argv) {
  using namespace doorbuster::simulation;
  constexpr std::size_t told_at_most = 10;
  constexpr std::size_t told_every = 1000;
  std::uint64_t stride = 1;
  std::string only;
  unsigned processes = std::max(1u, std::thread::hardware_concurrency());
  CLI::App app("Damages every byte and every block of a journal and of a snapshot, in every way, and demands that the "
               "next start has lost nothing or refuses. Exit code 1: a loss that nobody noticed.", "corruption_matrix");
  app.add_option("--stride", stride, "Of the bytes, every so many")->check(CLI::PositiveNumber)->capture_default_str();
  app.add_option("--only", only, "The journal alone, or a snapshot alone")
      ->check(CLI::IsMember({"journal", "snapshot"}));
  app.add_option("--processes", processes, "How many at once")->check(CLI::PositiveNumber)->capture_default_str();
  CLI11_PARSE(app, argc, argv);

  constexpr int kept_bytes = 32 << 20;  // starts make and drop the same few large buffers: keep their memory
  mallopt(M_MMAP_THRESHOLD, kept_bytes);
  mallopt(M_TRIM_THRESHOLD, kept_bytes);
  std::size_t wrong = 0;
  for (const Patient& patient : patients()) {
    if (!patient.name.ends_with(only)) continue;
    const auto rows = damage_all(patient, stride, processes, [&](std::size_t tried, std::size_t all) {
      if (tried % told_every != 0 && tried != all) return;
      std::fprintf(stderr, "\r%s: %zu of %zu damages%s", patient.name.c_str(), tried, all, tried == all ? "\n" : "");
    });
    std::fputs(table(patient, rows).c_str(), stdout);
    std::fflush(stdout);
    for (const Row& row : rows) {
      for (std::size_t i = 0; i < std::min(row.wrong.size(), told_at_most); ++i) std::puts(row.wrong[i].c_str());
      wrong += row.wrong.size();
    }
  }
  return wrong == 0 ? 0 : 1;
}
