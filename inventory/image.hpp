// A state as plain bytes: for who keeps it, sends it or compresses it. The bytes depend on what is true alone, not on
// memory layout or on Capacity: equal states have equal images. docs/snapshot.md tells the format. An image has no
// checksum of its own; whoever keeps it adds one.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string_view>

namespace doorbuster::inventory {

class State;

// Takes the next bytes. False: the sink has failed, and no more will be put.
using PutBytes = std::function<bool(std::span<const std::byte>)>;
// Fills all of the span with the next bytes, or is false: the source has ended or failed, and no more will be asked.
using GetBytes = std::function<bool(std::span<std::byte>)>;

// In pieces of image_piece_bytes, the last one shorter; false as soon as `put` said so.
inline constexpr std::size_t image_piece_bytes = std::size_t{256} << 10;
[[nodiscard]] bool write_image(const State& state, const PutBytes& put);

// `empty`: a state to which nothing was ever applied. Nothing: it now is the state that was written, with the same
// fingerprint and the same answers from here on; ended holds no longer wait in its queue, so next_expiry() may be later
// than the written state's, and no sooner than a hold is due. Otherwise why not (a literal), and it is of no use.
// Trusts nothing: whatever is loaded holds all invariants. It asks for exactly the image's bytes, in pieces of a few
// bytes up to 2 MiB. An image that exceeds the state's capacity is refused in the words of apply().
[[nodiscard]] std::optional<std::string_view> read_image(State& empty, const GetBytes& get);

}  // namespace doorbuster::inventory
