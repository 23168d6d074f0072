// Statuses, fields and bodies of answers.
#include "net/api/render_answers.hpp"

#include "net/api/render_views.hpp"
#include "net/http/problem.hpp"

namespace doorbuster::net {
namespace {

using inventory::Answer;
using inventory::Met;

constexpr int ok = 200;
constexpr int created = 201;
constexpr std::size_t usual_answer_bytes = 384;
constexpr std::string_view position_field = "X-Journal-Position";

template <class Kind>
bool asks(const core::Request& request) {
  const auto* command = std::get_if<inventory::Command>(&request);
  return command && std::holds_alternative<Kind>(*command);
}

int status_of(const core::Request& request, Met met) {
  // A replayed order has its first status, and that was 201.
  const bool makes_new = met == Met::created || (met == Met::replayed && asks<inventory::PlaceOrder>(request));
  return makes_new ? created : ok;
}

struct BodyWriter {
  JsonWriter& json;
  const core::OrderIds& ids;

  void operator()(const inventory::Rejection&) const {}
  void operator()(const inventory::SkuView& sku) const { append_sku(json, sku); }
  void operator()(const inventory::SaleView& sale) const { append_sale(json, sale); }
  void operator()(const inventory::OrderView& order) const { append_order(json, order, ids); }
  void operator()(const inventory::ForgottenBuyer& buyer) const { append_forgotten_buyer(json, buyer); }
  void operator()(const inventory::OrderPage& page) const { append_order_page(json, page, ids); }
  void operator()(const inventory::SalePage& page) const { append_sale_page(json, page); }
  void operator()(const inventory::SalesWatch&) const {}  // live_figures() tells it, with what goes with it
};

Problem problem_with_id(const inventory::Rejection& rejection, const core::OrderIds& ids) {
  Problem problem = problem_of(rejection);
  if (rejection.order) {
    const auto id = ids.text(*rejection.order);
    problem.order.emplace(id.data(), id.size());
  }
  return problem;
}

std::string location_of(inventory::OrderNumber order, const core::OrderIds& ids) {
  const auto id = ids.text(order);
  std::string location = "/v1/orders/";
  return location.append(id.data(), id.size());
}

// One entry's result, in place.
void append_result(std::string& out, const Answer& answer, const core::OrderIds& ids) {
  JsonWriter json(out);
  json.begin_object();
  if (const auto* rejection = std::get_if<inventory::Rejection>(&answer.body)) {
    const Problem problem = problem_with_id(*rejection, ids);
    json.member("status", kind_of(problem.code).status);
    json.key("problem");
    append_problem_json(out, problem);
  } else {
    json.member("status", created);
    if (answer.met == Met::replayed) json.member("replayed", true);
    json.key("order");
    std::visit(BodyWriter{json, ids}, answer.body);
  }
  json.end_object();
}

void append_refused_entry(std::string& out, const BatchEntry& entry) {
  JsonWriter json(out);
  json.begin_object();
  json.member("status", entry.status);
  json.key("problem");
  json.json(entry.problem);
  json.end_object();
}

}  // namespace

HttpResponse render_answer(const core::Request& request, const Answer& answer, const core::OrderIds& ids) {
  if (const auto* rejection = std::get_if<inventory::Rejection>(&answer.body)) {
    return render_problem(problem_with_id(*rejection, ids));
  }
  HttpResponse response;
  response.status = status_of(request, answer.met);
  response.body.reserve(usual_answer_bytes);
  JsonWriter json(response.body);
  std::visit(BodyWriter{json, ids}, answer.body);
  if (std::holds_alternative<inventory::Query>(request)) return response;

  response.fields.reserve(3);
  response.fields.emplace_back(position_field, std::to_string(answer.record.value));
  if (asks<inventory::PlaceOrder>(request)) {
    response.fields.emplace_back("Location", location_of(std::get<inventory::OrderView>(answer.body).order, ids));
  }
  if (answer.met == Met::replayed) response.fields.emplace_back("Idempotent-Replayed", "true");
  return response;
}

HttpResponse render_batch(const std::vector<BatchEntry>& entries, std::span<const Answer> answers,
                          const core::OrderIds& ids) {
  HttpResponse response;
  std::string& body = response.body;
  body.reserve(entries.size() * usual_answer_bytes);
  body.append("{\"results\":[");
  inventory::Position last_record;
  std::size_t met = 0;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (i > 0) body.push_back(',');
    if (entries[i].status != 0) {
      append_refused_entry(body, entries[i]);
      continue;
    }
    const Answer& answer = answers[met++];
    append_result(body, answer, ids);
    if (!std::holds_alternative<inventory::Rejection>(answer.body)) last_record = std::max(last_record, answer.record);
  }
  body.append("]}");
  if (last_record.value != 0) response.fields.emplace_back(position_field, std::to_string(last_record.value));
  return response;
}

}  // namespace doorbuster::net
