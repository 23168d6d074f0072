// Files that are part of the program (see cmake/DoorbusterEmbed.cmake): those of loadtest/report/page/.
#pragma once

#include <string_view>

namespace doorbuster::loadtest::embedded {

extern const std::string_view report_html;  // the frame, with {{names}} for what goes into it
extern const std::string_view report_css;
extern const std::string_view chart_js;
extern const std::string_view report_js;

}  // namespace doorbuster::loadtest::embedded
