// Writes with stdio, whose failures are values, where fmt's would be exceptions.
#include "app/console.hpp"

#include <fmt/format.h>
#include <stdio_ext.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

namespace doorbuster::app {
namespace {

void write_line(std::FILE* out, const std::string& line) {
  if (std::fputs(line.c_str(), out) >= 0 && std::fflush(out) == 0) return;
  __fpurge(out);
  std::clearerr(out);
}

}  // namespace

void say(std::string_view name, std::string_view text) { write_line(stdout, fmt::format("{:<12} {}\n", name, text)); }

void complain(std::string_view sentence) { write_line(stderr, fmt::format("doorbuster: {}\n", sentence)); }

void flush_output() {
  const int why = std::fflush(stdout) == 0 ? EIO : errno;
  if (std::ferror(stdout) != 0) throw std::system_error(why, std::generic_category(), "stdout");
}

}  // namespace doorbuster::app
