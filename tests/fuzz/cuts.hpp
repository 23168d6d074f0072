// The claim about pieces: however the bytes of a connection are cut, they are read as the same requests.
#pragma once

#include <fuzzer/FuzzedDataProvider.h>

#include <set>

#include "tests/fuzz/request_reading.hpp"

namespace doorbuster::fuzz {

constexpr std::size_t cuts_max = 12;
constexpr std::size_t cut_everywhere_bytes = 300;  // longer ones would take their length squared

// The cuts come from the end of the input, so that what stands before them is text as it is sent.
template <class Parser>
void check_cuts(const std::uint8_t* data, std::size_t size) {
  FuzzedDataProvider input(data, size);
  std::set<std::size_t> where;
  const auto count = input.ConsumeIntegralInRange<std::size_t>(0, cuts_max);
  for (std::size_t i = 0; i < count; ++i) where.insert(input.ConsumeIntegralInRange<std::size_t>(0, size));
  const std::string bytes = input.ConsumeRemainingBytesAsString();
  std::erase_if(where, [&](std::size_t cut) { return cut == 0 || cut >= bytes.size(); });

  const std::string whole = read_requests<Parser>(bytes, {});
  must_hold(read_requests<Parser>(bytes, {where.begin(), where.end()}) == whole, "pieces are read as the whole is");
  if (bytes.size() > cut_everywhere_bytes) return;
  std::vector<std::size_t> everywhere;
  for (std::size_t cut = 1; cut < bytes.size(); ++cut) everywhere.push_back(cut);
  must_hold(read_requests<Parser>(bytes, everywhere) == whole, "single bytes are read as the whole is");
}

}  // namespace doorbuster::fuzz
