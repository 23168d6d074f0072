// Plain files are read as they are; .xz goes through liblzma, which checks the file's own checksums.
#include "loadtest/promotion/text_file.hpp"

#include <fmt/format.h>
#include <lzma.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

namespace doorbuster::loadtest {
namespace {

constexpr std::size_t chunk_bytes = 256u << 10;
constexpr std::uint64_t decoder_memory_max = 256u << 20;

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

Outcome<std::string> read_bytes(const std::string& path) {
  const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "rb"));
  if (!file) return Problem{fmt::format("Can't open the trace {}: {}.", path, std::strerror(errno))};
  std::string bytes;
  std::string chunk(chunk_bytes, '\0');
  while (const std::size_t got = std::fread(chunk.data(), 1, chunk.size(), file.get())) {
    bytes.append(chunk, 0, got);
    if (bytes.size() > text_bytes_max) return Problem{fmt::format("The trace {} is larger than 1 GiB.", path)};
  }
  if (std::ferror(file.get()) != 0) {
    return Problem{fmt::format("Can't read the trace {}: {}.", path, std::strerror(errno))};
  }
  return {boost::system::in_place_value, std::move(bytes)};
}

struct Decoder {
  lzma_stream stream = LZMA_STREAM_INIT;
  Decoder() = default;
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;
  ~Decoder() { lzma_end(&stream); }
};

Outcome<std::string> decompress(const std::string& path, const std::string& packed) {
  Decoder decoder;
  lzma_stream& stream = decoder.stream;
  if (lzma_stream_decoder(&stream, decoder_memory_max, LZMA_CONCATENATED) != LZMA_OK) {
    return Problem{fmt::format("Can't start to decompress {}: not enough memory.", path)};
  }
  std::string text;
  std::string chunk(chunk_bytes, '\0');
  stream.next_in = reinterpret_cast<const std::uint8_t*>(packed.data());
  stream.avail_in = packed.size();
  for (lzma_ret state = LZMA_OK; state != LZMA_STREAM_END;) {
    stream.next_out = reinterpret_cast<std::uint8_t*>(chunk.data());
    stream.avail_out = chunk.size();
    state = lzma_code(&stream, LZMA_FINISH);
    if (state != LZMA_OK && state != LZMA_STREAM_END) {
      return Problem{fmt::format("The trace {} is damaged or not an xz file: decompressing stopped after {} bytes. "
                                 "Fetch it again; `xz -t` checks it.", path, text.size())};
    }
    text.append(chunk, 0, chunk.size() - stream.avail_out);
    if (text.size() > text_bytes_max) return Problem{fmt::format("The trace {} is larger than 1 GiB.", path)};
  }
  return {boost::system::in_place_value, std::move(text)};
}

}  // namespace

Outcome<std::string> read_text_file(const std::string& path) {
  Outcome<std::string> bytes = read_bytes(path);
  if (!bytes || !path.ends_with(".xz")) return bytes;
  return decompress(path, *bytes);
}

}  // namespace doorbuster::loadtest
