// Every bound of the transport that is not an operator's to set (those are ServerOptions), in one place.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace doorbuster::net::transport {

// A message.
inline constexpr std::size_t head_bytes_max = 8u << 10;      // request line and fields: beyond it 431
inline constexpr std::size_t head_fields_max = 100;          // 431
inline constexpr std::size_t target_bytes_max = 4u << 10;    // 414
inline constexpr std::size_t chunk_line_bytes_max = 272;     // a chunk's size and extensions
inline constexpr std::size_t trailer_bytes_max = 8u << 10;   // read, checked and dropped
// What chunked coding may cost on top of a body of at most `body_bytes_max`.
[[nodiscard]] constexpr std::size_t chunk_framing_bytes_max(std::size_t body_bytes_max) {
  return (16u << 10) + body_bytes_max / 4;
}

// A connection.
inline constexpr std::size_t input_bytes = 16u << 10;        // its buffer; grows to what one message may take
inline constexpr std::size_t output_bytes = 64u << 10;       // rendering pauses here until the socket took it
inline constexpr std::size_t output_bytes_crowded = 16u << 10;  // ... and here while all buffers are full
// What the system takes of it ahead of what it can send: a client that reads nothing gets no more of the system's
// memory than this and what it has offered to hold itself.
inline constexpr int unsent_bytes_max = 64 << 10;
inline constexpr std::size_t idle_bytes = 4u << 10;          // kept for rounds and answers while there are none
inline constexpr std::size_t round_requests_max = 64;        // pipelined requests answered together, and in a turn
inline constexpr std::size_t eager_requests_max = 16;        // of what has just come, before the rest waits for a turn
inline constexpr std::size_t round_commands_max = 8'192;     // no request is added to a round that has as many

// What a request is taken to need beyond an ordinary one's few hundred bytes, before it is known.
inline constexpr std::size_t ordinary_commands = 64;              // of a batch, and orders or events of a page
inline constexpr std::size_t ordinary_body_bytes = 16u << 10;     // of an answer
inline constexpr std::size_t bytes_of_command = 1'536;            // command, answer and its text
inline constexpr std::size_t bytes_of_order = 1'024;              // as an order of a page, and its text
inline constexpr std::size_t bytes_of_sale = 2'048;               // the same, with a few items
inline constexpr std::size_t bytes_of_watched_item = 512;         // as one of the live figures, and its text
inline constexpr std::size_t bytes_of_event = 512;                // the same

// A thread.
inline constexpr std::chrono::milliseconds sweep_interval{250};   // how finely deadlines are kept
inline constexpr std::size_t sweep_looks_max = 256;               // connections looked at before others' turns
inline constexpr std::size_t sweep_ends_max = 1;                  // ... and of these ended, which takes far longer
inline constexpr std::size_t sweep_reads_max = 8;                 // ... or read, which takes longer as well
// A request or handshake that is not whole after so long, and of which no more came last than so much, trickles: it
// is read by the sweep.
inline constexpr std::chrono::milliseconds trickle_after{500};
inline constexpr std::size_t trickle_bytes_max = 1u << 10;
inline constexpr std::chrono::milliseconds crowded_idle{1'000};   // of an idle connection, where nearly all are taken
// So many are nearly all.
[[nodiscard]] constexpr std::uint64_t crowd(std::uint64_t connections_max) {
  return connections_max - connections_max / 8;
}
inline constexpr std::chrono::milliseconds linger{1'000};         // reading on after a last answer, so that it arrives
inline constexpr std::chrono::milliseconds accept_backoff{100};   // when the process has no descriptor left

// The event feed.
inline constexpr std::size_t feed_queue_max = 256;                // pages waiting for the feed's thread
inline constexpr std::size_t stream_events_max = 256;             // in one chunk of a stream
// Of all merchants' events, looked at in search of one's own: for one page, and for a stream before others' turns.
inline constexpr std::size_t page_events_scanned_max = 128u << 10;
inline constexpr std::size_t stream_events_scanned_max = 16u << 10;
inline constexpr std::chrono::milliseconds stream_poll{25};
inline constexpr std::chrono::milliseconds stream_heartbeat{15'000};

// The live figures.
inline constexpr std::size_t live_streams_max = 64;
inline constexpr std::chrono::milliseconds live_interval{200};    // between two readings of them

// The request log (net/request_log/request_lane has its lanes' bounds).
inline constexpr std::chrono::milliseconds request_log_interval{50};    // between two looks at what there is to write
inline constexpr std::size_t request_log_write_bytes = 64u << 10;       // in one write

// The figures of stock in /metrics.
inline constexpr std::chrono::milliseconds stock_interval{1'000};   // between two readings of them
inline constexpr std::chrono::milliseconds stock_age_max{5'000};    // a reading that is older isn't shown
inline constexpr std::chrono::milliseconds stock_asked_for{300'000};  // read on for so long after a scrape
inline constexpr std::size_t stock_merchants_max = 64;              // who are scraped; further ones have no figures

static_assert(head_bytes_max <= input_bytes, "a head fits the buffer that every connection has");
static_assert(target_bytes_max < head_bytes_max);

}  // namespace doorbuster::net::transport
