// Configuration files: any bytes are refused, every fault in a sentence of its own, or are settings; and what
// --check-config would print of those is a configuration file that says the same.
#include <sys/mman.h>
#include <unistd.h>

#include <string>

#include "app/settings/settings_sources.hpp"
#include "app/settings/settings_text.hpp"
#include "tests/fuzz/must_hold.hpp"

namespace doorbuster::fuzz {
namespace {

// A file in memory, with a path.
class ConfigFile {
 public:
  explicit ConfigFile(std::string_view text) : descriptor_(memfd_create("settings", 0)) {
    must_hold(descriptor_ >= 0 && write(descriptor_, text.data(), text.size()) == static_cast<ssize_t>(text.size()),
              "a file in memory can be written");
  }
  ~ConfigFile() { close(descriptor_); }
  ConfigFile(const ConfigFile&) = delete;
  ConfigFile& operator=(const ConfigFile&) = delete;
  [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_;
};

app::ResolvedSettings resolved(std::string_view text) {
  const ConfigFile file(text);
  return app::resolve_settings({.flags = {}, .environment = {}, .config_path = file.path()});
}

// Every setting's value, in the table's order.
std::string values(const app::Settings& settings) {
  std::string all;
  for (const auto& setting : app::all_settings()) all.append(setting.show(settings)).append("\n");
  return all;
}

}  // namespace
}  // namespace doorbuster::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace doorbuster::fuzz;
  const auto first = resolved(text_of(data, size));
  for (const auto& error : first.errors) must_hold(!error.empty(), "a refusal says why");
  if (!first.errors.empty()) return 0;
  const auto again = resolved(doorbuster::app::effective_settings_text(first));
  must_hold(again.errors.empty(), "what is in force can be said in a file");
  must_hold(values(again.settings) == values(first.settings), "that file says what is in force");
  return 0;
}
