// The parameters of a signed request: any bytes are refused, or say one thing, which they also say once they are
// written back; and nothing in them can end a line of the text that is signed.
#include <algorithm>

#include "net/access/signature.hpp"
#include "tests/fuzz/must_hold.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace doorbuster;
  const fuzz::ExactBytes bytes(fuzz::text_of(data, size));
  const auto signature = net::parse_signature(bytes.text());
  if (!signature) return 0;

  const auto parts = net::SignedParts{"GET", "/v1/orders", ""};
  const auto text = net::text_to_sign(*signature, parts);
  fuzz::must_hold(std::ranges::count(text, '\n') == 6, "what is signed has seven lines");
  fuzz::must_hold(std::to_string(signature->timestamp) == signature->timestamp_text, "a time has one spelling");

  const auto field = net::to_field(*signature);
  const auto again = net::parse_signature(std::string_view(field).substr(net::signature_scheme.size() + 1));
  fuzz::must_hold(again.has_value(), "what was read can be written");
  fuzz::must_hold(again->key == signature->key && again->code == signature->code, "and says the same");
  fuzz::must_hold(net::text_to_sign(*again, parts) == text, "and signs the same");
  return 0;
}
