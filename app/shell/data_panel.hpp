// Choosing numbers out of a CSV file: which column, which rows, for which side. The file is read by a worker.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "app/panel/probe.hpp"
#include "app/panel/widgets.hpp"
#include "core/distribution/csv.hpp"
#include "core/distribution/distribution_2d.hpp"
#include "core/exhibit/line.hpp"
#include "core/parallel/latest_worker.hpp"

namespace dlab {

struct ChosenData {
  Side side;
  std::variant<Samples, Points2d> data;
};

class DataPanel {
 public:
  explicit DataPanel(std::function<void()> wake);
  // `planar`: two columns make points in the plane.
  void open(const std::string& path, Side side, bool planar = false);
  // The data once they are chosen and read.
  std::optional<ChosenData> draw(const Ui& ui, Probe& probe);
  bool busy() const { return worker_.busy(); }
  // A sentence that came up since the last call (a column with a word in it …).
  std::optional<Error> take_error();

 private:
  struct Request {
    std::string path;
    std::shared_ptr<const std::string> text;  // none: read the file and look it over
    CsvQuery query;
    std::string second;  // the other column of points
  };
  struct Answer {
    std::shared_ptr<const std::string> text;
    std::optional<CsvOverview> overview;
    std::optional<CsvValues> values;
    std::optional<CsvPairs> pairs;
    std::optional<Error> error;
  };
  static std::optional<Answer> work(const Request& request, std::stop_token stop);
  void poll();
  void choose_rows(const Ui& ui, Probe& probe);

  std::string path_;
  Side side_ = Side::q;
  void choose_columns(const Ui& ui, Probe& probe);
  std::optional<ChosenData> chosen();

  bool smooth_ = true, planar_ = false;
  int column_ = -1, second_ = -1, where_column_ = -1, where_value_ = 0;
  std::shared_ptr<const std::string> text_;
  std::optional<CsvOverview> overview_;
  std::optional<CsvValues> values_;
  std::optional<CsvPairs> pairs_;
  std::optional<Error> error_;
  CsvQuery asked_;
  LatestWorker<Request, Answer> worker_;
};

}  // namespace dlab
