// Writes with stdio, whose failures are values, where fmt's would be exceptions.
#include "app/console.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace doorbuster::app {
namespace {

void write_line(std::FILE* out, const std::string& line) {
  std::fputs(line.c_str(), out);
  std::fflush(out);
}

}  // namespace

void say(std::string_view name, std::string_view text) { write_line(stdout, fmt::format("{:<12} {}\n", name, text)); }

void complain(std::string_view sentence) { write_line(stderr, fmt::format("doorbuster: {}\n", sentence)); }

}  // namespace doorbuster::app
