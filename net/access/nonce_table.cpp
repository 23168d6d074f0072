// Nonces in a mapped file: two buckets for each, of which the emptier takes it, so that most slots can be used.
#include "net/access/nonce_table.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace doorbuster::net {
namespace {

constexpr std::string_view magic = "dbr-nonces-v1\n";
constexpr std::size_t header_bytes = 4'096;
constexpr mode_t owner_only = 0600;

core::Failure failure(const std::string& path, std::string_view what, int error) {
  return {core::FailureKind::io,
          fmt::format("The file of used nonces, {}, {}: {}. Without it no signed request can be taken.", path, what,
                      std::strerror(error))};
}

constexpr std::int64_t until_of(std::uint64_t slot) { return static_cast<std::int64_t>(slot >> 32); }
constexpr bool is_over(std::uint64_t slot, std::int64_t now) { return until_of(slot) < now; }

constexpr std::uint32_t mark_of(std::uint64_t slot) { return static_cast<std::uint32_t>(slot); }

// Where a nonce may be, and what tells it from others there.
struct NameParts {
  std::uint64_t first_bucket, second_bucket;
  std::uint32_t mark;
  std::array<std::uint32_t, 3> unused;
};

template <std::size_t size>
bool is_text(const std::array<char, size>& held, std::string_view text) {
  return text.size() < size && std::string_view(held.data(), text.size()) == text && held[text.size()] == '\0';
}
template <std::size_t size>
void keep_text(std::array<char, size>& held, std::string_view text) {
  held.fill('\0');
  std::copy_n(text.begin(), std::min(text.size(), size - 1), held.begin());
}

// A file that a power cut takes away again would look like one that never was.
bool sync_directory_of(const std::string& path) {
  const auto directory = std::filesystem::absolute(path).parent_path();
  const core::Descriptor descriptor(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return descriptor.is_open() && ::fsync(descriptor.get()) == 0;
}

}  // namespace

// What a bucket has to offer: how many of its slots, and the first of them with what it holds now.
struct NonceTable::Room {
  std::size_t slots = 0;
  Slot* first = nullptr;
  std::uint64_t held = 0;
};

core::Result<std::shared_ptr<NonceTable>> NonceTable::open(const std::string& path, std::int64_t now,
                                                           std::string_view boot, std::size_t buckets) {
  static_assert(Slot::is_always_lock_free && sizeof(Bucket) == 2 * 64 && sizeof(Header) <= header_bytes);
  const std::size_t bytes = header_bytes + buckets * sizeof(Bucket);
  const core::Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, owner_only));
  if (!file.is_open()) return failure(path, "can't be opened", errno);
  // All of it has its place on the disk now: a page that couldn't be written later would end the process.
  if (const int error = posix_fallocate(file.get(), 0, static_cast<off_t>(bytes)); error != 0) {
    return failure(path, fmt::format("can't have the {} MiB that it takes", bytes >> 20), error);
  }
  void* mapped = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file.get(), 0);
  if (mapped == MAP_FAILED) return failure(path, "can't be mapped", errno);
  std::shared_ptr<NonceTable> table(new NonceTable(mapped, buckets));
  table->begin(now, boot);
  if (::fsync(file.get()) != 0 || !sync_directory_of(path)) return failure(path, "can't be written", errno);
  return table;
}

NonceTable::~NonceTable() {
  const std::size_t bytes = header_bytes + buckets_ * sizeof(Bucket);
  if (msync(mapped_, bytes, MS_SYNC) == 0) {
    header().closed = 1;
    msync(mapped_, header_bytes, MS_SYNC);
  }
  munmap(mapped_, bytes);
}

bool NonceTable::holds_what_was_used(std::string_view boot) const {
  const Header& held = header();
  if (!is_text(held.magic, magic) || held.buckets != buckets_) return false;
  return held.closed == 1 || (!boot.empty() && is_text(held.boot, boot));
}

// Clocks of clients may be ahead: what one of them signed and the server took may have a timestamp of later than now.
// The magic comes after the slots, and the boot after that: killed at any point, it begins anew the next time.
void NonceTable::begin(std::int64_t now, std::string_view boot) {
  Header& held = header();
  if (!holds_what_was_used(boot)) {
    const bool is_new = held.magic[0] == '\0';
    if (!is_new) std::memset(static_cast<char*>(mapped_) + header_bytes, 0, buckets_ * sizeof(Bucket));
    held.not_before = is_new ? now : now + signature_ahead_max + 1;
    held.buckets = buckets_;
    keep_text(held.magic, magic);
  }
  keep_text(held.boot, boot);
  held.closed = 0;
}

NonceTable::Bucket& NonceTable::bucket(std::uint64_t hash) const {
  auto* first = reinterpret_cast<Bucket*>(static_cast<char*>(mapped_) + header_bytes);
  return first[hash % buckets_];
}

NonceTable::Room NonceTable::room_in(Bucket& bucket, std::int64_t now) {
  Room room;
  for (Slot& slot : bucket) {
    const auto held = slot.load();
    if (!is_over(held, now)) continue;
    if (room.slots++ == 0) room = {1, &slot, held};
  }
  return room;
}

void NonceTable::forget_before(std::int64_t timestamp) {
  auto& not_before = header().not_before;
  auto known = not_before.load();
  while (known < timestamp && !not_before.compare_exchange_weak(known, timestamp)) {
  }
}

// Two threads that take the same nonce may put it into two slots: each looks once more after that, so at least one of
// them sees the other, and is refused. A slot is taken again once no request of its timestamp would be let in; should a
// clock be set back after that, or another thread's be a moment behind, not_before, raised first, still knows.
NonceTaken NonceTable::take(const Sha256Digest& name, std::int64_t timestamp, std::int64_t now) {
  const auto parts = std::bit_cast<NameParts>(name);
  const std::array<Bucket*, 2> buckets{&bucket(parts.first_bucket), &bucket(parts.second_bucket)};
  const auto is_known = [&](const Slot* own) {
    return std::ranges::any_of(buckets, [&](const Bucket* bucket) {
      return std::ranges::any_of(*bucket, [&](const Slot& slot) {
        const auto held = slot.load();
        return &slot != own && mark_of(held) == parts.mark && !is_over(held, now);
      });
    });
  };
  const auto mine = static_cast<std::uint64_t>(timestamp + signature_age_max) << 32 | parts.mark;
  for (;;) {
    if (is_known(nullptr)) return NonceTaken::used;
    const std::array rooms{room_in(*buckets[0], now), room_in(*buckets[1], now)};
    Room room = rooms[0].slots >= rooms[1].slots ? rooms[0] : rooms[1];
    if (room.first == nullptr) return NonceTaken::no_room;
    if (room.held != 0) forget_before(until_of(room.held) - signature_age_max + 1);
    if (!room.first->compare_exchange_strong(room.held, mine)) continue;
    if (timestamp < not_before()) return NonceTaken::too_old;
    return is_known(room.first) ? NonceTaken::used : NonceTaken::yes;
  }
}

}  // namespace doorbuster::net
