// CSV: quoting, separators, headers, missing cells, conditions, and what is wrong with a bad file.
#include "core/distribution/csv.hpp"

#include <gtest/gtest.h>

#include "assets/penguins_csv.hpp"

namespace dlab {
namespace {

using Values = std::vector<double>;

Values values(std::string_view text, const CsvQuery& query = {}) {
  const auto read = read_csv(text, query);
  if (!read) ADD_FAILURE() << read.error().text();
  return read ? read->values : Values{};
}
std::string refusal(std::string_view text, const CsvQuery& query = {}) {
  const auto read = read_csv(text, query);
  return read ? "" : read.error().text();
}

TEST(Csv, ColumnByNameByNumberOrTheFirstWithNumbers) {
  const char* text = "name,x,y\na,1,4\nb,2,5\n";
  EXPECT_EQ(values(text, {"y", "", ""}), (Values{4, 5}));
  EXPECT_EQ(values(text, {"2", "", ""}), (Values{1, 2}));
  EXPECT_EQ(values(text), (Values{1, 2}));
  EXPECT_EQ(read_csv(text, {"3", "", ""})->column, "y");
}

TEST(Csv, HeaderIsOptional) {
  EXPECT_EQ(values("1\n2\n3"), (Values{1, 2, 3}));
  EXPECT_EQ(values("x\n1\n2\n3"), (Values{1, 2, 3}));
  EXPECT_EQ(values("NA,1\n2,3\n", {"1", "", ""}), (Values{2}));
}

TEST(Csv, SeparatorsLineEndsAndByteOrderMark) {
  for (const char* text : {"a,b\n1,2\n3,4\n", "a;b\r\n1;2\r\n3;4\r\n", "a\tb\n1\t2\n3\t4",
                           "\xEF\xBB\xBF"
                           "a,b\r1,2\r3,4"}) {
    EXPECT_EQ(values(text, {"b", "", ""}), (Values{2, 4})) << text;
    EXPECT_EQ(values(text, {"a", "", ""}), (Values{1, 3})) << text;
  }
  EXPECT_EQ(values("a;b\n1,5;2\n-2,25;4\n", {"a", "", ""}), (Values{1.5, -2.25}));  // decimal comma
  EXPECT_EQ(values("# made by hand\n# twice\na,b\n1,2\n", {"b", "", ""}), (Values{2}));
}

TEST(Csv, QuotedCells) {
  const char* text = "\"a, long\",\"say \"\"x\"\"\"\n\"1\",\"2\"\n\"3\" , 4\n";
  EXPECT_EQ(values(text, {"a, long", "", ""}), (Values{1, 3}));
  EXPECT_EQ(values(text, {"say \"x\"", "", ""}), (Values{2, 4}));
  EXPECT_EQ(values("a,b\n\"two\nlines\",1\nx,2\n", {"b", "", ""}), (Values{1, 2}));
}

TEST(Csv, NumbersInEveryDress) {
  EXPECT_EQ(values("x\n+1\n-2.5e-3\n .5 \n1e3\n"), (Values{1, -2.5e-3, 0.5, 1000}));
}

TEST(Csv, MissingCellsAreSkippedAndCounted) {
  const auto read = read_csv("x,y\n1,1\nNA,2\n,3\nNaN,4\n2,5\n3\n", {"x", "", ""});
  ASSERT_TRUE(read);
  EXPECT_EQ(read->values, (Values{1, 2, 3}));
  EXPECT_EQ(read->skipped, 3);
  EXPECT_EQ(read_csv("x,y\n1,1\n2\n", {"y", "", ""})->skipped, 1);  // a short row
  EXPECT_EQ(read_csv("x\n1\n\n2\n", {})->skipped, 1);               // a blank line in a single column
  EXPECT_EQ(read_csv("x,y\n1,1\n\n2,2\n", {})->skipped, 0);         // a blank line between rows
}

TEST(Csv, ConditionOnAnotherColumn) {
  const CsvQuery gentoo{"bill_length_mm", "species", "Gentoo"};
  const auto read = read_csv(assets::penguins_csv, gentoo);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->values.size(), 123u);  // 124 birds, one not measured
  EXPECT_EQ(read->skipped, 1);
  EXPECT_EQ(refusal(assets::penguins_csv, {"bill_length_mm", "species", "Gento"}),
            "species: there is no value \"Gento\"; did you mean \"Gentoo\"?");
  EXPECT_EQ(refusal("x,k\nNA,a\n1,b\n", {"x", "k", "a"}), "column x has no numbers");
}

TEST(Csv, AWordNamesItsRowAndColumn) {
  std::string text = "x,y\n";
  for (int row = 2; row <= 1'000'000; ++row) text += row == 17 ? "0.5,seventeen\n" : "0.5,1.25\n";
  EXPECT_EQ(refusal(text, {"y", "", ""}), "row 17, column y: \"seventeen\" is not a number");
  EXPECT_EQ(values(text, {"x", "", ""}).size(), 999'999u);
  EXPECT_EQ(refusal("1\n2\n" + std::string(100, 'w') + "\n"),
            "row 3, column 1: \"" + std::string(40, 'w') + "…\" is not a number");
  EXPECT_EQ(refusal("x\n1\ninf\n"), "row 3, column x: must lie between -1e+12 and 1e+12, got inf");
  EXPECT_EQ(refusal("x\n1e300\n"), "row 2, column x: must lie between -1e+12 and 1e+12, got 1e300");
}

TEST(Csv, AMissingColumnNamesTheNearestAndAll) {
  EXPECT_EQ(refusal("bill,depth\n1,2\n", {"bil", "", ""}),
            "there is no column \"bil\"; did you mean \"bill\"? The columns are: bill, depth");
  EXPECT_EQ(refusal("bill,depth\n1,2\n", {"3", "", ""}),
            "there is no column \"3\"; the columns are: bill, depth");
  EXPECT_EQ(refusal("bill,depth\n1,2\n", {"bill", "kind", "a"}),
            "there is no column \"kind\"; the columns are: bill, depth");
}

TEST(Csv, WhatIsNoTable) {
  EXPECT_EQ(refusal(""), "is empty; a column of numbers is expected");
  EXPECT_EQ(refusal("\xEF\xBB\xBF\r\n \n"), "is empty; a column of numbers is expected");
  EXPECT_EQ(refusal(std::string_view("\x89PNG\r\n\x1a\n\0\0", 10)), "is not a text file; give a CSV file");
  EXPECT_EQ(refusal(std::string_view("\xFF\xFE"
                                     "1\0",
                                     4)),
            "is UTF-16 text; save it as UTF-8");
  EXPECT_EQ(refusal("a,b\nc,d\n"), "has no column of numbers");
  EXPECT_EQ(refusal("a,b\n"), "has no column of numbers");
  EXPECT_EQ(refusal("x\nNA\n", {"x", "", ""}), "column x has no numbers");
  EXPECT_EQ(refusal("x,y\n1,\"2\n3,4\n", {"y", "", ""}),
            "has a quotation mark in row 2 that is never closed");
}

TEST(Csv, OverviewListsWhatThereIsToChoose) {
  const auto overview = csv_overview(assets::penguins_csv);
  ASSERT_TRUE(overview);
  EXPECT_EQ(overview->separator, ',');
  EXPECT_TRUE(overview->header);
  EXPECT_EQ(overview->rows, 344u);
  ASSERT_EQ(overview->columns.size(), 8u);
  EXPECT_EQ(overview->columns[0].name, "species");
  EXPECT_EQ(overview->columns[0].distinct, (std::vector<std::string>{"Adelie", "Gentoo", "Chinstrap"}));
  EXPECT_EQ(overview->columns[0].words, 344u);
  EXPECT_EQ(overview->columns[2].numbers, 342u);
  EXPECT_EQ(overview->columns[2].missing, 2u);
  EXPECT_TRUE(overview->columns[2].distinct.empty());
}

TEST(Csv, AnyBytesGiveAnAnswer) {
  std::uint32_t state = 12345;  // a small linear congruential generator: the same bytes every time
  const auto next = [&] { return (state = state * 1664525 + 1013904223) >> 24; };
  const std::string_view alphabet = "1.2,;\t\"\n\r xNAe-#";
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (std::uint32_t i = next() % 60; i > 0; --i) text += alphabet[next() % alphabet.size()];
    const auto read = read_csv(text, {});
    if (read) {
      EXPECT_FALSE(read->values.empty());
    } else {
      EXPECT_FALSE(read.error().text().empty());
    }
    (void)csv_overview(text);
  }
}

}  // namespace
}  // namespace dlab
