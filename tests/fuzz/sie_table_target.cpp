// A SIE file as each of its tables: what is handed out is UTF-8, lines rise, every row is found again by its line with the same values,
// and a voucher that is told not to balance is told with a difference.
#include "base/text.hpp"
#include "fuzz/memory_file.hpp"
#include "intake/sie_table.hpp"

using namespace tertial;
using fuzz::expect;

namespace {

/// Finding a row again costs as much as reading a file: one is enough for each table.
constexpr std::size_t rows_checked_max = 1;

void check_fault(const intake::RecordFault& fault) {
    expect(fault.line > 0, "a fault has a line");
    expect(base::is_utf8(fault.value) && fault.value.size() <= 200, "a fault's value is short text", fault.value);
    if (fault.kind == intake::FaultKind::voucher_does_not_balance) expect(fault.amount != 0, "a voucher that does not balance has a difference");
}

void check_row(intake::SourceTable& table, const intake::RecordBatch& batch, std::size_t row) {
    auto values = table.record_values(batch.lines[row]);
    auto text = table.record_text(batch.lines[row]);
    expect(values.ok() && text.ok(), "a row is found by its line", std::to_string(batch.lines[row]));
    expect(base::is_utf8(text.value()), "a line is shown as UTF-8");
    for (std::size_t column = 0; column < batch.columns.size(); ++column) {
        expect(values.value()[column] == batch.columns[column][row], "a row found by its line is the same", text.value());
    }
}

void check_table(intake::SourceTable& table) {
    std::vector<int> slots(table.column_names().size());
    for (std::size_t column = 0; column < slots.size(); ++column) slots[column] = static_cast<int>(column);
    auto reader = table.open_part(0, slots);
    intake::RecordBatch batch(slots.size());
    std::int64_t last_line = 0;
    std::size_t checked = 0;
    while (reader->read(batch)) {
        for (const intake::RecordFault& fault : batch.faults) check_fault(fault);
        for (std::size_t row = 0; row < batch.row_count; ++row) {
            expect(batch.lines[row] > last_line, "lines rise");
            last_line = batch.lines[row];
            for (const auto& column : batch.columns) expect(base::is_utf8(column[row]), "what is handed out is UTF-8");
            if (checked++ < rows_checked_max) check_row(table, batch, row);
        }
    }
    if (!table.findings().empty()) fuzz::expect_words(table.findings());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    fuzz::MemoryFile file(fuzz::text_of(bytes, size));
    bool looks_so = intake::looks_like_sie(fuzz::text_of(bytes, size));
    for (const char* name : {"", "TRANS", "PSALDO", "PBUDGET per objekt", "OUB per objekt 1", "IB", "OBJEKT"}) {
        for (const char* encoding : {"", "utf-8", "windows-1252"}) {
            if (encoding[0] != 0 && name[0] != 0) continue;
            intake::TableOptions options;
            options.shown_file = "fil.se";
            options.table = name;
            options.encoding = encoding;
            auto table = intake::open_sie_table(file.path(), options);
            if (table.ok()) {
                check_table(*table.value());
            } else {
                fuzz::expect_words(table.issues());
                expect(!looks_so || table.issues()[0].code != "file_is_no_sie_file", "what looks like SIE is one");
            }
        }
    }
    return 0;
}
