#include "intake/xlsx_records.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "intake/person_number.hpp"

namespace tertial::intake {
namespace {

constexpr std::size_t fault_value_bytes_max = 200;

// A batch ends early when its texts, or its faults, are many; a single row with more text than row_text_bytes_max is refused.
constexpr std::size_t batch_text_bytes_max = std::size_t{8} << 20;
constexpr std::size_t row_text_bytes_max = std::size_t{64} << 20;

FaultKind fault_kind_of(CellKind kind) {
    switch (kind) {
        case CellKind::error: return FaultKind::cell_has_an_error;
        case CellKind::formula_without_value: return FaultKind::formula_has_no_value;
        default: return FaultKind::record_is_not_readable;
    }
}

/// Keeps the cells of one row, and stops there.
class OneRow : public RowSink {
public:
    OneRow(const SheetHead& head, std::int64_t line) : head_(head), line_(line) {}

    bool begin_row(std::int64_t line) override {
        if (line > line_) scan->pause();
        if (line == line_) values.resize(head_.names.size());
        return line == line_;
    }
    [[nodiscard]] bool wants(int column) const override { return std::binary_search(head_.sheet_columns.begin(), head_.sheet_columns.end(), column); }
    void cell(const SheetCell& cell) override {
        auto place = std::lower_bound(head_.sheet_columns.begin(), head_.sheet_columns.end(), cell.column);
        byte_count_ += cell.text.size();
        if (byte_count_ <= row_text_bytes_max) values[static_cast<std::size_t>(place - head_.sheet_columns.begin())] = cell.text;
    }
    void end_row(std::int64_t /*line*/) override { scan->pause(); }
    void bad_row(std::int64_t /*line*/, std::string_view /*value*/) override {}

    std::vector<std::string> values;
    SheetScan* scan = nullptr;

private:
    const SheetHead& head_;
    std::int64_t line_;
    std::size_t byte_count_ = 0;
};

}  // namespace

XlsxRecordReader::XlsxRecordReader(const Book& book, const BookSheet& sheet, const SheetHead& head, const std::vector<int>& slot_of_column,
                                   std::function<void(base::Issues)> on_damage)
    : head_(head), on_damage_(std::move(on_damage)) {
    target_of_sheet_column_.resize(head.sheet_columns.empty() ? 0 : static_cast<std::size_t>(head.sheet_columns.back()) + 1);
    for (std::size_t column = 0; column < head.names.size(); ++column) {
        int slot = column < slot_of_column.size() ? slot_of_column[column] : -1;
        if (slot < 0) continue;
        target_of_sheet_column_[static_cast<std::size_t>(head.sheet_columns[column])] = {slot, static_cast<int>(column)};
        slots_.push_back(slot);
    }
    auto scan = SheetScan::open(book, sheet, *this);
    if (scan.ok()) {
        scan_ = std::move(scan).value();
    } else {
        on_damage_(scan.issues());
    }
}

bool XlsxRecordReader::read(RecordBatch& batch) {
    batch.row_count = 0;
    batch.faults.clear();
    texts_.clear();
    batch_ = &batch;
    if (scan_ != nullptr) {
        auto ran = scan_->run();
        if (!ran.ok()) {
            end_sheet(ran.issues());
        } else if (!ran.value()) {
            scan_ = nullptr;
        }
    }
    return batch.row_count > 0 || !batch.faults.empty();
}

void XlsxRecordReader::end_sheet(base::Issues damage) {
    std::string last = std::to_string(scan_->line());
    for (base::Issue& issue : damage) {
        issue.message += scan_->line() > 0 ? "; raderna efter rad " + last + " är inte lästa" : "; inga rader är lästa";
        issue.place.line = scan_->line();
    }
    scan_ = nullptr;
    on_damage_(std::move(damage));
}

bool XlsxRecordReader::begin_row(std::int64_t line) {
    line_ = line;
    has_value_ = has_fault_ = false;
    if (line <= head_.line) return true;
    for (int slot : slots_) batch_->columns[static_cast<std::size_t>(slot)][batch_->row_count] = {};
    return true;
}

bool XlsxRecordReader::wants(int /*column*/) const { return true; }

bool XlsxRecordReader::is_of_record(int column) const {
    auto index = static_cast<std::size_t>(column);
    return line_ > head_.line && index < target_of_sheet_column_.size() && target_of_sheet_column_[index].slot >= 0;
}

void XlsxRecordReader::beside(std::int64_t line, std::string_view text) {
    if (!contains_person_number(text)) return;
    batch_->faults.push_back({line, FaultKind::person_number_is_refused, 0, -1, {}, false});
}

void XlsxRecordReader::cell(const SheetCell& cell) {
    if (!is_of_record(cell.column)) {
        if (may_name_a_person(cell)) beside(line_, cell.text);
        return;
    }
    const Target& target = target_of_sheet_column_[static_cast<std::size_t>(cell.column)];
    if (cell.kind != CellKind::text && cell.kind != CellKind::number) return add_fault(line_, fault_kind_of(cell.kind), target.column, cell.text);
    if (texts_.byte_count() > row_text_bytes_max) return add_fault(line_, FaultKind::record_is_not_readable, target.column, "…");
    has_value_ = has_value_ || !base::trimmed(cell.text).empty();
    batch_->columns[static_cast<std::size_t>(target.slot)][batch_->row_count] = cell.is_lasting ? cell.text : texts_.keep(cell.text);
}

void XlsxRecordReader::end_row(std::int64_t line) {
    if (line > head_.line && has_value_ && !has_fault_) batch_->lines[batch_->row_count++] = line;
    pause_if_full();
}

void XlsxRecordReader::bad_row(std::int64_t line, std::string_view value) {
    if (line <= head_.line) return;
    if (line != line_) has_fault_ = false;
    line_ = line;
    add_fault(line, FaultKind::record_is_not_readable, -1, value);
    pause_if_full();
}

void XlsxRecordReader::add_fault(std::int64_t line, FaultKind kind, int column, std::string_view value) {
    RecordFault& fault = batch_->faults.emplace_back();
    fault.line = line;
    fault.kind = kind;
    fault.column_index = column;
    if (!contains_person_number(value)) fault.value = value.substr(0, fault_value_bytes_max);
    fault.is_row = !has_fault_;
    has_fault_ = true;
}

void XlsxRecordReader::pause_if_full() {
    bool is_full = batch_->row_count == base::batch_rows_max || batch_->faults.size() >= base::batch_rows_max || texts_.byte_count() > batch_text_bytes_max;
    if (is_full) scan_->pause();
}

base::Result<std::vector<std::string>> read_sheet_row(const Book& book, const BookSheet& sheet, const SheetHead& head, std::int64_t line) {
    OneRow row(head, line);
    if (line <= head.line) return row.values;
    std::unique_ptr<SheetScan> scan = TRY(SheetScan::open(book, sheet, row));
    row.scan = scan.get();
    TRY(scan->run());
    return std::move(row.values);
}

}  // namespace tertial::intake
