// The forms in which a result is told: for a terminal, for programs, for people with a browser.
#pragma once

#include <cstdio>
#include <string>

#include "loadtest/result.hpp"
#include "loadtest/run_info.hpp"

namespace doorbuster::loadtest {

// The table of figures and checks, and the sentence; or the problem, if it could not run.
void print_report(std::FILE* out, const LoadResult& result);

// The same and more for other programs: one object on one line. docs/load-json.md says what each member means.
[[nodiscard]] std::string result_json(const RunInfo& info, const LoadResult& result);

// The same for people, with charts: a page of HTML that needs no other file and no network.
[[nodiscard]] std::string report_page(const RunInfo& info, const LoadResult& result);

}  // namespace doorbuster::loadtest
