// Columns of numbers out of CSV text: RFC 4180 quoting; comma, semicolon or tab; header optional; missing
// cells skipped and counted.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"

namespace dlab {

// Which numbers: a column by name or 1-based number (empty: the first that holds numbers), and optionally
// only the rows whose `where_column` holds `where_value`.
struct CsvQuery {
  std::string column, where_column, where_value;
};
struct CsvValues {
  std::string column;          // its name, or its number where there is no header
  std::vector<double> values;  // ≥ 1, finite
  std::int64_t skipped = 0;    // rows (that fulfil the condition) whose cell is empty, NA or NaN
};
// Errors name row and column; rows are counted from 1 as a spreadsheet does, the header included.
Result<CsvValues> read_csv(std::string_view text, const CsvQuery& query);

// Two columns of the same rows, both named (or numbered): points in the plane.
struct CsvPairQuery {
  std::string column_x, column_y, where_column, where_value;
};
struct CsvPairs {
  std::string column_x, column_y;
  std::vector<double> xs, ys;  // ≥ 1, finite
  std::int64_t skipped = 0;    // rows (that fulfil the condition) with one of the two cells missing
};
// Empty column names: the first column of numbers, and the next one after it.
Result<CsvPairs> read_csv_pairs(std::string_view text, const CsvPairQuery& query);

// What there is to choose from.
struct CsvColumn {
  std::string name;  // from the header, else its number
  std::size_t numbers = 0, missing = 0, words = 0;
  std::vector<std::string> distinct;  // in order of appearance, if they are at most 12; else empty
};
struct CsvOverview {
  char separator = ',';
  bool header = false;
  std::size_t rows = 0;  // without the header
  std::vector<CsvColumn> columns;
};
Result<CsvOverview> csv_overview(std::string_view text);

}  // namespace dlab
