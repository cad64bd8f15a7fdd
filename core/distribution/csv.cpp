// One pass over the text, cell by cell, without copying what needs no copy.
#include "core/distribution/csv.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <memory>
#include <optional>
#include <utility>

#include "core/base/field.hpp"
#include "core/distribution/distribution.hpp"

namespace dlab {
namespace {

using Row = std::vector<std::string_view>;

// Splits text into rows of cells. A quoted cell with doubled quotes is unescaped into storage of the reader's
// own, which the next row reuses; every other cell is a view of the text.
class RowReader {
 public:
  RowReader(std::string_view text, char separator) : rest_(text), separator_(separator) {}

  // False at the end of the text, or at a quote that is never closed (see broken()).
  bool next(Row& row) {
    row.clear();
    used_ = 0;
    if (rest_.empty() || broken_) return false;
    ++number_;
    while (true) {
      row.push_back(cell());
      if (broken_) return false;
      if (rest_.empty()) return true;
      const char mark = rest_.front();
      rest_.remove_prefix(1);
      if (mark == separator_) {
        if (rest_.empty()) row.emplace_back();
        if (!rest_.empty()) continue;
        return true;
      }
      if (mark == '\r' && rest_.starts_with('\n')) rest_.remove_prefix(1);
      return true;
    }
  }
  std::size_t number() const { return number_; }  // of the row just read, from 1
  bool broken() const { return broken_; }

 private:
  bool ends_cell(char c) const { return c == separator_ || c == '\n' || c == '\r'; }

  std::string_view cell() {
    std::size_t blanks = 0;
    while (blanks < rest_.size() && rest_[blanks] == ' ') ++blanks;
    if (blanks < rest_.size() && rest_[blanks] == '"') {
      rest_.remove_prefix(blanks + 1);
      return quoted();
    }
    std::size_t size = blanks;
    while (size < rest_.size() && !ends_cell(rest_[size])) ++size;
    std::string_view inside = rest_.substr(blanks, size - blanks);
    rest_.remove_prefix(size);
    while (!inside.empty() && (inside.back() == ' ' || inside.back() == '\t')) inside.remove_suffix(1);
    return inside;
  }

  std::string_view quoted() {
    const std::string_view start = rest_;
    std::size_t at = 0;
    bool doubled = false;
    while (true) {
      at = rest_.find('"', at);
      if (at == std::string_view::npos) {
        broken_ = true;
        return {};
      }
      if (at + 1 >= rest_.size() || rest_[at + 1] != '"') break;
      doubled = true;
      at += 2;
    }
    rest_.remove_prefix(at + 1);
    while (!rest_.empty() && !ends_cell(rest_.front())) rest_.remove_prefix(1);  // blanks after the quote
    if (!doubled) return start.substr(0, at);
    std::string& plain = scratch();
    for (std::size_t i = 0; i < at; ++i) {
      plain += start[i];
      if (start[i] == '"') ++i;
    }
    return plain;
  }

  std::string& scratch() {
    if (used_ == scratch_.size()) scratch_.push_back(std::make_unique<std::string>());
    scratch_[used_]->clear();
    return *scratch_[used_++];
  }

