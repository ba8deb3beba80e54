// Reads one part of a CSV source: splits it into batches of records, parses column after column, judges whole rows and hands
// the batch on. One reader runs on one thread; what it finds is added to the source's tally when the part is at its end.
#pragma once

#include <deque>
#include <memory>
#include <vector>

#include "base/row_source.hpp"
#include "intake/column_parser.hpp"
#include "intake/csv_reader.hpp"
#include "intake/record_splitter.hpp"

namespace tertial::intake {

enum class CountRows { yes, no };

class CsvPartReader final : public base::RowReader {
public:
    CsvPartReader(const CsvSource& source, std::string_view text, std::int64_t first_line, Encoding encoding, FaultList& faults, CountRows counts);
    bool read(base::RowBatch& batch) override;

private:
    void size_batch(base::RowBatch& batch) const;
    void decode_fields();
    void parse_period(base::RowBatch& batch);
    void check_slices(const BatchRows& rows);
    void fill_derived(base::RowBatch& batch);
    void fill_month_and_line(base::RowBatch& batch) const;
    void count_rows(const base::RowBatch& batch);
    void hand_over_faults();
    void finish();

    const CsvSource& source_;
    std::string_view text_;
    Encoding encoding_;
    FaultList& faults_;
    CountRows counts_;
    RecordSplitter splitter_;
    FieldTable table_;
    std::deque<std::string> decoded_;
    std::vector<std::unique_ptr<ColumnParser>> parsers_;  ///< by field; null for the period field and for fields no column gives
    std::size_t period_index_ = 0;
    std::size_t unit_index_ = 0;
    std::vector<std::int32_t> slices_;
    BatchRows rows_;
    BatchFaults batch_faults_;
    std::int64_t row_count_ = 0;
    std::int64_t refused_row_count_ = 0;
    std::map<std::int32_t, std::int64_t> rows_by_year_month_;
    Census census_;
};

}  // namespace tertial::intake
