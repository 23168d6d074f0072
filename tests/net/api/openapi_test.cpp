// The published contract and the code: each names what the other has.
#include <set>

#include "net/api/routes.hpp"
#include "net/embedded.hpp"
#include "net/http/problem.hpp"
#include "tests/net/api/api_fixture.hpp"

namespace doorbuster::net {
namespace {

using boost::json::value;

const value& document() {
  static const value parsed = boost::json::parse(embedded::openapi_json);
  return parsed;
}

// Calls `visit` on every member of every object in `of`.
template <class Visit>
void walk(const value& of, Visit&& visit) {
  if (const auto* object = of.if_object()) {
    for (const auto& member : *object) {
      visit(std::string(member.key()), member.value());
      walk(member.value(), visit);
    }
  } else if (const auto* array = of.if_array()) {
    for (const value& element : *array) walk(element, visit);
  }
}

constexpr std::pair<Method, const char*> documented_methods[] = {
    {Method::get, "get"}, {Method::post, "post"}, {Method::put, "put"}};

TEST(OpenApi, HasEveryRouteAndNoOther) {
  std::set<std::string> coded;
  for (const Route& route : all_routes()) {
    for (const auto& [method, word] : documented_methods) {
      if (method == route.method) coded.insert(std::string(word) + " " + std::string(route.pattern));
    }
  }
  EXPECT_EQ(coded.size(), all_routes().size());
  std::set<std::string> published;
  for (const auto& path : document().at("paths").as_object()) {
    for (const auto& item : path.value().as_object()) {
      if (item.key() != "parameters") published.insert(std::string(item.key()) + " " + std::string(path.key()));
    }
  }
  EXPECT_EQ(published, coded);
}

TEST(OpenApi, SaysOfEachRouteWhetherItTakesABodyAndAKey) {
  for (const Route& route : all_routes()) {
    for (const auto& [method, word] : documented_methods) {
      if (method != route.method) continue;
      const auto& operation = document().at("paths").at(route.pattern).at(word).as_object();
      const auto* body = operation.if_contains("requestBody");
      EXPECT_EQ(body != nullptr, route.body != Body::none) << route.pattern;
      if (body) {
        EXPECT_EQ(body->at("required").as_bool(), route.body == Body::required) << route.pattern;
      }
      const std::string parameters =
          operation.contains("parameters") ? boost::json::serialize(operation.at("parameters")) : "";
      EXPECT_EQ(parameters.find("Idempotency-Key") != std::string::npos, route.needs_key) << route.pattern;
    }
  }
}

TEST(OpenApi, SaysOfEachRouteWhetherItNeedsAKeyAndARole) {
  for (const Route& route : all_routes()) {
    for (const auto& [method, word] : documented_methods) {
      if (method != route.method) continue;
      const auto& operation = document().at("paths").at(route.pattern).at(word).as_object();
      const bool open = route.permission == Permission::open;
      EXPECT_EQ(operation.contains("security"), open) << route.pattern;
      const auto& responses = operation.at("responses").as_object();
      EXPECT_EQ(responses.contains("401"), !open) << route.pattern;
      EXPECT_EQ(responses.contains("403"), !open && route.permission != Permission::read) << route.pattern;
    }
  }
}

TEST(OpenApi, NamesEveryProblemAndNoOther) {
  std::set<std::string> coded;
  for (const ProblemKind& kind : all_problems()) coded.emplace(kind.name);
  std::set<std::string> met;
  walk(document(), [&](const std::string& name, const value& of) {
    if (name != "x-problem-codes") return;
    for (const value& code : of.as_array()) met.insert(text_of(code));
  });
  EXPECT_EQ(met, coded);
  std::set<std::string> listed;
  for (const value& code : document().at_pointer("/components/schemas/Problem/properties/code/enum").as_array()) {
    listed.insert(text_of(code));
  }
  EXPECT_EQ(listed, coded);
}

TEST(OpenApi, PutsEachProblemUnderItsStatus) {
  std::map<std::string, int> status_of;
  for (const ProblemKind& kind : all_problems()) status_of[std::string(kind.name)] = kind.status;
  for (const auto& path : document().at("paths").as_object()) {
    walk(path.value(), [&](const std::string& status, const value& response) {
      if (!response.is_object()) return;
      const value* target = &response;
      if (const auto* ref = response.as_object().if_contains("$ref"); ref && text_of(*ref).starts_with("#/")) {
        target = &document().at_pointer(text_of(*ref).substr(1));
      }
      const auto* codes = target->as_object().if_contains("x-problem-codes");
      if (!codes) return;
      for (const value& code : codes->as_array()) EXPECT_EQ(std::to_string(status_of[text_of(code)]), status);
    });
  }
}

TEST(OpenApi, EveryReferenceLeadsSomewhere) {
  int references = 0;
  walk(document(), [&](const std::string& name, const value& of) {
    if (name != "$ref") return;
    ++references;
    boost::json::error_code error;
    EXPECT_TRUE(document().find_pointer(text_of(of).substr(1), error)) << of;
  });
  EXPECT_GT(references, 50);
}

TEST(OpenApi, NamesEveryEventType) {
  std::set<std::string> listed;
  for (const value& type : document().at_pointer("/components/schemas/EventType/enum").as_array()) {
    listed.insert(text_of(type));
  }
  std::set<std::string> coded;
  [&]<class... Facts>(const std::variant<Facts...>*) {
    (coded.emplace(Facts::type), ...);
  }(static_cast<const inventory::Fact*>(nullptr));
  EXPECT_EQ(listed, coded);
}

TEST_F(ApiTest, AnswersHaveExactlyTheMembersThatAreRequiredOfThem) {
  const auto members = [](const value& object) {
    std::set<std::string> names;
    for (const auto& member : object.as_object()) names.emplace(member.key());
    return names;
  };
  const auto required = [](const char* schema) {
    std::set<std::string> names;
    for (const value& name : document().at("components").at("schemas").at(schema).at("required").as_array()) {
      names.insert(text_of(name));
    }
    return names;
  };
  open_sale(5);
  EXPECT_EQ(members(json_of(place("u", "k"))), required("Order"));
  EXPECT_EQ(members(json_of(get("/v1/skus/lamp"))), required("Sku"));
  EXPECT_EQ(members(json_of(get("/v1/sales/sale"))), required("Sale"));
  EXPECT_EQ(members(json_of(get("/v1/orders"))), required("OrderPage"));
  EXPECT_EQ(members(json_of(get("/v1/sales"))), required("SalePage"));
  EXPECT_EQ(members(json_of(get("/v1/live"))), required("Live"));
  EXPECT_EQ(members(json_of(get("/v1/live")).at("server")), required("LiveServer"));
  EXPECT_EQ(members(json_of(post("/v1/buyers/u/forget", {}))), required("ForgottenBuyer"));
  EXPECT_EQ(members(json_of(get("/nowhere"))), required("Problem"));
}

TEST_F(ApiTest, ExamplesOfBodiesAreTaken) {
  const auto example = [](const char* path, const char* method) {
    const value& content = document().at("paths").at(path).at(method).at("requestBody").at("content");
    return boost::json::serialize(content.at("application/json").at("example"));
  };
  EXPECT_EQ(put("/v1/skus/lamp", example("/v1/skus/{sku}", "put")).status, 201);
  EXPECT_EQ(put("/v1/sales/double-11", example("/v1/sales/{sale}", "put")).status, 201);
  const auto keyed = [&](const char* target, std::string body, const char* key) {
    return call(TestRequest(Method::post, target, std::move(body)).key(key));
  };
  EXPECT_EQ(keyed("/v1/skus/lamp/stock", example("/v1/skus/{sku}/stock", "post"), "a").status, 200);
  EXPECT_EQ(code_of(keyed("/v1/orders", example("/v1/orders", "post"), "b")), "sale_not_started");
  const auto batch = json_of(post("/v1/orders/batch", example("/v1/orders/batch", "post")));
  EXPECT_EQ(batch.at("results").at(0).at("problem").at("code"), "sale_not_started");
  EXPECT_EQ(code_of(post("/v1/orders/x/pay", example("/v1/orders/{order}/pay", "post"))), "order_not_found");
  EXPECT_EQ(code_of(post("/v1/orders/x/cancel", example("/v1/orders/{order}/cancel", "post"))), "order_not_found");
}

}  // namespace
}  // namespace doorbuster::net
