// A CSV file as a source of rows: detected, bound through a mapping, split into parts and parsed in parallel. Gives rows and
// issues, never one instead of the other; whether a delivery with errors is refused is the caller's decision. First the file
// is opened (head and encoding are judged), then the rows are read once by whoever stores them, then the findings are asked for.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/files.hpp"
#include "base/row_source.hpp"
#include "intake/census.hpp"
#include "intake/code_lookup.hpp"
#include "intake/csv_head.hpp"
#include "intake/fault.hpp"
#include "intake/source_parts.hpp"
#include "intake/source_text.hpp"
#include "model/model.hpp"

namespace tertial::intake {

struct ReadPlan {
    const model::DataSet* data_set = nullptr;
    const model::Mapping* mapping = nullptr;
    std::vector<base::Month> slices;  ///< months that the delivery covers; empty: whatever months occur
    std::string shown_file;           ///< what issues call the file; empty: its path
    std::size_t part_bytes_min = std::size_t{4} << 20;
};

/// Columns: the data set's fields, its derived fields, `_month` (yyyymm) and `_line`, in that order.
/// The model, the data set and the mapping must outlive the source, and the source its readers.
class CsvSource final : public base::RowSource {
public:
    [[nodiscard]] const std::vector<base::StoredColumn>& columns() const override { return columns_; }
    [[nodiscard]] std::size_t part_count() const override { return parts_.size(); }
    [[nodiscard]] std::unique_ptr<base::RowReader> open_part(std::size_t part_index) override;

    // Below: true once every part has been read to its end.

    /// Errors first kept by line (at most 1 000; the same error on many rows told once for all but the first), and warnings. Sorted.
    [[nodiscard]] base::Issues issues() const;
    /// Errors found beyond those that issues() holds.
    [[nodiscard]] std::int64_t left_out_count() const;
    [[nodiscard]] std::int64_t row_count() const;
    [[nodiscard]] std::int64_t refused_row_count() const;
    /// Rows per month, refused ones with a readable period included.
    [[nodiscard]] std::vector<std::pair<base::Month, std::int64_t>> rows_by_month() const;

    /// "UTF-8, semikolon": what was detected, for the receipt.
    [[nodiscard]] std::string description() const;

    /// The record that begins on the line, as UTF-8 without its line break. Issue `line_is_not_found`.
    [[nodiscard]] base::Result<std::string> record_text(std::int64_t line) const;
    /// The names in the file's head, and the values of one record's text (UTF-8) in that order.
    [[nodiscard]] const std::vector<std::string>& column_names() const { return head_.column_names; }
    [[nodiscard]] std::vector<std::string> split_record(std::string_view record) const;
    /// A reader of one record's text (UTF-8) which leaves no trace in the counts and findings above but its faults in `faults`.
    [[nodiscard]] std::unique_ptr<base::RowReader> open_record(std::string_view record, std::int64_t line, FaultList& faults) const;
    [[nodiscard]] base::Issue describe(const Fault& fault) const;

private:
    friend class CsvPartReader;
    friend base::Result<std::unique_ptr<CsvSource>> open_csv(const std::string& path, const model::Model& model, ReadPlan plan);

    /// What the readers of all parts have found together.
    struct Tally {
        std::mutex mutex;
        std::int64_t row_count = 0;
        std::int64_t refused_row_count = 0;
        std::map<std::int32_t, std::int64_t> rows_by_year_month;
        Census census;
    };

    CsvSource(base::MappedFile file, const model::Model& model, ReadPlan plan) : file_(std::move(file)), model_(model), plan_(std::move(plan)) {}
    [[nodiscard]] base::Issues describe_once(const std::vector<Fault>& faults) const;
    base::Done bind();
    void bind_columns();

    base::MappedFile file_;
    const model::Model& model_;
    ReadPlan plan_;
    SourceText text_;
    CsvHead head_;
    std::string_view body_;  ///< the records below the head
    std::vector<SourcePart> parts_;
    std::vector<base::StoredColumn> columns_;
    std::vector<std::unique_ptr<CodeLookup>> codes_of_field_;  ///< null for fields without a code list
    mutable Tally tally_;
    FaultList faults_;
};

/// Issues: those of the file, of its head and of the plan (`code_list_is_missing`), all at once.
base::Result<std::unique_ptr<CsvSource>> open_csv(const std::string& path, const model::Model& model, ReadPlan plan);

}  // namespace tertial::intake
