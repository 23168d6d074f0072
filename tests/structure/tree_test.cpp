// The project's own tree keeps its rules.
#include <gmock/gmock.h>

#include "tests/structure/rules.hpp"

namespace doorbuster::structure {
namespace {

using testing::IsEmpty;

const SourceTree& the_tree() {
  static const SourceTree tree = read_tree(DOORBUSTER_SOURCE_DIR);
  return tree;
}

TEST(Tree, IsReadWhole) {
  for (const char* path : {"app/main.cpp", "core/engine/engine.hpp", "inventory/CMakeLists.txt", "scripts/test.sh"}) {
    EXPECT_TRUE(std::any_of(the_tree().begin(), the_tree().end(), [path](const SourceFile& file) {
      return file.path == path;
    })) << path;
  }
}

TEST(Tree, IncludesGoAlongTheMap) { EXPECT_THAT(broken_include_rules(the_tree()), IsEmpty()); }

TEST(Tree, LinksGoAlongTheMap) { EXPECT_THAT(broken_link_rules(the_tree()), IsEmpty()); }

TEST(Tree, FilesAreShortSayWhatTheyAreForAndLeaveNothingForLater) {
  EXPECT_THAT(broken_file_rules(the_tree()), IsEmpty());
}

TEST(Tree, TestsAreAllBuilt) { EXPECT_THAT(broken_build_rules(the_tree()), IsEmpty()); }

}  // namespace
}  // namespace doorbuster::structure
