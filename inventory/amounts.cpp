// Reads a currency's code.
#include "inventory/amounts.hpp"

namespace doorbuster::inventory {

std::optional<Currency> Currency::parse(std::string_view text) {
  Currency currency;
  if (text.size() != sizeof currency.code) return std::nullopt;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] < 'A' || text[i] > 'Z') return std::nullopt;
    currency.code[i] = text[i];
  }
  return currency;
}

}  // namespace doorbuster::inventory
