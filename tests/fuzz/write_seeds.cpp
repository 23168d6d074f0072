// Writes what the fuzz targets begin with: write_seeds DIRECTORY makes a folder for each of them. Requests come from
// the table of malformed ones, journal and snapshot from the golden files.
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/settings/settings_text.hpp"
#include "core/snapshot/snapshot.hpp"
#include "tests/fuzz/laid_out_journal.hpp"
#include "tests/fuzz/must_hold.hpp"
#include "tests/fuzz/seed_bodies.hpp"
#include "tests/fuzz/small_state.hpp"
#include "tests/net/transport/malformed_requests.hpp"
#include "tests/support/memory_files.hpp"

namespace doorbuster::fuzz {
namespace {

constexpr std::size_t request_bytes_max = 10'000;  // longer ones only make every step slow
constexpr std::string_view uncut("\0", 1);         // behind a request: it comes in one piece

class Seeds {
 public:
  Seeds(const std::filesystem::path& root, std::string_view target) : folder_(root / target) {
    std::filesystem::create_directories(folder_);
  }
  void add(std::string_view bytes) {
    std::ofstream file(folder_ / ("seed-" + std::to_string(++count_)), std::ios::binary);
    must_hold(static_cast<bool>(file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()))),
              "a seed can be written");
  }

 private:
  std::filesystem::path folder_;
  std::size_t count_ = 0;
};

std::string golden(const char* name) {
  std::ifstream file(std::filesystem::path(DOORBUSTER_GOLDEN) / name, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  must_hold(!bytes.empty(), "there is a golden file");
  return bytes;
}

std::string text_of(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

void write_requests(const std::filesystem::path& root) {
  Seeds seeds(root, "requests");
  for (const auto& row : net::test::malformed_requests()) {
    if (row.bytes.size() <= request_bytes_max) seeds.add(row.bytes + std::string(uncut));
  }
  for (const auto request : good_requests) seeds.add(std::string(request) + std::string(uncut));
  // The bug that was planted there shows once this one is cut in the right place.
  const std::string padding = "X: " + std::string(400, 'x') + "\r\n";
  Seeds(root, "canary").add("POST / HTTP/1.1\r\nHost: a\r\n" + padding +
                            "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n" + std::string(uncut));
}

void write_bodies(const std::filesystem::path& root) {
  Seeds seeds(root, "bodies");
  for (const auto body : bodies) seeds.add(body);
}

void write_journal(const std::filesystem::path& root) {
  const std::string bytes = golden("journal-v1.seg");
  Seeds segments(root, "journal");
  Seeds records(root, "records");
  segments.add(as_it_stands + bytes);
  std::string batches;
  for (std::size_t at = core::block_bytes; at < bytes.size();) {
    core::BatchHeader header;
    const auto block = std::as_bytes(std::span(bytes)).subspan(at, core::block_bytes);
    if (!core::read_batch_header(block, header)) break;
    const std::string body = bytes.substr(at + sizeof header, header.body_bytes);
    const std::uint32_t right = 0;
    for (const auto value : {header.events, header.flags, right, header.body_bytes % 256, header.body_bytes / 256}) {
      batches.push_back(static_cast<char>(value));
    }
    segments.add(batches.append(body));
    if (!body.empty()) records.add(body);
    at += core::batch_bytes(header);
  }
}

void write_snapshot(const std::filesystem::path& root) {
  constexpr std::uint64_t golden_segment = 12;
  const std::string bytes = golden("snapshot-v1.snap");
  Seeds seeds(root, "snapshot");
  seeds.add("=" + bytes);
  support::MemoryDisk disk;
  disk.create(core::snapshot_name(golden_segment), bytes.size());
  disk.write(core::snapshot_name(golden_segment), 0, std::as_bytes(std::span(bytes)));
  support::MemoryFiles files(disk);
  const auto put_image = [&](const inventory::State& state) {
    std::string image;
    (void)inventory::write_image(state, [&](std::span<const std::byte> piece) {
      image.append(text_of(piece));
      return true;
    });
    seeds.add(image);
  };
  const auto snapshot = core::read_snapshot(files, golden_segment, small_state, core::unwatched);
  must_hold(snapshot.has_value(), "the golden snapshot can be read");
  put_image(snapshot->state);
  put_image(inventory::State(small_state));
}

void write_settings(const std::filesystem::path& root) {
  Seeds seeds(root, "settings");
  seeds.add(app::effective_settings_text(app::resolve_settings({})));
  for (const auto text : configurations) seeds.add(text);
}

void write_signatures(const std::filesystem::path& root) {
  Seeds seeds(root, "signature");
  const std::string hex(64, 'a');
  const std::string key = "key=3f9a12bc04", time = "timestamp=1795305600", nonce = "nonce=a3f1c09e5b7d2468";
  seeds.add(key + ", " + time + ", " + nonce + ", content=" + hex + ", signature=" + hex);
  seeds.add("signature=" + hex + ",content=" + hex + "," + nonce + "," + time + "," + key);
}

}  // namespace
}  // namespace doorbuster::fuzz

int main(int count, char** arguments) {
  using namespace doorbuster::fuzz;
  must_hold(count == 2, "write_seeds takes one directory");
  const std::filesystem::path root = arguments[1];
  write_requests(root);
  write_bodies(root);
  write_journal(root);
  write_snapshot(root);
  write_settings(root);
  write_signatures(root);
}
