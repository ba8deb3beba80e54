// A source file as rows of a data set: opened in whatever format it has, bound through a mapping, and parsed in parallel. Gives rows
// and issues, never one instead of the other; whether a delivery with errors is refused is the caller's decision. First the file is
// opened (its form and head are judged), then the rows are read once by whoever stores them, then the findings are asked for.
#pragma once

#include <map>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/row_source.hpp"
#include "intake/bound_head.hpp"
#include "intake/census.hpp"
#include "intake/code_lookup.hpp"
#include "base/rational.hpp"
#include "intake/column_parser.hpp"
#include "intake/fault.hpp"
#include "intake/kept_records.hpp"
#include "intake/problem.hpp"
#include "intake/source_table.hpp"
#include "intake/value_form.hpp"
#include "model/model.hpp"

namespace tertial::intake {

/// Faults that are put into words where nobody has asked for all of them.
inline constexpr std::size_t faults_shown_max = 1000;

struct ReadPlan {
    const model::DataSet* data_set = nullptr;
    const model::Mapping* mapping = nullptr;
    std::vector<base::Month> slices;        ///< months that the delivery covers; empty: whatever months occur
    std::string shown_file;                 ///< what issues call the file; empty: its path
    const PersonKey* person_key = nullptr;  ///< must outlive the source, and be given where the mapping has fields that are hashed
    bool is_kept = false;                   ///< the file was delivered before, and lies in the workspace: its hashes pass as they are
    std::size_t part_bytes_min = std::size_t{4} << 20;
    std::size_t faults_max = faults_shown_max;  ///< kept, of which issues() gives the first faults_shown_max
};

/// Columns: the data set's fields, its derived fields, `_month` (yyyymm) and `_line`, in that order.
/// The model, the data set and the mapping must outlive the source, and the source its readers.
class Source final : public base::RowSource {
public:
    [[nodiscard]] const std::vector<base::StoredColumn>& columns() const override { return columns_; }
    [[nodiscard]] std::size_t part_count() const override { return table_->part_count(); }
    [[nodiscard]] std::unique_ptr<base::RowReader> open_part(std::size_t part_index) override;

    // Below: true once every part has been read to its end.

    /// Errors first kept by line (at most 1 000; the same error on many rows told once for all but the first), and warnings. Sorted.
    [[nodiscard]] base::Issues issues() const;
    /// Every fault that is kept, by line, each row told for itself; for the full list.
    void for_each_problem(const std::function<void(const Problem&)>& tell) const;
    /// The column that gives the field, and what its values sum to in the source's own sign and scale, rows that the mapping leaves out
    /// included. `taken_in` is the sum of the rows that were taken in, as it is stored. Nothing where a fixed value gives the field.
    struct SourceSum {
        std::string column;
        base::Rational sum;
    };
    [[nodiscard]] std::optional<SourceSum> source_sum(const std::string& field, base::Int128 taken_in) const;
    /// Errors found beyond those that issues() holds.
    [[nodiscard]] std::int64_t left_out_count() const;
    /// All that were found, and those of them that for_each_problem gives.
    [[nodiscard]] std::int64_t fault_count() const { return faults_.count(); }
    [[nodiscard]] std::int64_t kept_fault_count() const { return static_cast<std::int64_t>(faults_.kept().size()); }
    [[nodiscard]] const std::string& shown_file() const { return plan_.shown_file; }
    [[nodiscard]] std::int64_t row_count() const;
    [[nodiscard]] std::int64_t refused_row_count() const;
    /// Rows that the mapping leaves out; they are not among those of row_count().
    [[nodiscard]] std::int64_t left_out_row_count() const;
    /// Values that a keyed hash has taken the place of.
    [[nodiscard]] ReplacedValues replaced() const;
    /// Rows per month, refused ones with a readable period included.
    [[nodiscard]] std::vector<std::pair<base::Month, std::int64_t>> rows_by_month() const;

    /// "UTF-8, semikolon, decimalkomma": the file's form, told or found out, for the receipt.
    [[nodiscard]] std::string description() const;

    /// Reads the source once more, and gives each record in the form that it may be kept in.
    void read_kept(KeptRecords& kept);
    [[nodiscard]] ValueForm value_form() const { return table_->value_form(); }

    /// The record as people see it, and its values by column; see SourceTable.
    [[nodiscard]] const std::vector<std::string>& column_names() const { return head_.column_names; }
    [[nodiscard]] base::Result<std::string> record_text(std::int64_t line) { return table_->record_text(line); }
    [[nodiscard]] base::Result<std::vector<std::string>> record_values(std::int64_t line) { return table_->record_values(line); }

private:
    friend class PartReader;
    friend base::Result<std::unique_ptr<Source>> open_source(std::unique_ptr<SourceTable> table, const model::Model& model, ReadPlan plan);

    /// What the readers of all parts have found together.
    struct Tally {
        std::mutex mutex;
        std::int64_t row_count = 0;
        std::int64_t refused_row_count = 0;
        std::int64_t left_out_row_count = 0;
        ReplacedValues replaced;
        std::map<std::int32_t, std::int64_t> rows_by_year_month;
        std::vector<base::Int128> left_out_sums;  ///< by field, in the last decimal of the field, before sign and scale are turned
        Census census;
    };

    Source(std::unique_ptr<SourceTable> table, const model::Model& model, ReadPlan plan)
        : table_(std::move(table)), model_(model), plan_(std::move(plan)), faults_(plan_.faults_max) {}
    base::Done bind();
    void bind_columns();
    [[nodiscard]] base::Issue describe(const Fault& fault) const;
    [[nodiscard]] base::Issues describe_once(const std::vector<Fault>& faults) const;

    std::unique_ptr<SourceTable> table_;
    const model::Model& model_;
    ReadPlan plan_;
    BoundHead head_;
    ValueForms forms_;
    std::vector<base::StoredColumn> columns_;
    std::vector<std::unique_ptr<CodeLookup>> codes_of_field_;  ///< null for fields without a code list
    mutable Tally tally_;
    FaultList faults_;
};

/// Issues of the head, of the values' form and of the plan (`code_list_is_missing`).
base::Result<std::unique_ptr<Source>> open_source(std::unique_ptr<SourceTable> table, const model::Model& model, ReadPlan plan);

}  // namespace tertial::intake
