// The store of facts and the engine that queries it, as the rest of Tertial sees them. A delivery is a folder of immutable
// Parquet files (delivery_files.hpp); which folders count is the logbook's decision and comes in as AcceptedFile. Only the rooms below
// (facts/duckdb) know an engine.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/row_source.hpp"
#include "domain/aggregate_query.hpp"

namespace tertial::facts {

/// What is kept beside the rows of a delivery.
struct AggregateShape {
    std::vector<std::string> dimensions;  ///< fields, the unit field first
    std::vector<std::string> measures;    ///< summed
    std::vector<std::string> histograms;  ///< kept by exact value
};

struct WrittenRows {
    std::int64_t row_count = 0;
    std::vector<std::pair<base::Month, std::int64_t>> rows_by_month;  ///< sorted by month
    std::vector<std::pair<std::string, base::Int128>> control_sums;   ///< per measure
};

/// Set from another thread or a signal handler; long work looks at it and gives up with issue `work_was_stopped`.
using StopFlag = std::atomic<bool>;

enum class UseAggregates { yes, no };

struct EngineOptions {
    int threads = 0;  ///< 0: as many as the machine has
    std::string memory_limit = "1GB";
    std::string temporary_folder;              ///< spill files
    std::vector<std::string> allowed_folders;  ///< the only places that may be read or written
};

/// Rows of a file that another system has written, every value as its type's own exact text: 1234.50, 2026-04-30, true. All columns
/// are text but the last, `_row`, which counts the file's rows from 1. One part.
class TextRows : public base::RowSource {
public:
    /// The values of one row, without `_row`. Issue `line_is_not_found`.
    virtual base::Result<std::vector<std::string>> row(std::int64_t number) = 0;
    /// What stopped a reader before the end.
    [[nodiscard]] virtual base::Issues findings() const = 0;
};

/// The rows of a delivery that have one value of a field.
struct FieldGroup {
    std::string value;  ///< as text; empty where the rows have none
    std::int64_t row_count = 0;
    std::vector<base::Int128> sums;  ///< by measure
};

/// Rows that pass a filter, gathered by month and the values of some fields.
struct GroupQuery {
    domain::RowFilter rows;           ///< which rows, their months included
    std::vector<std::string> fields;  ///< may be none: by month alone
    std::vector<std::string> measures;
    bool unbalanced_only = false;  ///< only groups whose first measure does not sum to zero
    std::size_t limit = 0;         ///< most groups to give; 0: all
};

/// Rows that only one of two deliveries has: how many, and the lines of the first.
struct LoneRows {
    std::int64_t first_count = 0, second_count = 0;
    std::vector<std::int64_t> first, second;
};

class FactEngine {
public:
    virtual ~FactEngine() = default;

    /// Issues `file_is_not_found`, `parquet_is_not_readable`.
    virtual base::Result<std::unique_ptr<TextRows>> open_parquet(const std::string& path) = 0;

    /// Writes the rows into `folder` (which exists and is not yet named by any entry), synced to disk. Reads the rows back once
    /// for count and control sums per measure. Nothing is left half-written that a later call could mistake for a delivery.
    virtual base::Result<WrittenRows> write_rows(base::RowSource& source, const std::string& folder, const std::vector<std::string>& measures,
                                                 const StopFlag& stop) = 0;
    /// Writes the aggregate and the histograms beside the rows, synced; sums equal those of the rows (checked).
    virtual base::Done write_aggregates(const std::string& folder, const AggregateShape& shape, const StopFlag& stop) = 0;

    /// Duplicates of the key among the rows of a delivery: the lines of up to `limit` pairs (first line, repeated line).
    virtual base::Result<std::vector<std::pair<std::int64_t, std::int64_t>>> find_repeated_keys(const std::string& folder, const std::vector<std::string>& key,
                                                                                                std::size_t limit) = 0;

    /// Of accepted files, by month and then by value. Aggregates hold the unit field and the dimensions, and their filter may name no other.
    virtual base::Result<std::vector<domain::RowGroup>> sum_groups(const GroupQuery& query, const std::vector<domain::AcceptedFile>& files,
                                                                   UseAggregates use) = 0;
    /// Rows that an earlier one equals in each of the columns: how many there are, and up to `limit` pairs of lines (earlier, repeated).
    /// `telling` are those of the columns that tell most rows apart: only rows that are alike in these are compared whole.
    struct RepeatedRows {
        std::int64_t count = 0;
        std::vector<std::pair<std::int64_t, std::int64_t>> lines;
    };
    virtual base::Result<RepeatedRows> find_repeated_rows(const std::string& folder, const std::vector<std::string>& columns,
                                                          const std::vector<std::string>& telling, std::size_t limit) = 0;

    /// By value of the field (`_month` too), sorted.
    virtual base::Result<std::vector<FieldGroup>> sum_by_field(const std::string& folder, const std::string& field,
                                                               const std::vector<std::string>& measures) = 0;
    /// Rows are the same if they have the same value in each of the columns; one that stands twice must stand twice in the other too.
    virtual base::Result<LoneRows> find_lone_rows(const std::string& first_folder, const std::string& second_folder, const std::vector<std::string>& columns,
                                                  std::size_t limit) = 0;

    /// Runs one query over the accepted files. Order of rows: by month, classes, value. With UseAggregates::yes, `aggregate_folders_ok`
    /// is decided by the caller through `AggregateShape`; the engine just reads the aggregate files.
    virtual base::Result<std::vector<domain::AggregateRow>> run(const domain::AggregateQuery& query, const std::vector<domain::AcceptedFile>& files,
                                                                UseAggregates use) = 0;
    /// The same query as text, for explain; what `run` executes, byte for byte.
    [[nodiscard]] virtual std::string query_text(const domain::AggregateQuery& query, const std::vector<domain::AcceptedFile>& files,
                                                 UseAggregates use) const = 0;

    /// Lines of the source rows that pass the filter, ordered by file and line, from `offset`, at most `limit`; and how many there are in all.
    struct Lines {
        std::vector<domain::SourceLine> lines;
        std::int64_t line_count = 0;
    };
    virtual base::Result<Lines> find_lines(const domain::RowFilter& filter, const std::vector<domain::AcceptedFile>& files, std::int64_t offset,
                                           std::int64_t limit) = 0;
};

}  // namespace tertial::facts
