// The rows of a sheet below its head as batches of records. A row without any value that was asked for is no record; one with a value that
// cannot be read gives a fault for each, of which the first stands for the row. What stands above the head, beside its columns and beside
// the cells is looked through for person numbers.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "intake/source_table.hpp"
#include "intake/text_arena.hpp"
#include "intake/xlsx_head.hpp"
#include "intake/xlsx_sheet.hpp"

namespace tertial::intake {

class XlsxRecordReader : public RecordReader, private RowSink {
public:
    /// `on_end` gets what ended the sheet too early. Book and head must outlive the reader.
    XlsxRecordReader(const Book& book, const BookSheet& sheet, const SheetHead& head, const std::vector<int>& slot_of_column,
                     std::function<void(base::Issues)> on_damage);
    bool read(RecordBatch& batch) override;

private:
    struct Target {
        int slot = -1;
        int column = -1;  ///< of the table
    };

    bool begin_row(std::int64_t line) override;
    [[nodiscard]] bool wants(int column) const override;
    void cell(const SheetCell& cell) override;
    void end_row(std::int64_t line) override;
    void bad_row(std::int64_t line, std::string_view value) override;
    void beside(std::int64_t line, std::string_view text) override;
    [[nodiscard]] bool is_of_record(int column) const;
    void add_fault(std::int64_t line, FaultKind kind, int column, std::string_view value);
    void pause_if_full();
    void end_sheet(base::Issues damage);

    const SheetHead& head_;
    std::vector<Target> target_of_sheet_column_;
    std::vector<int> slots_;
    std::function<void(base::Issues)> on_damage_;
    TextArena texts_;
    RecordBatch* batch_ = nullptr;
    std::int64_t line_ = 0;
    bool has_value_ = false;
    bool has_fault_ = false;
    std::unique_ptr<SheetScan> scan_;
};

/// The values of one row, one for each column of the head; empty if the sheet has no such row, or it is above the head.
base::Result<std::vector<std::string>> read_sheet_row(const Book& book, const BookSheet& sheet, const SheetHead& head, std::int64_t line);

}  // namespace tertial::intake
