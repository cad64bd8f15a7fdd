// The panel in which columns and rows of a CSV file are chosen; a worker reads it.
#include "app/shell/data_panel.hpp"

#include <filesystem>

#include "core/base/file.hpp"

namespace dlab {

DataPanel::DataPanel(std::function<void()> wake) : worker_(work, std::move(wake)) {}

std::optional<DataPanel::Answer> DataPanel::work(const Request& request, std::stop_token) {
  Answer answer;
  answer.text = request.text;
  const std::string name = std::filesystem::path(request.path).filename().string();
  if (!request.text) {
    Result<std::string> text = read_file(request.path);
    if (!text) {
      answer.error = text.error();
      return answer;
    }
    answer.text = std::make_shared<const std::string>(*std::move(text));
    Result<CsvOverview> overview = csv_overview(*answer.text);
    if (overview)
      answer.overview = *std::move(overview);
    else
      answer.error = overview.error().in_file(name);
    return answer;
  }
  if (!request.second.empty()) {
    const CsvQuery& query = request.query;
    Result<CsvPairs> pairs =
        read_csv_pairs(*request.text, {query.column, request.second, query.where_column, query.where_value});
    if (pairs)
      answer.pairs = *std::move(pairs);
    else
      answer.error = pairs.error().in_file(name);
    return answer;
  }
  Result<CsvValues> values = read_csv(*request.text, request.query);
  if (values)
    answer.values = *std::move(values);
  else
    answer.error = values.error().in_file(name);
  return answer;
}

void DataPanel::open(const std::string& path, Side side, bool planar) {
  path_ = path;
  side_ = side;
  planar_ = planar;
  overview_.reset();
  values_.reset();
  pairs_.reset();
  text_.reset();
  column_ = second_ = where_column_ = -1;
  where_value_ = 0;
  worker_.submit({path, nullptr, {}, {}});
}

void DataPanel::poll() {
  std::optional<Answer> answer = worker_.poll();
  if (!answer) return;
  if (answer->error) error_ = answer->error;
  if (answer->values) values_ = std::move(answer->values);
  if (answer->pairs) pairs_ = std::move(answer->pairs);
  if (!answer->overview) return;
  text_ = answer->text;
  overview_ = std::move(answer->overview);
  for (std::size_t i = 0; i < overview_->columns.size() && second_ < 0; ++i) {
    if (overview_->columns[i].numbers == 0 || overview_->columns[i].words > 0) continue;
    (column_ < 0 ? column_ : second_) = static_cast<int>(i);
  }
}

std::optional<Error> DataPanel::take_error() {
  poll();
  return std::exchange(error_, std::nullopt);
}

void DataPanel::choose_columns(const Ui& ui, Probe& probe) {
  heading(ui, planar_ ? ui.tr("Columns: x, then y") : ui.tr("Column"));
  std::vector<std::string> names;
  for (const CsvColumn& column : overview_->columns)
    names.push_back(column.name + "  · " + ui.tr("%1 numbers", {std::to_string(column.numbers)}));
  const std::string shown =
      column_ < 0 ? ui.tr("none holds only numbers") : names[static_cast<std::size_t>(column_)];
  if (auto chosen = drop_down(ui, "column", shown, names, column_)) column_ = *chosen;
  probe.mark("data.column");
  if (!planar_) return;
  const std::string other =
      second_ < 0 ? ui.tr("none holds only numbers") : names[static_cast<std::size_t>(second_)];
  if (auto chosen = drop_down(ui, "second", other, names, second_)) second_ = *chosen;
  probe.mark("data.second");
}

void DataPanel::choose_rows(const Ui& ui, Probe& probe) {
  const std::vector<CsvColumn>& columns = overview_->columns;
  std::vector<std::string> names{ui.tr("all rows")};
  std::vector<int> which{-1};
  int now = 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].distinct.empty()) continue;
    if (static_cast<int>(i) == where_column_) now = static_cast<int>(names.size());
    names.push_back(columns[i].name);
    which.push_back(static_cast<int>(i));
  }
  if (names.size() == 1) return;
  heading(ui, ui.tr("Only rows where"));
  if (auto chosen = drop_down(ui, "where", names[static_cast<std::size_t>(now)], names, now)) {
    where_column_ = which[static_cast<std::size_t>(*chosen)];
    where_value_ = 0;
  }
  probe.mark("data.where");
  if (where_column_ < 0) return;
  const std::vector<std::string>& distinct = columns[static_cast<std::size_t>(where_column_)].distinct;
  for (std::size_t i = 0; i < distinct.size(); ++i) {
    if (i > 0) flow(ui, chip_width(ui, distinct[i], false));
    if (chip(ui, ("value " + distinct[i]).c_str(), distinct[i], static_cast<int>(i) == where_value_))
      where_value_ = static_cast<int>(i);
    probe.mark("data.value." + distinct[i]);
  }
}

