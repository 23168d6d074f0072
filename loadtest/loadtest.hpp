// The one header that loadtest/ shows to the folders above: a promotion rehearsed against a running server, and the
// audit of what it sold. It knows the server by its HTTP alone.
//
//   LoadOptions -> run_load -> LoadResult       with a Watcher that is told of it meanwhile
//   parse_thresholds                            what the result is to keep to
//   print_report, result_json, report_page      the result told
#pragma once

#include "loadtest/options.hpp"
#include "loadtest/rehearsal/run.hpp"
#include "loadtest/report/threshold.hpp"
#include "loadtest/reports.hpp"
#include "loadtest/result.hpp"
#include "loadtest/watcher.hpp"
