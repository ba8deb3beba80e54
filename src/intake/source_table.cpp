#include "intake/source_table.hpp"

namespace tertial::intake {

RecordBatch::RecordBatch(std::size_t slot_count) : columns(slot_count, std::vector<std::string_view>(base::batch_rows_max)), lines(base::batch_rows_max) {}

}  // namespace tertial::intake
