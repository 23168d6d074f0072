// Puts a FakeShop behind HTTP on a free loopback port: one thread a connection, as plain as can be.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include "fake_shop.hpp"

namespace doorbuster::loadtest {

// How the server treats answers to POST requests, for all that the shop decides.
struct Trouble {
  unsigned drop_every = 0;      // after the shop has acted, closes instead of every n-th answer; 0: never
  unsigned overload_every = 0;  // answers 503 instead of asking the shop, every n-th time; 0: never
  unsigned stall_every = 0;     // after the shop has acted, never sends every n-th answer; 0: never
  bool stalls_orders = false;   // never answers an order, though the shop has acted
  unsigned close_every = 0;     // says with every n-th answer that the connection ends with it, and ends it; 0: never
};

class FakeServer {
 public:
  FakeServer(FakeShop& shop, Trouble trouble);
  ~FakeServer();
  FakeServer(const FakeServer&) = delete;
  FakeServer& operator=(const FakeServer&) = delete;

  [[nodiscard]] std::string url() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace doorbuster::loadtest
