// Files that are part of the program (see cmake/DoorbusterEmbed.cmake): those of net/pages/ and of board/dist/.
#pragma once

#include <string_view>

namespace doorbuster::net::embedded {

extern const std::string_view openapi_json;
extern const std::string_view shell_html;  // the frame of every page
extern const std::string_view style_css;
extern const std::string_view docs_html;  // what stands in the frame at /docs
extern const std::string_view docs_js;
extern const std::string_view board_html;  // at /, as are the next
extern const std::string_view board_js;
extern const std::string_view board_js_gz;
extern const std::string_view board_css;
extern const std::string_view board_css_gz;
extern const std::string_view board_svg;
extern const std::string_view LICENSES_txt;  // of what is in board_js and board_css

}  // namespace doorbuster::net::embedded