  std::string_view rest_;
  char separator_;
  std::size_t number_ = 0;
  bool broken_ = false;
  std::vector<std::unique_ptr<std::string>> scratch_;
  std::size_t used_ = 0;
};

bool missing(std::string_view cell) {
  if (cell.empty()) return true;
  static constexpr std::array<std::string_view, 11> words{"NA",  "N/A", "#N/A", "NaN",  "nan", "NAN",
                                                          "n/a", "na",  "null", "NULL", "None"};
  return cell.size() <= 4 && std::find(words.begin(), words.end(), cell) != words.end();
}

// A number; where the separator leaves the comma free, "3,14" too.
std::optional<double> number(std::string_view cell, char separator) {
  double value = 0;
  const auto [end, code] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (code == std::errc() && end == cell.data() + cell.size()) return value;
  if (const auto parsed = parse_number(cell)) return parsed;
  if (separator == ',' || cell.find('.') != std::string_view::npos) return std::nullopt;
  const auto comma = cell.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  std::string pointed(cell);
  pointed[comma] = '.';
  return parse_number(pointed);
}

// The candidate that splits the first rows into equally many cells (more than one); comma if none does.
char detect_separator(std::string_view text) {
  for (const char candidate : {'\t', ';', ','}) {
    RowReader reader(text, candidate);
    Row row;
    std::size_t cells = 0, rows = 0;
    bool even = true;
    for (; rows < 10 && reader.next(row); ++rows) {
      if (row.size() == 1 && row[0].empty()) continue;
      if (cells == 0) cells = row.size();
      even = even && row.size() == cells;
    }
    if (even && cells > 1) return candidate;
  }
  // Ragged rows: the one that is most frequent in the first line.
  const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
  char best = ',';
  for (const char candidate : {';', '\t'}) {
    if (std::count(line.begin(), line.end(), candidate) > std::count(line.begin(), line.end(), best)) {
      best = candidate;
    }
  }
  return best;
}

struct Table {
  std::string_view body;  // after a byte order mark and leading comments; the header included
  char separator = ',';
  bool header = false;
  std::size_t rows_before = 0;  // comment lines, for row numbers
  std::vector<std::string> names;
};

Result<Table> open_table(std::string_view text) {
  const auto utf16 = [&] { return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"); };
  if (utf16()) return Error{"", N_("is UTF-16 text; save it as UTF-8"), {}};
  if (text.find('\0') != std::string_view::npos)
    return Error{"", N_("is not a text file; give a CSV file"), {}};
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  Table table;
  while (text.starts_with('#')) {
    const auto end = text.find('\n');
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    ++table.rows_before;
  }
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    return Error{"", N_("is empty; a column of numbers is expected"), {}};
  }
  table.body = text;
  table.separator = detect_separator(text);
  RowReader reader(text, table.separator);
  Row first;
  do {
    if (!reader.next(first))
      return Error{"", N_("has a quotation mark in row %1 that is never closed"), {"1"}};
  } while (first.size() == 1 && first[0].empty());
  table.header = std::any_of(first.begin(), first.end(), [&](std::string_view cell) {
    return !missing(cell) && !number(cell, table.separator);
  });
  for (std::size_t i = 0; i < first.size(); ++i) {
    table.names.push_back(table.header && !first[i].empty() ? std::string(first[i]) : std::to_string(i + 1));
  }
  return table;
}

// Calls visit(row, row_number) for every row of data; it returns an Error to stop.
template <class Visit>
Status each_row(const Table& table, Visit visit) {
  RowReader reader(table.body, table.separator);
  Row row;
  bool in_header = table.header;
  while (reader.next(row)) {
    const bool blank = row.size() == 1 && row[0].empty();
    if (blank && (table.names.size() > 1 || in_header)) continue;
    if (std::exchange(in_header, false)) continue;
    if (std::optional<Error> error = visit(row, table.rows_before + reader.number())) return *error;
  }
  if (reader.broken()) {
    return Error{"",
                 N_("has a quotation mark in row %1 that is never closed"),
                 {std::to_string(table.rows_before + reader.number())}};
  }
  return Done{};
}

std::string shortened(std::string_view word) {
  constexpr std::size_t most = 40;
  if (word.size() <= most) return std::string(word);
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(word[end]) & 0xC0) == 0x80) --end;  // not within a character
  return std::string(word.substr(0, end)) + "…";
}

Result<std::size_t> find_column(const Table& table, const std::string& wanted) {
  const auto named = std::find(table.names.begin(), table.names.end(), wanted);
  if (named != table.names.end()) return static_cast<std::size_t>(named - table.names.begin());
  std::size_t index = 0;
  const auto [end, code] = std::from_chars(wanted.data(), wanted.data() + wanted.size(), index);
  const bool numeric = code == std::errc() && end == wanted.data() + wanted.size();
  if (numeric && index >= 1 && index <= table.names.size()) return index - 1;
  return unknown_name(Noun::column, "", wanted, table.names);
}

// The first column from `from` on whose first cell that is not missing is a number.
Result<std::size_t> first_numeric(const Table& table, std::size_t from = 0) {
  std::optional<std::size_t> found;
  std::vector<bool> words(table.names.size(), false);
  const Status status = each_row(table, [&](const Row& row, std::size_t) -> std::optional<Error> {
    for (std::size_t i = from; i < std::min(row.size(), words.size()); ++i) {
      if (words[i] || missing(row[i])) continue;
      if (number(row[i], table.separator)) {
        found = i;
        return Error{};  // only stops the loop
      }
      words[i] = true;
    }
    return std::nullopt;
  });
  if (found) return *found;
  if (!status) return status.error();
  if (from > 0) return Error{"", N_("has only one column of numbers; points need two"), {}};
  return Error{"", N_("has no column of numbers"), {}};
}

// Collects the distinct values of a column while they are few.
class Distinct {
 public:
  void add(std::string_view cell) {
    if (many_ || std::find(seen_.begin(), seen_.end(), cell) != seen_.end()) return;
    if (seen_.size() == most) {
      many_ = true;
      seen_.clear();
      return;
    }
    seen_.emplace_back(cell);
  }
  const std::vector<std::string>& values() const { return seen_; }

 private:
  static constexpr std::size_t most = 12;
  std::vector<std::string> seen_;
  bool many_ = false;
};

