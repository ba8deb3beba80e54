#include "intake/row_values.hpp"

#include "intake/csv_reader.hpp"

namespace tertial::intake {

base::Result<std::vector<Value>> parse_source_line(const CsvSource& source, const std::string& record, std::int64_t line) {
    FaultList faults;
    std::unique_ptr<base::RowReader> reader = source.open_record(record, line, faults);
    base::RowBatch batch;
    bool has_row = reader->read(batch) && batch.row_count == 1;
    base::Issues issues;
    for (const Fault& fault : faults.kept()) issues.push_back(source.describe(fault));
    if (!issues.empty()) return issues;
    if (!has_row) return base::make_issue("line_is_not_found", "raden är tom", {}, {{}, line, 0});
    std::vector<Value> values;
    for (std::size_t index = 0; index < source.columns().size(); ++index) {
        const base::StoredColumn& column = source.columns()[index];
        const base::ColumnBatch& read = batch.columns[index];
        Value value{column.name, column.type, {}, {}};
        if (read.present[0] != 0 && column.type == base::StoredType::text) value.text = std::string(read.text[0]);
        if (read.present[0] != 0 && column.type != base::StoredType::text) value.whole = read.whole[0];
        values.push_back(std::move(value));
    }
    return values;
}

}  // namespace tertial::intake
