// The head of a source file, bound to a data set through its mapping: which column goes to which field, and which delimiter
// the file uses. All that is wrong with a head is said at once, before any row is read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/model.hpp"

namespace tertial::intake {

struct CsvHead {
    char delimiter = ';';
    std::vector<std::string> column_names;
    std::vector<int> field_of_column;          ///< index into the data set's fields, or -1
    std::vector<std::string> column_of_field;  ///< the source's name for each field; empty if no column gives it
    base::Issues warnings;                     ///< `column_is_unknown`
};

/// `head_record` is UTF-8, without its line break. Issues `column_is_missing`, `column_is_named_twice`, `field_is_unknown`.
base::Result<CsvHead> bind_csv_head(std::string_view head_record, std::int64_t line, const model::DataSet& data_set, const model::Mapping& mapping,
                                    const std::string& file);

/// "semikolon", "komma", "tabb".
[[nodiscard]] std::string_view delimiter_words(char delimiter);

}  // namespace tertial::intake
