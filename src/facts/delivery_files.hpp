// Where the files of one delivery lie, below its folder (docs/formats/delivery.md). Each kind of row has a folder of its own, and all but
// the source rows' begin with "_": a tool that takes folders for tables then finds the rows and nothing that repeats their sums.
//
//   rows.parquet                              every row: the data set's fields, _line, _month
//   _aggregate/aggregate.parquet              unit × dimensions × month: _n, and per measure m: m (sum), _n_m (present)
//   _histogram_<measure>/histogram.parquet    unit × dimensions × month × exact value: _n
#pragma once

#include <string>

namespace tertial::facts {

[[nodiscard]] inline std::string rows_path(const std::string& folder) { return folder + "/rows.parquet"; }
[[nodiscard]] inline std::string aggregate_folder(const std::string& folder) { return folder + "/_aggregate"; }
[[nodiscard]] inline std::string aggregate_path(const std::string& folder) { return aggregate_folder(folder) + "/aggregate.parquet"; }
[[nodiscard]] inline std::string histogram_folder(const std::string& folder, const std::string& measure) { return folder + "/_histogram_" + measure; }
[[nodiscard]] inline std::string histogram_path(const std::string& folder, const std::string& measure) {
    return histogram_folder(folder, measure) + "/histogram.parquet";
}

}  // namespace tertial::facts
