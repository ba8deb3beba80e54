// What a page of figures asks of one data set: sums per month and class of each field. Made in `figures`, run in `facts`.
// Instead of one query per figure, the values of a field are partitioned into classes by all predicates that are asked;
// a handful of result rows then answers them all.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/rational.hpp"

namespace tertial::domain {

/// How one field's values fall into classes. Class 0 is "every other value", absent ones included.
struct FieldClasses {
    std::string field;
    std::vector<std::pair<std::string, int>> class_of_code;  ///< text fields: code → class ≥ 1, sorted by code
    std::vector<std::int64_t> thresholds;                    ///< whole fields: class = 1 + number of thresholds ≤ value; absent = 0. Sorted.
    bool by_threshold = false;
    bool others_matter = true;  ///< false: no figure asks for class 0, and its rows need not be read

    friend bool operator==(const FieldClasses&, const FieldClasses&) = default;
};

struct AggregateQuery {
    std::string data_set;
    std::vector<base::Month> months;  ///< sorted
    std::vector<FieldClasses> keys;
    std::vector<std::string> sums;               ///< measure fields to sum
    std::optional<std::string> histogram_field;  ///< also group by this measure's exact value
    std::optional<std::string> distinct_field;   ///< also group by this field's text; rows where it is absent or empty are left out

    friend bool operator==(const AggregateQuery&, const AggregateQuery&) = default;
};

/// One group. `sums` as in the query; absent values add nothing and are not counted in `present_counts`.
struct AggregateRow {
    base::Month month;
    std::vector<int> classes;
    std::optional<std::int64_t> histogram_value;
    std::optional<std::string> distinct_value;
    std::vector<base::Int128> sums;
    std::vector<std::int64_t> present_counts;
    std::int64_t row_count = 0;
};

/// The rows of a month that have the same values in some fields.
struct RowGroup {
    base::Month month;
    std::vector<std::optional<std::string>> values;  ///< by field, as text
    std::int64_t row_count = 0;
    std::int64_t first_line = 0;  ///< of its rows; 0 where only their sums are known
    std::vector<base::Int128> sums;
};

/// A file of one delivery and the months of it that are in force; rows of other months are superseded and never read.
struct AcceptedFile {
    std::string folder;               ///< the delivery's folder
    std::vector<base::Month> months;  ///< in force, sorted
    bool all_months_in_force = true;  ///< no month of the delivery has been superseded, so no filter is needed

    friend bool operator==(const AcceptedFile&, const AcceptedFile&) = default;
};

/// A row filter: every key's class must be in the list beside it. Used by trace to find the source lines of an aggregate.
struct RowFilter {
    std::vector<FieldClasses> keys;
    std::vector<std::vector<int>> allowed;  ///< combinations of classes, one per key
    std::vector<base::Month> months;
};

struct SourceLine {
    std::size_t file_index = 0;  ///< into the list of accepted files given
    std::int64_t line = 0;
};

}  // namespace tertial::domain
