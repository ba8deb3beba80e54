// Reads one part of a source: takes its records batch by batch, parses column after column, judges whole rows and hands the batch on.
// Where asked to, it also writes down each record as it may be kept: with keyed hashes in place of what names a person.
// One reader runs on one thread; what it finds is added to the source's tally when the part is at its end.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "base/row_source.hpp"
#include "intake/column_parser.hpp"
#include "intake/kept_records.hpp"
#include "intake/source.hpp"
#include "intake/source_table.hpp"

namespace tertial::intake {

class PartReader final : public base::RowReader {
public:
    /// `kept` may be null.
    PartReader(Source& source, std::unique_ptr<RecordReader> records, KeptRecords* kept = nullptr);
    bool read(base::RowBatch& batch) override;

private:
    void size_batch(base::RowBatch& batch) const;
    void fill_fixed_slots();
    void take_record_faults();
    void leave_rows_out();
    void add_left_out_sums(std::size_t row);
    void look_through_left_out_rows();
    [[nodiscard]] std::vector<std::string_view> values_of(std::size_t row) const;
    void keep_rows(const base::RowBatch& batch);
    void parse_period(base::RowBatch& batch);
    void check_slices();
    void look_through_unread_columns();
    void fill_derived(base::RowBatch& batch);
    void fill_month_and_line(base::RowBatch& batch) const;
    void count_rows(const base::RowBatch& batch);
    void hand_over_faults();
    void finish();

    Source& source_;
    std::unique_ptr<RecordReader> records_;
    RecordBatch texts_;
    std::vector<std::unique_ptr<ColumnParser>> parsers_;   ///< by field; null for the period field and for fields that nothing or two columns give
    std::map<std::size_t, DifferenceParser> differences_;  ///< by field, for those that two columns give
    KeptRecords* kept_;
    std::vector<std::pair<int, std::size_t>> hashed_slots_;  ///< and the field of each
    std::size_t period_index_ = 0;
    std::size_t unit_index_ = 0;
    std::vector<std::int32_t> slices_;
    BatchRows rows_;
    BatchFaults batch_faults_;
    std::int64_t row_count_ = 0;
    std::int64_t refused_row_count_ = 0;
    std::int64_t left_out_row_count_ = 0;
    std::vector<base::Int128> left_out_sums_;  ///< by field
    /// A measure that columns give, and where from.
    struct SummedField {
        std::size_t index = 0;
        int slot = -1;
        int subtracted_slot = -1;
        int decimals = 0;
    };
    std::vector<SummedField> summed_fields_;
    std::vector<std::uint8_t> is_left_out_;  ///< of the rows of the batch at hand
    std::vector<std::size_t> kept_rows_;
    std::vector<std::size_t> left_out_rows_;
    std::map<std::int32_t, std::int64_t> rows_by_year_month_;
    Census census_;
    bool is_finished_ = false;
};

}  // namespace tertial::intake
