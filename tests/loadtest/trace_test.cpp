// Reading traces: what is taken, and that a fault is named by file and line.
#include "loadtest/promotion/trace.hpp"

#include <gtest/gtest.h>
#include <lzma.h>

#include "loadtest/promotion/csv.hpp"
#include "temporary_file.hpp"

namespace doorbuster::loadtest {
namespace {

constexpr std::string_view two_rows = "t,seq,buyer,sku\n100,1,alice,lamp\n115,2,bob,lamp\n";

std::string pack(std::string_view text) {
  std::string packed(text.size() + 1'024, '\0');
  std::size_t size = 0;
  const lzma_ret done = lzma_easy_buffer_encode(6, LZMA_CHECK_CRC64, nullptr,
                                                reinterpret_cast<const std::uint8_t*>(text.data()), text.size(),
                                                reinterpret_cast<std::uint8_t*>(packed.data()), &size, packed.size());
  EXPECT_EQ(done, LZMA_OK);
  packed.resize(size);
  return packed;
}

std::string fault_of(std::string_view text) {
  const auto rows = parse_trace(text, "shop.csv");
  return rows ? "" : rows.error().sentence;
}

TEST(Trace, ReadsRowsByTheHeadersNamesAndIgnoresOtherColumns) {
  const auto rows = parse_trace("sku,note,seq,t,buyer\nlamp,\"a, quoted note\",5,100.5,alice\n", "shop.csv");
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->size(), 1u);
  const TraceRow& row = rows->front();
  EXPECT_EQ(row.t, 100.5);
  EXPECT_EQ(row.seq, 5);
  EXPECT_EQ(row.buyer, "alice");
  EXPECT_EQ(row.sku, "lamp");
  EXPECT_EQ(row.qty, 1);
  EXPECT_EQ(row.kind, RowKind::buy);
}

TEST(Trace, ReadsInvoicesQuantitiesAndKindsWhereTheyAreGiven) {
  const auto rows = parse_trace(
      "t,seq,invoice,buyer,sku,qty,kind\n1,1,77,a,x,6,buy\n2,2,78,a,x,-6,cancel\n3,3,,b,x,9,stockadjust\n"
      "4,4,,b,p,1,nonproduct\n",
      "shop.csv");
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->size(), 4u);
  EXPECT_EQ((*rows)[0].invoice, "77");
  EXPECT_EQ((*rows)[1].qty, -6);
  EXPECT_EQ((*rows)[1].kind, RowKind::cancel);
  EXPECT_EQ((*rows)[2].kind, RowKind::stock_adjust);
  EXPECT_EQ((*rows)[3].kind, RowKind::non_product);
}

TEST(Trace, IsPutInTheOrderOfSeq) {
  const auto rows = parse_trace("t,seq,buyer,sku\n2,2,b,x\n1,1,a,x\n", "shop.csv");
  ASSERT_TRUE(rows);
  EXPECT_EQ((*rows)[0].buyer, "a");
}

TEST(Trace, TakesWindowsLineEndsAndAMissingLastOne) {
  const auto rows = parse_trace("t,seq,buyer,sku\r\n1,1,a,x\r\n2,2,b,x", "shop.csv");
  ASSERT_TRUE(rows);
  EXPECT_EQ((*rows)[0].sku, "x");
  EXPECT_EQ(rows->size(), 2u);
}

TEST(Trace, MayBeginAsSpreadsheetsHaveIt) {
  const auto rows = parse_trace("\xEF\xBB\xBF" + std::string(two_rows), "shop.csv");
  ASSERT_TRUE(rows) << rows.error().sentence;
  EXPECT_EQ(rows->size(), 2u);
}

TEST(Trace, NamesAMissingColumn) {
  EXPECT_EQ(fault_of("t,seq,buyer\n1,1,a\n"),
            "shop.csv, line 1: the header has no column \"sku\"; a trace needs t, seq, buyer and sku.");
  EXPECT_NE(fault_of("").find("line 1"), std::string::npos);
}

TEST(Trace, NamesTheLineOfABadNumber) {
  EXPECT_NE(fault_of("t,seq,buyer,sku\n1,1,a,x\n2x,2,a,x\n").find("shop.csv, line 3: t is \"2x\""), std::string::npos);
  EXPECT_NE(fault_of("t,seq,buyer,sku\nnan,1,a,x\n").find("line 2: t is \"nan\""), std::string::npos);
  EXPECT_NE(fault_of("t,seq,buyer,sku\n1,1.5,a,x\n").find("line 2: seq is \"1.5\""), std::string::npos);
  EXPECT_NE(fault_of("t,seq,buyer,sku,qty\n1,1,a,x,many\n").find("line 2: qty is \"many\""), std::string::npos);
}

TEST(Trace, NamesTheLineOfABadIdOrKindOrWidth) {
  EXPECT_NE(fault_of("t,seq,buyer,sku\n1,1,a b,x\n").find("line 2: buyer is \"a b\""), std::string::npos);
  EXPECT_NE(fault_of("t,seq,buyer,sku\n1,1,a,\n").find("line 2: sku is \"\""), std::string::npos);
  EXPECT_NE(fault_of("t,seq,buyer,sku,kind\n1,1,a,x,gift\n").find("line 2: kind is \"gift\""), std::string::npos);
  EXPECT_NE(fault_of("t,seq,buyer,sku\n1,1,a\n").find("line 2: 3 cells where the header has 4"), std::string::npos);
}

TEST(Trace, RefusesTimeThatGoesBackAndFilesWithoutRows) {
  EXPECT_NE(fault_of("t,seq,buyer,sku\n5,1,a,x\n4,2,b,x\n").find("goes back after the row with seq 1"),
            std::string::npos);
  EXPECT_NE(fault_of("t,seq,buyer,sku\n").find("no rows"), std::string::npos);
}

TEST(Trace, IsReadPlainAndCompressedAlike) {
  const TemporaryFile plain("plain.csv", two_rows);
  const TemporaryFile packed("packed.csv.xz", pack(two_rows));
  const auto from_plain = read_trace(plain.path()), from_packed = read_trace(packed.path());
  ASSERT_TRUE(from_plain);
  ASSERT_TRUE(from_packed) << from_packed.error().sentence;
  ASSERT_EQ(from_packed->size(), 2u);
  EXPECT_EQ((*from_packed)[1].buyer, (*from_plain)[1].buyer);
}

TEST(Trace, SaysThatACompressedFileIsDamagedOrCutShort) {
  std::string damaged = pack(two_rows);
  damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 0x40);
  const TemporaryFile broken("broken.csv.xz", damaged);
  const TemporaryFile cut("cut.csv.xz", pack(two_rows).substr(0, 40));
  for (const std::string& path : {broken.path(), cut.path()}) {
    const auto rows = read_trace(path);
    ASSERT_FALSE(rows);
    EXPECT_NE(rows.error().sentence.find(path), std::string::npos);
    EXPECT_NE(rows.error().sentence.find("damaged"), std::string::npos);
  }
}

TEST(Trace, SaysThatAFileIsNotThere) {
  const auto rows = read_trace("/nowhere/at/all.csv");
  ASSERT_FALSE(rows);
  EXPECT_NE(rows.error().sentence.find("/nowhere/at/all.csv"), std::string::npos);
}

TEST(Csv, CutsCellsAndUnderstandsQuotes) {
  std::vector<std::string> cells;
  EXPECT_TRUE(split_csv_line("a,,\"b,\"\"c\"\"\",", cells));
  EXPECT_EQ(cells, (std::vector<std::string>{"a", "", "b,\"c\"", ""}));
  EXPECT_FALSE(split_csv_line("a,\"open", cells));
  EXPECT_FALSE(split_csv_line("\"a\"b", cells));
}

}  // namespace
}  // namespace doorbuster::loadtest
