// Which misfortunes a simulated disk has, and how often.
#pragma once

#include <cstdint>

namespace doorbuster::support {

// Each of them befalls one in so many of the calls that it can befall; 0: none.
struct FaultPlan {
  std::uint32_t read_error = 0;   // of open and list, too
  std::uint32_t write_error = 0;  // of notes, too
  std::uint32_t short_write = 0;
  std::uint32_t name_error = 0;   // of create, append, finish, rename and remove
  std::uint32_t no_space = 0;     // of create and append
  std::uint32_t stall = 0;        // a write that takes seconds
  std::uint32_t crash = 0;        // before, within or after any call but those that only look
  std::uint32_t power_cuts = 2;   // of the crashes

  // These break what a device promises.
  std::uint32_t lying = 0;
  std::uint32_t misdirected = 0;

  std::uint32_t late_background = 2;  // background work that is not done at once; no fault
};

}  // namespace doorbuster::support
