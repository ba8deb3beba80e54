// Use case: what changed between two deliveries of the same data set, by month, by unit and by each dimension, with sums, down to the
// rows that only one of them has. Both may long since have been replaced: what a delivery brought is kept.
#pragma once

#include <string>
#include <vector>

#include "base/json.hpp"
#include "engine/state.hpp"

namespace tertial::engine {

/// One value of a field, and what the rows that have it add up to before and after.
struct ChangedGroup {
    std::string value;  ///< empty: rows without a value
    std::int64_t rows_before = 0, rows_after = 0;
    std::vector<base::Int128> sums_before, sums_after;  ///< by measure
};

struct ChangesByField {
    std::string field;
    std::string label;
    std::vector<ChangedGroup> groups;  ///< those that differ, the largest change of the first measure first
};

/// A row that only one of the deliveries has.
struct LoneRow {
    std::int64_t line = 0;
    std::string text;
};

struct DeliveryDifference {
    AcceptedDelivery before, after;
    std::vector<std::string> measures;  ///< fields that are summed
    std::vector<std::string> labels;    ///< of the measures, with their unit
    ChangedGroup total;
    std::vector<ChangesByField> fields;
    std::int64_t lone_rows_before = 0, lone_rows_after = 0;  ///< in all
    std::vector<LoneRow> rows_before, rows_after;            ///< the first of them
};

/// `before` and `after` are deliveries or beginnings of them. Issues `delivery_is_not_found`, `delivery_is_ambiguous`,
/// `deliveries_have_different_data_sets`.
base::Result<DeliveryDifference> diff_deliveries(Workspace& workspace, const Snapshot& snapshot, const std::string& before, const std::string& after,
                                                 std::size_t rows_max);

[[nodiscard]] base::Json to_json(const DeliveryDifference& difference);
/// Swedish. `groups_max`: how many lines of each field are shown.
[[nodiscard]] std::string format_difference(const DeliveryDifference& difference, const model::DataSet& data_set, std::size_t groups_max);

}  // namespace tertial::engine
