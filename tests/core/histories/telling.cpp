// Visits the facts' own field lists.
#include "tests/core/histories/telling.hpp"

#include <sstream>
#include <variant>

namespace doorbuster::core {
namespace {

using namespace inventory;

class Teller {
 public:
  template <class Field>
  void operator()(std::string_view name, const Field& field) {
    text_ << name << '=';
    value(field);
    text_ << ' ';
  }
  [[nodiscard]] std::string text() const { return text_.str(); }
  std::ostringstream& stream() { return text_; }

 private:
  template <class Tag>
  void value(const Name<Tag>& name) { text_ << name.view(); }
  template <class Tag, class Value>
  void value(const Number<Tag, Value>& number) { text_ << number.value; }
  void value(const std::string& text) { text_ << '"' << text << '"'; }
  void value(std::int64_t number) { text_ << number; }
  void value(std::uint32_t number) { text_ << number; }
  void value(Instant instant) { text_ << instant.ms; }
  void value(const Currency& currency) { text_ << currency.view(); }
  void value(AddedFlag flag) { text_ << (flag ? "yes" : "no"); }
  void value(LatePayment late) { text_ << static_cast<int>(late); }
  void value(const KeyDigest& digest) { text_ << digest.high << ':' << digest.low; }
  void value(const std::optional<Quantity>& quantity) { quantity ? value(*quantity) : void(text_ << "none"); }
  void value(const OrderLines& lines) { list(lines); }
  void value(const std::vector<SaleItemTerms>& items) { list(items); }
  template <class List>
  void list(const List& list) {
    text_ << "[ ";
    for (const auto& item : list) {
      std::remove_cvref_t<decltype(item)>::fields(item, *this);
      text_ << "| ";
    }
    text_ << ']';
  }

  std::ostringstream text_;
};

}  // namespace

std::string tell(const Event& event) {
  Teller teller;
  teller("at", event.at);
  teller("merchant", event.merchant);
  std::visit(
      [&]<class F>(const F& fact) {
        teller.stream() << F::type << ": ";
        F::fields(fact, teller);
      },
      event.fact);
  return teller.text();
}

}  // namespace doorbuster::core
