#include "intake/source_table.hpp"

#include "base/csv.hpp"
#include "base/text.hpp"

namespace tertial::intake {

RecordBatch::RecordBatch(std::size_t slot_count) : columns(slot_count, std::vector<std::string_view>(base::batch_rows_max)), lines(base::batch_rows_max) {}

base::Issue line_is_not_found(const std::string& file, std::int64_t line) {
    return base::make_issue("line_is_not_found", "ingen rad börjar på rad " + std::to_string(line), "källfilen är en annan än den som levererades",
                            {file, line, 0});
}

base::Issue too_many_columns(const std::string& file, std::int64_t line) {
    return base::make_issue("file_has_too_many_columns", "filen har fler än " + std::to_string(columns_max) + " kolumner",
                            "kontrollera avgränsaren, och ta bort kolumner som ingen läser", {file, line, 0});
}

std::string joined_values(std::vector<std::string> values) {
    for (std::string& value : values) value = base::format_csv_field(value, ';');
    return base::joined(values, ";");
}

}  // namespace tertial::intake
