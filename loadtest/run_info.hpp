// What a report says of a run besides its result: with what it was made, when, and how it was told to be.
#pragma once

#include <string>
#include <vector>

namespace doorbuster::loadtest {

// As it would be given on the command line.
struct UsedOption {
  std::string name;  // without dashes
  std::string value;
};

struct RunInfo {
  std::string version;     // of the program
  std::string started_at;  // RFC 3339, UTC
  std::vector<UsedOption> options;
};

}  // namespace doorbuster::loadtest
