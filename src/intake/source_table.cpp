#include "intake/source_table.hpp"

namespace tertial::intake {

RecordBatch::RecordBatch(std::size_t slot_count) : columns(slot_count, std::vector<std::string_view>(base::batch_rows_max)), lines(base::batch_rows_max) {}

base::Issue line_is_not_found(const std::string& file, std::int64_t line) {
    return base::make_issue("line_is_not_found", "ingen rad börjar på rad " + std::to_string(line), "källfilen är en annan än den som levererades",
                            {file, line, 0});
}

}  // namespace tertial::intake
