// Templates and values, with what HTML needs escaped.
#include "net/pages/html.hpp"

#include <gtest/gtest.h>

#include <array>

namespace doorbuster::net {
namespace {

TEST(Html, EscapesWhateverCouldBeMarkup) {
  EXPECT_EQ(escape_html(R"(<a href="x" id='y'>&amp;</a>)"),
            "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;");
}

TEST(Html, FillsSlotsOnceEach) {
  const std::array<Slot, 2> slots{{{"a", "1{{b}}"}, {"b", "2"}}};
  EXPECT_EQ(fill("{{a}} {{b}} {{c}} {{a}}", slots), "1{{b}} 2  1{{b}}");
}

TEST(Html, LeavesAnOpenSlotAsItStands) { EXPECT_EQ(fill("a {{b", {}), "a {{b"); }

}  // namespace
}  // namespace doorbuster::net
