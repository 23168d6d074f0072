// The rules can fail: each is shown small trees that break it, and the nearest that don't.
#include <gmock/gmock.h>

#include "tests/structure/rules.hpp"

namespace doorbuster::structure {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Violations includes(const std::string& path, const std::string& line) {
  return broken_include_rules({make_file(path, "// A planted file.\n" + line + "\n")});
}

Violations links(const std::string& path, const std::string& text) {
  return broken_link_rules({make_file(path, text)});
}

Violations shape(const std::string& path, const std::string& text) {
  return broken_file_rules({make_file(path, text)});
}

TEST(IncludeRules, LetAFolderSeeThoseBelowIt) {
  EXPECT_THAT(includes("core/a.cpp", "#include \"inventory/inventory.hpp\""), IsEmpty());
  EXPECT_THAT(includes("app/a.cpp", "#include \"net/net.hpp\""), IsEmpty());
  EXPECT_THAT(includes("core/a.cpp", "#include \"core/anything.hpp\""), IsEmpty());
}

TEST(IncludeRules, FailOnAnIncludeAgainstTheArrows) {
  EXPECT_THAT(includes("inventory/a.hpp", "#include \"core/core.hpp\""),
              ElementsAre("inventory/a.hpp:2: inventory may not see core"));
  EXPECT_THAT(includes("core/a.cpp", "#include \"net/net.hpp\""), ElementsAre(HasSubstr("core may not see net")));
  EXPECT_THAT(includes("net/a.cpp", "#include \"app/serve/serve.hpp\""), ElementsAre(HasSubstr("net may not see app")));
  EXPECT_THAT(includes("loadtest/a.cpp", "#include \"inventory/inventory.hpp\""),
              ElementsAre(HasSubstr("loadtest may not see inventory")));
  EXPECT_THAT(includes("core/a.cpp", "#include \"tests/support/http_client.hpp\""),
              ElementsAre(HasSubstr("core may not see tests")));
}

TEST(IncludeRules, FailOnAnotherFoldersInternals) {
  EXPECT_THAT(includes("net/a.cpp", "#include \"core/engine/engine.hpp\""), ElementsAre(HasSubstr("umbrella header")));
}

TEST(IncludeRules, LetTheBenchesSeeInsideWhatTheyMeasure) {
  EXPECT_THAT(includes("bench/a.cpp", "#include \"net/request_parser.hpp\""), IsEmpty());
  EXPECT_THAT(includes("bench/a.cpp", "#include \"app/serve/serve.hpp\""),
              ElementsAre(HasSubstr("bench may not see app")));
}

TEST(IncludeRules, LetARoomSeeThoseBeforeIt) {
  EXPECT_THAT(includes("core/engine/a.cpp", "#include \"core/files/file.hpp\""), IsEmpty());
  EXPECT_THAT(includes("core/files/a.cpp", "#include \"core/files/file.hpp\""), IsEmpty());
  EXPECT_THAT(includes("core/files/a.cpp", "#include \"core/result.hpp\""), IsEmpty());
  EXPECT_THAT(includes("core/core.hpp", "#include \"core/engine/engine.hpp\""), IsEmpty());
}

TEST(IncludeRules, FailOnARoomThatSeesALaterOne) {
  EXPECT_THAT(includes("core/files/a.cpp", "#include \"core/journal/journal_format.hpp\""),
              ElementsAre("core/files/a.cpp:2: core's files may not see its journal"));
  EXPECT_THAT(includes("core/a.hpp", "#include \"core/engine/engine.hpp\""),
              ElementsAre("core/a.hpp:2: core's engine may be seen from its rooms and from core/core.hpp alone"));
  EXPECT_THAT(includes("core/engine/a.cpp", "#include \"core/core.hpp\""), ElementsAre(HasSubstr("umbrella")));
  EXPECT_THAT(includes("app/load/a.cpp", "#include \"app/client/api_client.hpp\""),
              ElementsAre(HasSubstr("app's load may not see its client")));
}

TEST(IncludeRules, FailOnARoomThatTheMapDoesNotKnow) {
  EXPECT_THAT(includes("core/cellar/a.cpp", "#include \"core/files/file.hpp\""),
              ElementsAre(HasSubstr("knows no cellar in core")));
}

TEST(IncludeRules, FailOnAnIncludeThatIsNotFromTheRoot) {
  EXPECT_THAT(includes("core/a.cpp", "#include \"engine.hpp\""), ElementsAre(HasSubstr("from the root")));
  EXPECT_THAT(includes("core/a.cpp", "#include \"../net/net.hpp\""), ElementsAre(HasSubstr("from the root")));
}

TEST(IncludeRules, KeepLibrariesWhereTheyBelong) {
  EXPECT_THAT(includes("core/files/uring_writer.cpp", "#include <liburing.h>"), IsEmpty());
  EXPECT_THAT(includes("core/engine/engine.cpp", "#include <liburing.h>"), ElementsAre(HasSubstr("liburing")));
  EXPECT_THAT(includes("core/a.cpp", "#include <boost/asio/post.hpp>"), ElementsAre(HasSubstr("Boost.Asio")));
  EXPECT_THAT(includes("core/a.hpp", "#include <boost/system/result.hpp>"), IsEmpty());
  EXPECT_THAT(includes("loadtest/a.cpp", "#include <simdjson.h>"), ElementsAre(HasSubstr("simdjson")));
  EXPECT_THAT(includes("app/a.cpp", "#  include <boost/beast.hpp>"), ElementsAre(HasSubstr("Boost.Beast")));
}

TEST(IncludeRules, KeepTheInventoryPure) {
  EXPECT_THAT(includes("inventory/a.cpp", "#include <chrono>"), ElementsAre(HasSubstr("pure")));
  EXPECT_THAT(includes("inventory/a.cpp", "#include <thread>"), ElementsAre(HasSubstr("pure")));
  EXPECT_THAT(includes("core/a.cpp", "#include <thread>"), IsEmpty());
}

TEST(IncludeRules, LetTestsSeeEverything) {
  EXPECT_THAT(includes("tests/core/a.cpp", "#include \"core/journal/journal_format.hpp\""), IsEmpty());
}

TEST(LinkRules, LetAFolderLinkThoseBelowIt) {
  EXPECT_THAT(links("net/CMakeLists.txt", "target_link_libraries(doorbuster_net PUBLIC doorbuster_core fmt::fmt)"),
              IsEmpty());
}

TEST(LinkRules, FailOnALinkAgainstTheArrows) {
  EXPECT_THAT(links("core/CMakeLists.txt",
                    "target_link_libraries(doorbuster_core\n  PUBLIC doorbuster_inventory\n"
                    "  PRIVATE doorbuster_net)"),
              ElementsAre("core/CMakeLists.txt:1: core may not link net"));
  EXPECT_THAT(links("loadtest/CMakeLists.txt", "target_link_libraries(doorbuster_loadtest PRIVATE doorbuster_core)"),
              ElementsAre(HasSubstr("loadtest may not link core")));
}

TEST(LinkRules, FailOnALibraryInTheWrongFolder) {
  EXPECT_THAT(links("net/CMakeLists.txt", "target_link_libraries(doorbuster_net PRIVATE PkgConfig::liburing)"),
              ElementsAre(HasSubstr("net may not link liburing")));
  EXPECT_THAT(links("inventory/CMakeLists.txt", "target_link_libraries(doorbuster_inventory PUBLIC Threads::Threads)"),
              ElementsAre(HasSubstr("inventory may not link threads")));
}

TEST(LinkRules, FailOnALibraryThatTheMapDoesNotKnow) {
  EXPECT_THAT(links("app/CMakeLists.txt", "target_link_libraries(doorbuster_app PRIVATE Qt6::Widgets)"),
              ElementsAre(HasSubstr("knows no library Qt6::Widgets")));
}

TEST(LinkRules, FailOnALinkMadeElsewhere) {
  EXPECT_THAT(links("tests/CMakeLists.txt", "target_link_libraries(doorbuster_core PRIVATE doorbuster_net)"),
              ElementsAre(HasSubstr("doorbuster_core is linked in core/CMakeLists.txt")));
}

TEST(LinkRules, OverlookComments) {
  EXPECT_THAT(links("core/CMakeLists.txt", "# target_link_libraries(doorbuster_core PUBLIC doorbuster_net)"),
              IsEmpty());
}

TEST(FileRules, AcceptAFileThatKeepsThem) {
  EXPECT_THAT(shape("core/a.hpp", "// What it is for.\n#pragma once\n"), IsEmpty());
  EXPECT_THAT(shape("scripts/a.sh", "#!/usr/bin/env bash\n# What it is for.\n"), IsEmpty());
}

TEST(FileRules, FailOnAFileThatIsTooLong) {
  std::string text = "// Long.\n";
  for (int i = 0; i < 249; ++i) text += "\n";
  EXPECT_THAT(shape("core/a.cpp", text), IsEmpty());
  EXPECT_THAT(shape("core/a.cpp", text + "\n"), ElementsAre("core/a.cpp:251: 251 lines; no file is over 250"));
}

TEST(FileRules, FailOnAFileThatDoesNotSayWhatItIsFor) {
  EXPECT_THAT(shape("core/a.cpp", "int a;\n"), ElementsAre(HasSubstr("what it is for")));
  EXPECT_THAT(shape("core/a.cpp", ""), ElementsAre(HasSubstr("what it is for")));
  EXPECT_THAT(shape("scripts/a.sh", "#!/bin/bash\nset -e\n"), ElementsAre(HasSubstr("what it is for")));
}

TEST(FileRules, FailOnAHeaderWithoutAGuard) {
  EXPECT_THAT(shape("core/a.hpp", "// What it is for.\n"), ElementsAre(HasSubstr("#pragma once")));
}

TEST(FileRules, FailOnWorkLeftForLater) {
  const std::string word = std::string("TO") + "DO";
  EXPECT_THAT(shape("core/a.cpp", "// What it is for.\nint a;  // " + word + "\n"), ElementsAre(HasSubstr("later")));
}

TEST(FileRules, FailOnALineThatIsTooWideAndCountCharactersNotBytes) {
  std::string line = "// ";
  for (int i = 0; i < 117; ++i) line += "é";
  EXPECT_THAT(shape("core/a.cpp", line + "\n"), IsEmpty());
  EXPECT_THAT(shape("core/a.cpp", line + "e\n"), ElementsAre(HasSubstr("120 columns")));
}

TEST(BuildRules, FailOnATestThatNoTargetHas) {
  const auto built = [](const std::string& cmake) {
    return broken_build_rules({make_file("tests/a/CMakeLists.txt", cmake), make_file("tests/a/b_test.cpp", "// B.\n")});
  };
  EXPECT_THAT(built("doorbuster_tests(tests_a\n  SOURCES a_test.cpp b_test.cpp)\n"), IsEmpty());
  EXPECT_THAT(built("file(GLOB ALL CONFIGURE_DEPENDS *_test.cpp)\n"), IsEmpty());
  EXPECT_THAT(built("doorbuster_tests(tests_a SOURCES other_b_test.cpp)\n"),
              ElementsAre("tests/a/b_test.cpp:1: no target of tests/a/CMakeLists.txt has this test"));
  EXPECT_THAT(broken_build_rules({make_file("tests/a/b_test.cpp", "// B.\n")}), ElementsAre(HasSubstr("no target")));
}

}  // namespace
}  // namespace doorbuster::structure