std::optional<ChosenData> DataPanel::draw(const Ui& ui, Probe& probe) {
  poll();
  heading(ui, ui.tr("Data from a file"));
  paragraph(ui, std::filesystem::path(path_).filename().string(), 15, ui.theme->text);
  if (!overview_) {
    paragraph(ui, worker_.busy() ? ui.tr("reading…") : ui.tr("Nothing could be read from it."), 15,
              ui.theme->text_soft);
    return std::nullopt;
  }
  paragraph(ui,
            ui.tr("%1 rows, %2 columns",
                  {std::to_string(overview_->rows), std::to_string(overview_->columns.size())}),
            13, ui.theme->text_soft);
  choose_columns(ui, probe);
  choose_rows(ui, probe);
  heading(ui, ui.tr("For"));
  if (auto chosen = segmented(ui, "side", {ui.tr("P · real"), ui.tr("Q · model")}, static_cast<int>(side_)))
    side_ = static_cast<Side>(*chosen);
  probe.mark("data.side");
  if (chip(ui, "smooth", ui.tr("smooth into a density"), smooth_, {},
           planar_ ? ui.tr("A Gaussian kernel on every point; without it the points themselves")
                   : ui.tr("A Gaussian kernel, its bandwidth by Silverman's rule; without it the points "
                           "themselves")))
    smooth_ = !smooth_;
  probe.mark("data.smooth");

  ButtonOptions options;
  options.look = ButtonLook::primary;
  options.enabled = column_ >= 0 && (!planar_ || second_ >= 0);
  if (button(ui, "use", ui.tr("Use these data"), options)) {
    values_.reset();
    asked_ = {overview_->columns[static_cast<std::size_t>(column_)].name, {}, {}};
    if (where_column_ >= 0) {
      const CsvColumn& where = overview_->columns[static_cast<std::size_t>(where_column_)];
      asked_.where_column = where.name;
      asked_.where_value = where.distinct[static_cast<std::size_t>(where_value_)];
    }
    pairs_.reset();
    const std::string second =
        planar_ ? overview_->columns[static_cast<std::size_t>(second_)].name : std::string();
    worker_.submit({path_, text_, asked_, second});
  }
  probe.mark("data.use");
  return chosen();
}

std::optional<ChosenData> DataPanel::chosen() {
  if (pairs_) {
    Points2d points;
    points.file = path_;
    points.column_x = pairs_->column_x;
    points.column_y = pairs_->column_y;
    points.where_column = asked_.where_column;
    points.where_value = asked_.where_value;
    points.skipped = pairs_->skipped;
    points.xs = SharedValues(std::move(pairs_->xs));
    points.ys = SharedValues(std::move(pairs_->ys));
    pairs_.reset();
    if (smooth_ && points.xs.size() <= most_smoothed_points)
      points.bandwidth = std::min(silverman_bandwidth(points.xs.get()), silverman_bandwidth(points.ys.get()));
    return ChosenData{side_, std::move(points)};
  }
  if (!values_) return std::nullopt;
  Samples samples;
  samples.file = path_;
  samples.column = values_->column;
  samples.where_column = asked_.where_column;
  samples.where_value = asked_.where_value;
  samples.skipped = values_->skipped;
  samples.values = std::move(values_->values);
  values_.reset();
  if (smooth_ && samples.values.size() <= most_smoothed_values)
    samples.bandwidth = silverman_bandwidth(samples.values.get());
  return ChosenData{side_, std::move(samples)};
}

}  // namespace dlab
