// JSON bodies: any bytes are refused with a sentence, or are a command that reads the same when it is written back or
// laid out otherwise. Boost.JSON, which shares no code with what is used, must call the same texts JSON. The input's
// first byte says whose body it is.
#include <simdjson.h>

#include <boost/json/error.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "net/api/read_commands.hpp"
#include "net/http_message.hpp"
#include "net/json/json_document.hpp"
#include "tests/fuzz/must_hold.hpp"
#include "tests/fuzz/written_commands.hpp"

namespace doorbuster::fuzz {
namespace {

using Element = simdjson::dom::element;

const core::Digests digests{core::StoreId{}};
constexpr std::string_view key = "key";

bool read(net::CommandReader& reader, Element body, inventory::PutSku& c) { return reader.put_sku(body, c); }
bool read(net::CommandReader& reader, Element body, inventory::AdjustStock& c) {
  return reader.adjust_stock(body, key, c);
}
bool read(net::CommandReader& reader, Element body, inventory::PayOrder& c) { return reader.pay_order(body, c); }
bool read(net::CommandReader& reader, Element body, inventory::PlaceOrder& c) {
  return reader.place_order(body, key, c);
}
bool read(net::CommandReader& reader, Element body, inventory::CancelOrder&) { return reader.empty_object(body); }
bool read(net::CommandReader& reader, Element body, inventory::PutSale& c) {
  c.terms.sale = *inventory::SaleId::parse("double-11");
  return reader.put_sale(body, c);
}

// The command in `text`, written back; nothing where it has none.
template <class Command>
std::optional<std::string> reading_of(std::string_view text) {
  net::JsonParser parser;
  net::CommandReader reader(digests);
  ExactBytes body(text, net::body_padding);
  const auto parsed = parser.parse(body.text());
  Command command;
  const auto* element = std::get_if<Element>(&parsed);
  if (element == nullptr || !read(reader, *element, command)) return std::nullopt;
  std::string told = written(command);
  if constexpr (requires { command.body; }) told.append(" ").append(std::to_string(command.body.value));
  return told;
}

template <class Command>
void check(Element element) {
  net::CommandReader reader(digests);
  Command command;
  if (!read(reader, element, command)) return must_hold(!reader.fault().empty(), "a refusal says why");
  must_hold(!net::names_a_member_twice(element), "no command has a member that is named twice");
  const std::string laid_out_anew = simdjson::minify(element);
  const auto first = reading_of<Command>(laid_out_anew);
  must_hold(first.has_value(), "white space does not matter");
  must_hold(reading_of<Command>(written(command)) == first, "a command written back is the same command");
}

void check_batch(Element element) {
  net::CommandReader reader(digests);
  simdjson::dom::array entries;
  if (!reader.batch(element, entries)) return must_hold(!reader.fault().empty(), "a refusal says why");
  std::size_t index = 0;
  for (const Element entry : entries) {
    inventory::PlaceOrder command;
    if (!reader.batch_entry(entry, index++, key, command)) must_hold(!reader.fault().empty(), "a refusal says why");
  }
}

void check_as(char whose, Element element) {
  switch (whose) {
    case 'K': return check<inventory::PutSku>(element);
    case 'A': return check<inventory::AdjustStock>(element);
    case 'P': return check<inventory::PayOrder>(element);
    case 'O': return check<inventory::PlaceOrder>(element);
    case 'C': return check<inventory::CancelOrder>(element);
    case 'S': return check<inventory::PutSale>(element);
    default: return check_batch(element);
  }
}

// Where nesting comes near the bound, the two count it differently.
bool nests_little(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return c == '[' || c == '{'; })) <
         net::json_depth_max / 2;
}

// Nothing where it can't tell: it takes no exponents of many digits, which JSON allows.
std::optional<bool> is_json_to_boost(std::string_view text) {
  boost::json::parse_options options;
  options.max_depth = 2 * net::json_depth_max;
  boost::system::error_code error;
  (void)boost::json::parse({text.data(), text.size()}, error, {}, options);
  if (error == boost::json::error::exponent_overflow) return std::nullopt;
  return !error;
}

}  // namespace
}  // namespace doorbuster::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace doorbuster;
  if (size == 0) return 0;
  static net::JsonParser parser;  // kept from body to body, as an I/O thread keeps its own
  fuzz::ExactBytes body(fuzz::text_of(data + 1, size - 1), net::body_padding);
  const auto parsed = parser.parse(body.text());
  const auto* element = std::get_if<simdjson::dom::element>(&parsed);
  if (fuzz::nests_little(body.text())) {
    const bool is_json = element != nullptr;
    fuzz::must_hold(fuzz::is_json_to_boost(body.text()).value_or(is_json) == is_json, "two parsers know the same JSON");
  }
  if (element == nullptr) {
    fuzz::must_hold(!std::get<std::string>(parsed).empty(), "a refusal says why");
  } else {
    fuzz::check_as(static_cast<char>(data[0]), *element);
  }
  return 0;
}
