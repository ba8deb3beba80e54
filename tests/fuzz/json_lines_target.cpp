// A JSON Lines file as a table: the same records and findings in one part as in many small ones, rising lines, every record found again by its
// line with the same values, and each line taken or refused as a reader of whole JSON would.
#include "base/json.hpp"
#include "base/text.hpp"
#include "fuzz/memory_file.hpp"
#include "intake/json_lines_table.hpp"
#include "intake/person_number.hpp"

using namespace tertial;
using fuzz::expect;

namespace {

/// Finding a record again costs as much as reading a part: a few of them are enough for each input.
constexpr std::size_t records_checked_max = 3;

struct Record {
    std::int64_t line = 0;
    std::vector<std::string> values;
    friend bool operator==(const Record&, const Record&) = default;
};
struct Reading {
    std::vector<Record> records;
    std::vector<std::pair<std::int64_t, std::string>> faults;
    friend bool operator==(const Reading&, const Reading&) = default;
};

bool is_flat_object(std::string_view line) {
    auto json = base::parse_json(line);
    if (!json.ok() || !json.value().is_object()) return false;
    for (const base::Json& member : json.value()) {
        if (member.is_structured()) return false;
    }
    return true;
}

void check_fault(intake::SourceTable& table, const intake::RecordFault& fault) {
    auto text = table.record_text(fault.line);
    expect(text.ok(), "a refused record is found by its line", std::to_string(fault.line));
    expect(base::is_utf8(fault.value) && fault.value.size() <= 200, "a fault's value is short text", fault.value);
    expect(!intake::contains_person_number(fault.value), "a person number is never shown", fault.value);
    if (fault.kind == intake::FaultKind::person_number_is_refused) return expect(fault.value.empty(), "nothing is kept of a person number");
    expect(fault.kind == intake::FaultKind::record_is_not_readable && !fault.value.empty(), "a refused record has a reason");
}

void check_record(intake::SourceTable& table, const Record& record) {
    auto text = table.record_text(record.line);
    auto values = table.record_values(record.line);
    expect(text.ok() && values.ok(), "a record is found by its line", std::to_string(record.line));
    expect(values.value() == record.values, "a record found by its line has the same values", text.value());
    expect(is_flat_object(text.value()), "what is taken in is a flat object", text.value());
    base::Json json = base::parse_json(text.value()).value();
    for (std::size_t column = 0; column < record.values.size(); ++column) {
        auto member = json.find(table.column_names()[column]);
        if (member == json.end() || member->is_null()) {
            expect(record.values[column].empty(), "what a record lacks has no value", text.value());
        } else if (member->is_string()) {
            expect(member->get<std::string>() == record.values[column], "a text is the JSON text", text.value());
        }
    }
}

Reading read_all(intake::SourceTable& table) {
    Reading reading;
    std::vector<int> slots(table.column_names().size());
    for (std::size_t column = 0; column < slots.size(); ++column) slots[column] = static_cast<int>(column);
    intake::RecordBatch batch(slots.size());
    for (std::size_t part = 0; part < table.part_count(); ++part) {
        auto reader = table.open_part(part, slots);
        while (reader->read(batch)) {
            for (const intake::RecordFault& fault : batch.faults) {
                check_fault(table, fault);
                reading.faults.emplace_back(fault.line, fault.value);
            }
            for (std::size_t row = 0; row < batch.row_count; ++row) {
                Record record{batch.lines[row], {}};
                for (const auto& column : batch.columns) record.values.emplace_back(column[row]);
                expect(reading.records.empty() || record.line > reading.records.back().line, "lines rise");
                if (reading.records.size() < records_checked_max) check_record(table, record);
                reading.records.push_back(std::move(record));
            }
        }
    }
    return reading;
}

Reading read_all(const std::string& path, std::size_t part_bytes_min) {
    intake::TableOptions options;
    options.shown_file = "fil.jsonl";
    options.wanted_columns = {"Konto", "Belopp"};
    options.part_bytes_min = part_bytes_min;
    auto table = intake::open_json_lines_table(path, options);
    if (table.ok()) return read_all(*table.value());
    fuzz::expect_words(table.issues());
    return {};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    fuzz::MemoryFile file(fuzz::text_of(bytes, size));
    Reading whole = read_all(file.path(), std::size_t{1} << 20);
    // Short inputs are cut at every line, long ones in a few places.
    expect(read_all(file.path(), size < 300 ? 1 : size / 4) == whole, "parts give what the whole gives");
    return 0;
}
