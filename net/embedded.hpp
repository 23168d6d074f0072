// Files that are part of the program (see cmake/DoorbusterEmbed.cmake): those of net/pages/.
#pragma once

#include <string_view>

namespace doorbuster::net::embedded {

extern const std::string_view openapi_json;
extern const std::string_view shell_html;  // the frame of every page
extern const std::string_view style_css;
extern const std::string_view docs_html;  // what stands in the frame at /docs
extern const std::string_view docs_js;
extern const std::string_view start_html;  // at /
extern const std::string_view figures_html;  // of it, for who may see them

}  // namespace doorbuster::net::embedded
