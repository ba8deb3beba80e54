// A source file of any text format through the whole intake: the same rows and findings in one part as in many small ones, counts that agree with the
// rows handed on, and every row found again by its line.
#include "fuzz/memory_file.hpp"
#include "intake/small_region.hpp"

using namespace tertial;
using fuzz::expect;

namespace {

/// Reading a row again costs as much as reading a file: a few of them are enough for each input.
constexpr std::size_t rows_checked_max = 3;

struct Reading {
    std::vector<std::string> rows;
    base::Issues issues;
    std::int64_t row_count = 0;
    std::int64_t refused_row_count = 0;
    std::int64_t left_out_count = 0;
    std::vector<std::pair<base::Month, std::int64_t>> rows_by_month;
    friend bool operator==(const Reading&, const Reading&) = default;
};

std::string shown(const Reading& reading) { return base::joined(reading.rows, "\n") + "\n" + base::format_issues(reading.issues); }

/// A row of the rows in text form, found once more by its line.
void check_record(intake::Source& source, const std::string& row) {
    std::int64_t line = std::stoll(row.substr(row.rfind('|') + 1));
    expect(source.record_text(line).ok(), "the record of a row is found by its line", row);
    auto values = source.record_values(line);
    expect(values.ok() && values.value().size() == source.column_names().size(), "a record has a value in each column", row);
}

void check_reading(const Reading& reading) {
    expect(static_cast<std::int64_t>(reading.rows.size()) <= reading.row_count, "no more rows are handed on than are counted", shown(reading));
    expect(reading.refused_row_count <= reading.row_count, "no more rows are refused than there are", shown(reading));
    if (reading.refused_row_count > 0) expect(base::has_errors(reading.issues), "a refused row has a finding", shown(reading));
    std::int64_t dated = 0;
    for (const auto& [month, count] : reading.rows_by_month) dated += count;
    expect(dated <= static_cast<std::int64_t>(reading.rows.size()), "no more rows have a month than are handed on", shown(reading));
    if (!reading.issues.empty()) fuzz::expect_words(reading.issues);
}

Reading read_all(const std::string& path, std::string_view data_set, std::size_t part_bytes_min) {
    intake::ReadPlan plan = tests::plan_of(data_set);
    plan.part_bytes_min = part_bytes_min;
    auto source = intake::open_file(path, tests::small_region(), plan);
    Reading reading;
    if (!source.ok()) {
        fuzz::expect_words(source.issues());
        reading.issues = source.issues();
        return reading;
    }
    intake::Source& csv = *source.value();
    reading.rows = tests::read_rows(*source.value());
    reading.issues = csv.issues();
    reading.row_count = csv.row_count();
    reading.refused_row_count = csv.refused_row_count();
    reading.left_out_count = csv.left_out_count();
    reading.rows_by_month = csv.rows_by_month();
    for (std::size_t index = 0; index < reading.rows.size() && index < rows_checked_max; ++index) check_record(csv, reading.rows[index]);
    check_reading(reading);
    return reading;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    fuzz::MemoryFile file(fuzz::text_of(bytes, size));
    for (std::string_view data_set : {"ledger", "mission", "beds"}) {
        Reading whole = read_all(file.path(), data_set, std::size_t{1} << 20);
        // Short inputs are cut at every record, long ones in a few places.
        Reading parts = read_all(file.path(), data_set, size < 300 ? 1 : size / 4);
        expect(parts == whole, "parts give what the whole gives", shown(whole) + "\n--- in parts:\n" + shown(parts));
    }
    return 0;
}
