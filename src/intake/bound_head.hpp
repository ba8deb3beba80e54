// The columns of a source file, bound to a data set through its mapping: which column goes to which field, and in which slot its
// text is handed on. All that is wrong with a head is said at once, before any row is read.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "intake/source_table.hpp"
#include "model/model.hpp"

namespace tertial::intake {

struct BoundHead {
    std::vector<std::string> column_names;
    std::vector<int> slot_of_column;                       ///< every column has one: what no field reads is still looked through
    std::vector<int> slot_of_field;                        ///< -1: no column gives it, and it has no fixed value
    std::vector<int> subtracted_slot_of_field;             ///< of the column that is taken away from it; -1: there is none
    std::vector<std::string> column_of_field;              ///< what people call the field's column; its own label where it has none
    std::vector<std::pair<int, std::string>> fixed_slots;  ///< slots that hold the same value in every row
    std::vector<int> unread_columns;                       ///< columns that no field reads
    std::size_t slot_count = 0;
    base::Issues warnings;  ///< `column_is_unknown`
};

/// Issues `column_is_missing`, `column_is_named_twice`; `mapping_does_not_fit` where most columns are missing.
base::Result<BoundHead> bind_head(const SourceTable& table, const model::DataSet& data_set, const model::Mapping& mapping, const std::string& file);

}  // namespace tertial::intake
