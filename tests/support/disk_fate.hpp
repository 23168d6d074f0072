// What befalls the calls on a simulated disk: asked at each, answered by a script or by dice.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace doorbuster::support {

enum class Call : std::uint8_t {
  list, open, read, write, create_zeroed, create, append, finish, open_note, set_note, rename, remove
};

enum class Crash : std::uint8_t {
  process,  // kill -9: the page cache stays, and of the write under way the first so many blocks
  power,    // of what isn't settled, and of the sectors of the write under way, any part
};

enum class Fate : std::uint8_t {
  done,
  error,         // EIO; of a write, any part may have arrived all the same
  no_space,      // ENOSPC
  part,          // a short write, told as a failure; any other call: as `error`
  lying,         // a write that is told as done, and that a power cut may take back
  misdirected,   // a write that is told as done, and stands in another place
  crash_before,  // the call has done nothing
  crash_within,  // the call has done a part
  crash_after,   // the call has done all, and nobody was told
};
inline constexpr std::size_t fates = static_cast<std::size_t>(Fate::crash_after) + 1;

class DiskFate {
 public:
  virtual ~DiskFate() = default;

  [[nodiscard]] virtual Fate of(Call call, const std::string& name) = 0;
  // Which kind the crashes of of() are.
  [[nodiscard]] virtual Crash crash() = 0;
  [[nodiscard]] virtual std::int64_t duration_ns(Call call) = 0;
  // Until background work is done without anybody waiting for it; 0: as soon as it is begun.
  [[nodiscard]] virtual std::int64_t background_ns() = 0;
  // Every other choice: 0 to `sides` - 1.
  [[nodiscard]] virtual std::uint64_t below(std::uint64_t sides) = 0;
};

// In words, for messages: "write".
[[nodiscard]] constexpr std::string_view name_of(Call call) {
  constexpr std::string_view names[] = {"list",   "open",   "read", "write", "create", "create",
                                        "append", "finish", "open", "note",  "rename", "remove"};
  return names[static_cast<std::size_t>(call)];
}

}  // namespace doorbuster::support