// A column and a value that a row must have there, if it was asked for.
class Condition {
 public:
  static Result<Condition> find(const Table& table, const std::string& column, const std::string& value) {
    Condition condition;
    condition.value_ = value;
    if (column.empty()) return condition;
    const auto found = find_column(table, column);
    if (!found) return found.error();
    condition.column_ = *found;
    return condition;
  }
  bool holds(const Row& row) {
    if (!column_) return true;
    const std::string_view cell = *column_ < row.size() ? row[*column_] : std::string_view();
    if (cell == value_) return true;
    distinct_.add(cell);
    return false;
  }
  // Why there is no number at all; `skipped` rows fulfilled the condition.
  Error nothing(const Table& table, const std::string& column, std::int64_t skipped) const {
    if (!column_ || skipped > 0) return Error{"", N_("column %1 has no numbers"), {column}};
    return unknown_name(Noun::value, "", value_, distinct_.values()).in_file(table.names[*column_]);
  }

 private:
  std::optional<std::size_t> column_;
  std::string value_;
  Distinct distinct_;
};

// The cell's number; nothing if it is missing.
Result<std::optional<double>> read_cell(const Table& table, const Row& row, std::size_t column,
                                        std::size_t row_number) {
  const std::string_view cell = column < row.size() ? row[column] : std::string_view();
  if (missing(cell)) return std::optional<double>();
  const auto value = number(cell, table.separator);
  if (!value) {
    return Error{"",
                 N_("row %1, column %2: \"%3\" is not a number"),
                 {std::to_string(row_number), table.names[column], shortened(cell)}};
  }
  if (!(std::abs(*value) <= location_limit)) {
    return Error{"",
                 N_("row %1, column %2: must lie between %3 and %4, got %5"),
                 {std::to_string(row_number), table.names[column], to_text(-location_limit),
                  to_text(location_limit), shortened(cell)}};
  }
  return std::optional(*value);
}

}  // namespace

Result<CsvValues> read_csv(std::string_view text, const CsvQuery& query) {
  const auto table = open_table(text);
  if (!table) return table.error();
  const auto column = query.column.empty() ? first_numeric(*table) : find_column(*table, query.column);
  if (!column) return column.error();
  auto condition = Condition::find(*table, query.where_column, query.where_value);
  if (!condition) return condition.error();

  CsvValues result;
  result.column = table->names[*column];
  result.values.reserve(text.size() / 16);
  const Status status = each_row(*table, [&](const Row& row, std::size_t row_number) -> std::optional<Error> {
    if (!condition->holds(row)) return std::nullopt;
    const auto value = read_cell(*table, row, *column, row_number);
    if (!value) return value.error();
    if (*value) {
      result.values.push_back(**value);
    } else {
      ++result.skipped;
    }
    return std::nullopt;
  });
  if (!status) return status.error();
  if (result.values.empty()) return condition->nothing(*table, result.column, result.skipped);
  return result;
}

Result<CsvPairs> read_csv_pairs(std::string_view text, const CsvPairQuery& query) {
  const auto table = open_table(text);
  if (!table) return table.error();
  const auto across = query.column_x.empty() ? first_numeric(*table) : find_column(*table, query.column_x);
  if (!across) return across.error();
  const auto upwards =
      query.column_y.empty() ? first_numeric(*table, *across + 1) : find_column(*table, query.column_y);
  if (!upwards) return upwards.error();
  auto condition = Condition::find(*table, query.where_column, query.where_value);
  if (!condition) return condition.error();

  CsvPairs result{table->names[*across], table->names[*upwards], {}, {}, 0};
  const Status status = each_row(*table, [&](const Row& row, std::size_t row_number) -> std::optional<Error> {
    if (!condition->holds(row)) return std::nullopt;
    const auto x = read_cell(*table, row, *across, row_number);
    if (!x) return x.error();
    const auto y = read_cell(*table, row, *upwards, row_number);
    if (!y) return y.error();
    if (*x && *y) {
      result.xs.push_back(**x), result.ys.push_back(**y);
    } else {
      ++result.skipped;
    }
    return std::nullopt;
  });
  if (!status) return status.error();
  if (result.xs.empty()) {
    return condition->nothing(*table, result.column_x + ", " + result.column_y, result.skipped);
  }
  return result;
}

Result<CsvOverview> csv_overview(std::string_view text) {
  const auto table = open_table(text);
  if (!table) return table.error();
  CsvOverview overview{table->separator, table->header, 0, {}};
  for (const std::string& name : table->names) overview.columns.push_back({name, 0, 0, 0, {}});
  std::vector<Distinct> distinct(table->names.size());
  const Status status = each_row(*table, [&](const Row& row, std::size_t) -> std::optional<Error> {
    ++overview.rows;
    for (std::size_t i = 0; i < overview.columns.size(); ++i) {
      const std::string_view cell = i < row.size() ? row[i] : std::string_view();
      CsvColumn& column = overview.columns[i];
      ++(missing(cell) ? column.missing : number(cell, table->separator) ? column.numbers : column.words);
      distinct[i].add(cell);
    }
    return std::nullopt;
  });
  if (!status) return status.error();
  for (std::size_t i = 0; i < distinct.size(); ++i) overview.columns[i].distinct = distinct[i].values();
  return overview;
}

}  // namespace dlab
