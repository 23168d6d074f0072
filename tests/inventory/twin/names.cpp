// The names themselves, in the order of each enumeration.
#include "tests/inventory/twin/names.hpp"

#include <array>

namespace doorbuster::inventory {

namespace {

constexpr std::array<std::string_view, reasons> reason_names{
    "key_reused",       "sku_not_found",       "sale_not_found",   "sku_not_in_sale", "order_not_found",
    "total_out_of_bounds", "sale_not_started", "sale_ended",       "order_in_flight", "limit_reached",
    "sold_out",            "insufficient_stock", "out_of_range",   "sale_started",    "already_paid",
    "amount_mismatch",     "hold_expired",     "wrong_status",     "capacity_reached"};
constexpr std::array<std::string_view, order_statuses> order_status_names{"held", "paid", "cancelled", "expired"};
constexpr std::array<std::string_view, 3> sale_status_names{"scheduled", "running", "ended"};
constexpr std::array<std::string_view, 4> met_names{"read", "created", "changed", "replayed"};
constexpr std::array<std::string_view, 2> late_payment_names{"refund", "reclaim"};

}  // namespace

std::string_view name_of(Reason reason) { return reason_names.at(static_cast<std::size_t>(reason)); }
std::string_view name_of(OrderStatus status) { return order_status_names.at(static_cast<std::size_t>(status)); }
std::string_view name_of(SaleStatus status) { return sale_status_names.at(static_cast<std::size_t>(status)); }
std::string_view name_of(LatePayment late) { return late_payment_names.at(static_cast<std::size_t>(late)); }
std::string_view name_of(Met met) { return met_names.at(static_cast<std::size_t>(met)); }

}  // namespace doorbuster::inventory
