// Who a request is from: by a bearer key, or by a signature of an order, which is checked and its nonce taken.
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "bench/order_request.hpp"
#include "bench/scratch_store.hpp"
#include "net/access/request_signer.hpp"
#include "net/api/caller.hpp"

namespace doorbuster::bench {
namespace {

constexpr std::int64_t now = 1'795'305'600;
constexpr benchmark::IterationCount orders = 1'000'000;  // fewer than the nonces that can be remembered
constexpr benchmark::IterationCount signed_at_once = 1'000;

net::HttpRequest order_with(std::string_view authorization) {
  net::HttpRequest request;
  request.method = net::Method::post;
  request.target = "/v1/orders";
  request.idempotency_key = order_key;
  request.authorization = authorization;
  request.body = order_body;
  return request;
}

void bearer_key(benchmark::State& run) {
  const auto key = net::make_key().value();
  const net::AccessTable access({{.id = key.id, .merchant = {}, .secret = net::Sha256().digest(key.secret).value()}});
  const std::string field = "Bearer " + key.text(net::KeyKind::bearer);
  net::Verifier verifier;
  for (auto _ : run) {
    if (!std::holds_alternative<net::Caller>(net::identify(order_with(field), &access, verifier))) std::abort();
  }
}

void signed_order(benchmark::State& run) {
  const auto key = net::make_key().value();
  const ScratchDirectory directory;
  const auto nonces = must(net::NonceTable::open(directory.path() / net::NonceTable::file_name, now, {}));
  const net::AccessTable access({{.id = key.id, .merchant = {}, .secret = {}, .signing_secret = key.secret}}, nonces);
  net::RequestSigner signer({key.id, key.secret});
  net::Verifier verifier;
  std::vector<std::string> parameters(signed_at_once);
  while (run.KeepRunningBatch(signed_at_once)) {
    run.PauseTiming();
    for (auto& each : parameters) {
      each = signer.sign({"POST", "/v1/orders", order_key}, order_body, now).value();
      each.erase(0, net::signature_scheme.size() + 1);
    }
    run.ResumeTiming();
    for (const auto& each : parameters) {
      const auto checked = net::check_signature(order_with(each), each, access, now, verifier);
      if (!std::holds_alternative<const net::AccessKey*>(checked)) std::abort();
    }
  }
}

BENCHMARK(bearer_key)->Name("access/bearer_key");
BENCHMARK(signed_order)->Name("access/signed_order")->Iterations(orders);

}  // namespace
}  // namespace doorbuster::bench
