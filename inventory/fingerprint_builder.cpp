// The fingerprint's arithmetic: each thing's fields in one canonical encoding (a tag for its kind, integers as eight
// bytes with the lowest first, texts and lists with their length before them), hashed by XXH3-64, and added up.
#include <boost/container/small_vector.hpp>
#include <type_traits>

#include "inventory/fingerprint.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace doorbuster::inventory {
namespace {

enum class Kind : std::uint8_t { position, sku, sale, sale_item, order, stock_key, refund, buyer_units };

class Encoding {
 public:
  explicit Encoding(Kind kind) { put(kind); }

  template <class... Values>
  Encoding& put_all(const Values&... values) {
    (put(values), ...);
    return *this;
  }

  // By the id; who has none any more, by the first order.
  Encoding& put_buyer(const BuyerId& id, OrderNumber first) {
    put(id);
    if (id.empty()) put(first);
    return *this;
  }

  [[nodiscard]] std::uint64_t hash() const { return XXH3_64bits(bytes_.data(), bytes_.size()); }

 private:
  template <class Value>
    requires(std::is_integral_v<Value> || std::is_enum_v<Value>)
  void put(Value value) {
    auto rest = static_cast<std::uint64_t>(value);
    for (std::size_t i = 0; i < sizeof rest; ++i, rest >>= 8) bytes_.push_back(static_cast<unsigned char>(rest));
  }
  void put(std::string_view text) {
    put(text.size());
    bytes_.insert(bytes_.end(), text.begin(), text.end());
  }
  void put(const std::string& text) { put(std::string_view(text)); }
  template <class Tag>
  void put(const Name<Tag>& name) {
    put(name.view());
  }
  template <class Tag, class Value>
  void put(const Number<Tag, Value>& number) {
    put(number.value);
  }
  void put(Instant instant) { put(instant.ms); }
  void put(const Currency& currency) { put(currency.view()); }
  void put(const KeyDigest& key) { put_all(key.high, key.low); }
  template <class Value>
  void put(const std::optional<Value>& value) {
    put(value.has_value());
    if (value) put(*value);
  }
  template <class Value, std::size_t size>
  void put(const std::array<Value, size>& values) {
    for (const Value& value : values) put(value);
  }
  void put(AddedFlag flag) {
    if (flag) put_all(true);
  }
  void put(const std::vector<SaleItemTerms>& items) { put_list(items); }
  void put(const OrderLines& lines) { put_list(lines); }
  void put(const SaleTerms& terms) { put_fields(terms); }

  template <class List>
  void put_list(const List& list) {
    put(list.size());
    for (const auto& element : list) put_fields(element);
  }
  template <class Fields>
  void put_fields(const Fields& thing) {
    Fields::fields(thing, [this](const char*, const auto& field) { put(field); });
  }

  static constexpr std::size_t usual_bytes = 1024;  // a bigger sale or order is encoded in allocated memory
  boost::container::small_vector<unsigned char, usual_bytes> bytes_;
};

}  // namespace

void FingerprintBuilder::add(Position events_applied) {
  sum_ += Encoding(Kind::position).put_all(events_applied).hash();
}

void FingerprintBuilder::add(const SkuFacts& facts) {
  sum_ += Encoding(Kind::sku)
              .put_all(facts.merchant, facts.sku, facts.name, facts.received, facts.held, facts.sold)
              .hash();
}

void FingerprintBuilder::add(const SaleFacts& facts) {
  sum_ += Encoding(Kind::sale).put_all(facts.merchant, facts.terms, facts.gmv, facts.orders).hash();
}

void FingerprintBuilder::add(const SaleItemFacts& facts) {
  sum_ += Encoding(Kind::sale_item).put_all(facts.merchant, facts.sale, facts.sku, facts.held, facts.sold).hash();
}

void FingerprintBuilder::add(const OrderFacts& facts) {
  sum_ += Encoding(Kind::order)
              .put_all(facts.merchant, facts.order, facts.record, facts.sale)
              .put_buyer(facts.buyer, facts.first_of_buyer)
              .put_all(facts.lines, facts.total, facts.currency, facts.created_at, facts.hold_expires_at)
              .put_all(facts.late_payment, facts.status)
              .put_all(facts.payment, facts.key, facts.body)
              .hash();
}

void FingerprintBuilder::add(const StockKeyFacts& facts) {
  sum_ += Encoding(Kind::stock_key)
              .put_all(facts.key, facts.body, facts.merchant, facts.sku, facts.record)
              .hash();
}

void FingerprintBuilder::add(const RefundFacts& facts) {
  sum_ += Encoding(Kind::refund).put_all(facts.order, facts.payment).hash();
}

void FingerprintBuilder::add(const BuyerUnitsFacts& facts) {
  sum_ += Encoding(Kind::buyer_units)
              .put_all(facts.merchant, facts.sale, facts.sku)
              .put_buyer(facts.buyer, facts.first_of_buyer)
              .put_all(facts.units)
              .hash();
}

}  // namespace doorbuster::inventory
