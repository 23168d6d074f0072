// Which nonces have been used: a file of fixed size that is mapped into memory, so that a server which is killed and
// started again still knows them. A nonce that was taken is not taken again for as long as a request with its timestamp
// would be let in; where there is no room to remember one more, it is not taken at all.
//
// What is written to the file survives the process. It may not survive the machine: where that ended without a clean
// stop of the server, nothing is known of what came before, and what was signed before is refused.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/core.hpp"
#include "net/access/sha256.hpp"

namespace doorbuster::net {

inline constexpr std::int64_t signature_age_max = 300;   // seconds that a timestamp may be behind the server's clock
inline constexpr std::int64_t signature_ahead_max = 30;  // ... and ahead of it

enum class NonceTaken : std::uint8_t {
  yes,
  used,      // before; of some hundred million new ones, one is taken for a used one
  too_old,   // its timestamp is before not_before(): whether it was used is not known any more
  no_room,   // too many were used lately
};

class NonceTable {
 public:
  static constexpr std::size_t bucket_slots = 16;
  static constexpr std::size_t usual_buckets = 512u << 10;
  static constexpr std::size_t usual_bytes = usual_buckets * bucket_slots * sizeof(std::uint64_t);  // 64 MiB
  // As the files of a data directory are named.
  static constexpr std::string_view file_name = "used.nonces";

  // Opens the file, or makes it. `now`: in seconds since 1970. `boot`: names the machine's run, as
  // /proc/sys/kernel/random/boot_id does; where it is empty, no file is believed that wasn't closed. One process at a
  // time.
  [[nodiscard]] static core::Result<std::shared_ptr<NonceTable>> open(const std::string& path, std::int64_t now,
                                                                      std::string_view boot,
                                                                      std::size_t buckets = usual_buckets);
  // Makes what is known survive the machine, and notes that it does.
  ~NonceTable();
  NonceTable(const NonceTable&) = delete;
  NonceTable& operator=(const NonceTable&) = delete;

  // Any thread, without a lock. `name`: the digest of key and nonce; `timestamp`: within its bounds at `now`, a moment
  // before 2106. Of threads that take the same at one time, at most one is told yes.
  [[nodiscard]] NonceTaken take(const Sha256Digest& name, std::int64_t timestamp, std::int64_t now);

  // A request with an earlier timestamp can't be told from a replay. Any thread.
  [[nodiscard]] std::int64_t not_before() const { return header().not_before.load(); }

 private:
  // The last second in which it counts << 32 | the name's mark; 0: never used.
  using Slot = std::atomic<std::uint64_t>;
  using Bucket = std::array<Slot, bucket_slots>;
  struct Header {
    std::array<char, 16> magic;
    std::uint64_t buckets;
    std::array<char, 40> boot;
    std::atomic<std::uint64_t> closed;  // 1: all of it is on the disk
    std::atomic<std::int64_t> not_before;
  };
  struct Room;

  NonceTable(void* mapped, std::size_t buckets) : mapped_(mapped), buckets_(buckets) {}

  [[nodiscard]] Header& header() const { return *static_cast<Header*>(mapped_); }
  [[nodiscard]] Bucket& bucket(std::uint64_t hash) const;
  [[nodiscard]] static Room room_in(Bucket& bucket, std::int64_t now);
  [[nodiscard]] bool holds_what_was_used(std::string_view boot) const;
  void begin(std::int64_t now, std::string_view boot);
  void forget_before(std::int64_t timestamp);

  void* mapped_;  // owned: a header, then the buckets
  std::size_t buckets_;
};

}  // namespace doorbuster::net
