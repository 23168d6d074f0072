// The script.
#include "tests/support/memory_files.hpp"

namespace doorbuster::support {
namespace {

constexpr std::int64_t held_ns = 3'600'000 * ns_in_ms;

}  // namespace

Fate ScriptedFate::of(Call call, const std::string&) {
  const bool by_number = calls_until_failure > 0 && --calls_until_failure == 0;
  const bool by_kind = failing == name_of(call);
  if (by_kind) failing.clear();
  return by_number || by_kind ? Fate::error : Fate::done;
}

void MemoryFiles::hold_writes(bool held) {
  if (!held) time.pass(held_ns);  // what was held is done by now
  fate.write_ns = held ? held_ns : 0;
}

}  // namespace doorbuster::support
