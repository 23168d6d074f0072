// The canonical encoding that is digested: a kind, then each field, texts with their length before them and numbers in
// eight bytes, least first. Bindings live in the journal, so this encoding may never change.
#include "net/api/content_digest.hpp"

#include <bit>

namespace doorbuster::net {
namespace {

class CanonicalContent {
 public:
  CanonicalContent(std::string& bytes, char kind) : bytes_(bytes) { bytes_.assign(1, kind); }

  void add(std::uint64_t number) {
    static_assert(std::endian::native == std::endian::little);
    bytes_.append(reinterpret_cast<const char*>(&number), sizeof number);
  }
  void add(std::int64_t number) { add(static_cast<std::uint64_t>(number)); }
  void add(std::string_view text) {
    add(std::uint64_t{text.size()});
    bytes_.append(text);
  }

 private:
  std::string& bytes_;
};

}  // namespace

inventory::BodyDigest digest_content(const core::Digests& digests, const inventory::PlaceOrder& order,
                                     std::string& scratch) {
  CanonicalContent content(scratch, 'O');
  content.add(order.sale.view());
  content.add(order.buyer.view());
  content.add(std::uint64_t{order.lines.size()});
  for (const inventory::WantedLine& line : order.lines) {
    content.add(line.sku.view());
    content.add(line.qty);
  }
  return digests.body(scratch);
}

inventory::BodyDigest digest_content(const core::Digests& digests, const inventory::AdjustStock& stock,
                                     std::string& scratch) {
  CanonicalContent content(scratch, 'S');
  content.add(stock.sku.view());
  content.add(stock.delta);
  content.add(std::string_view(stock.reason));
  return digests.body(scratch);
}

}  // namespace doorbuster::net
