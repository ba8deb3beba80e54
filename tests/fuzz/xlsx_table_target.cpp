// The XML of a sheet, within a workbook that is otherwise whole: the same records every time, rising lines, every record found again by its
// line, and a value that nobody asks for changes nothing.
#include "fuzz/expect.hpp"

#include "intake/small_workbook.hpp"

using namespace tertial;
using fuzz::expect;

namespace {

constexpr std::size_t records_checked_max = 3;

std::string workbook_of(std::string_view sheet) {
    std::vector<tests::ZipPart> parts = tests::workbook_parts({.sheets = {{"Data", ""}}, .strings = {"<t>A</t>", "<r><t>B</t></r>", "<t>tv\xC3\xA5</t>"}});
    for (tests::ZipPart& part : parts) {
        part.is_stored = true;
        if (part.name == "xl/worksheets/sheet1.xml") part.bytes = sheet;
    }
    return tests::write_zip(parts);
}

std::string shown(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    return text;
}

void check_records(intake::SourceTable& table, const std::vector<std::string>& lines) {
    std::int64_t last = table.head_line();
    std::size_t checked = 0;
    for (const std::string& line : lines) {
        if (line.starts_with('!')) continue;
        std::int64_t number = std::stoll(line);
        expect(number > last, "the lines of records rise", shown(lines));
        last = number;
        if (++checked > records_checked_max) continue;
        auto values = table.record_values(number);
        expect(values.ok(), "a record is found by its line", line);
        std::string again = std::to_string(number);
        for (const std::string& value : values.value()) again += "|" + value;
        expect(again == line, "a record is read again as it was", line + "\n" + again);
    }
}

void check_one_column(intake::SourceTable& table, std::size_t whole_count) {
    std::vector<int> slots(table.column_names().size(), -1);
    slots.front() = 0;
    intake::RecordBatch batch(1);
    auto reader = table.open_part(0, slots);
    std::size_t count = 0;
    while (reader->read(batch)) count += batch.row_count + batch.faults.size();
    expect(count <= whole_count, "one column gives no more than all");
}

void check_table(const std::string& workbook, const intake::TableOptions& options) {
    auto table = tests::open_bytes(workbook, options);
    if (!table.ok()) return fuzz::expect_words(table.issues());
    expect(!table.value()->column_names().empty() && table.value()->head_line() > 0, "a table has a head");
    std::vector<std::string> lines = tests::read_records(*table.value());
    base::Issues findings = table.value()->findings();
    if (!findings.empty()) fuzz::expect_words(findings);
    expect(tests::read_records(*table.value()) == lines && table.value()->findings() == findings, "a table is the same every time", shown(lines));
    check_records(*table.value(), lines);
    check_one_column(*table.value(), lines.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    std::string workbook = workbook_of(fuzz::text_of(bytes, size));
    intake::TableOptions options;
    check_table(workbook, options);
    options.wanted_columns = {"A", "B"};
    check_table(workbook, options);
    options.head_line = 2;
    check_table(workbook, options);
    return 0;
}
