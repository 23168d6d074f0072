// A parser with a bug on purpose: it takes what follows the last chunk for the message's end, trailers or not, where
// no more has come yet. The claim that requests are read must find it, or the claim is worth nothing (scripts/fuzz.sh).
#include "tests/fuzz/cuts.hpp"

namespace doorbuster::fuzz {
namespace {

class HastyParser : public net::RequestParser {
 public:
  Progress parse(std::span<char> message) {
    const auto progress = net::RequestParser::parse(message);
    const std::string_view come(message.data(), message.size());
    const bool hasty = progress == Progress::need_more && reads_body() && head().chunked() && come.ends_with("0\r\n");
    hasty_bytes_ = hasty ? message.size() : 0;
    return hasty ? Progress::complete : progress;
  }
  [[nodiscard]] std::size_t message_bytes() const {
    return hasty_bytes_ > 0 ? hasty_bytes_ : net::RequestParser::message_bytes();
  }

 private:
  std::size_t hasty_bytes_ = 0;
};

}  // namespace
}  // namespace doorbuster::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  doorbuster::fuzz::check_cuts<doorbuster::fuzz::HastyParser>(data, size);
  return 0;
}
