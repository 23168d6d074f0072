// A state from its image, section by section.
#include "inventory/image_read.hpp"

#include <cassert>

#include "inventory/image.hpp"
#include "inventory/state.hpp"

namespace doorbuster::inventory {
namespace {

using namespace image;

Misfit read_header(Source& source, Position& newest) {
  Header header;
  if (!source.get_row(header)) return ends_too_soon;
  if (header.magic != image::magic) return "this is not the image of a state";
  if (header.version != image::version) return "the image is of a version that this program doesn't know";
  if (header.reserved != 0) return has_reserved;
  if (header.position > std::uint64_t{limits::sum_max}) return "the image's position is out of range";
  newest = {header.position};
  return std::nullopt;
}

Misfit read_end(Source& source) {
  std::uint64_t rows = 0;
  if (const Misfit misfit = source.open_section<EndRow>(0, rows)) return misfit;
  if (rows != 0) return has_reserved;
  return std::nullopt;
}

}  // namespace

std::optional<std::string_view> read_image(State& empty, const GetBytes& get) {
  Tables& tables = empty.tables();
  assert(tables.position == Position{});
  Source source(get);
  Position newest;
  if (const Misfit misfit = read_header(source, newest)) return misfit;
  if (const Misfit misfit = read_skus(source, tables)) return misfit;
  if (const Misfit misfit = read_adjustments(source, tables, newest)) return misfit;
  if (const Misfit misfit = read_sales(source, tables)) return misfit;
  if (const Misfit misfit = read_buyers(source, tables)) return misfit;
  if (const Misfit misfit = read_orders(source, tables, newest)) return misfit;
  if (const Misfit misfit = read_refunds(source, tables)) return misfit;
  if (const Misfit misfit = read_end(source)) return misfit;
  tables.position = newest;
  return std::nullopt;
}

}  // namespace doorbuster::inventory
