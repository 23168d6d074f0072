// The parts of read_image(), in the order in which they have to come.
#pragma once

#include "inventory/application.hpp"
#include "inventory/image_source.hpp"

namespace doorbuster::inventory::image {

// What operators said, folded in by the same rules as the facts that said it.
[[nodiscard]] Misfit read_skus(Source& source, Tables& tables);
[[nodiscard]] Misfit read_adjustments(Source& source, Tables& tables, Position newest);
[[nodiscard]] Misfit read_sales(Source& source, Tables& tables);

// What buyers did: the orders are entered, and all books and queues made again from them.
[[nodiscard]] Misfit read_buyers(Source& source, Tables& tables);
[[nodiscard]] Misfit read_orders(Source& source, Tables& tables, Position newest);
[[nodiscard]] Misfit read_refunds(Source& source, Tables& tables);

}  // namespace doorbuster::inventory::image
