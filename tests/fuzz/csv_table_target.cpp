// Delimited text: the cursor walks forward and knows its lines, and a table that is written out again is read as the same table.
#include <algorithm>

#include "base/csv.hpp"
#include "fuzz/expect.hpp"

using namespace tertial;
using fuzz::expect;

namespace {

void walk(std::string_view text, char delimiter) {
    base::CsvCursor cursor(text, delimiter);
    std::vector<std::string_view> fields;
    std::size_t end = 0;
    while (cursor.next(fields)) {
        expect(!fields.empty(), "a record has a field");
        expect(cursor.record_offset() >= end && cursor.offset() > cursor.record_offset() && cursor.offset() <= text.size(), "the cursor walks forward");
        end = cursor.offset();
        auto begin = text.begin() + static_cast<std::ptrdiff_t>(cursor.record_offset());
        expect(cursor.record_line() == 1 + std::count(text.begin(), begin, '\n'), "the line of a record is that of its first byte");
    }
}

std::string written(const base::CsvTable& table, char delimiter) {
    std::string text = "\xEF\xBB\xBF";
    auto add = [&](const std::vector<std::string>& fields) {
        for (std::size_t index = 0; index < fields.size(); ++index) {
            if (index > 0) text += delimiter;
            // A lone empty field must be quoted, or its line would be blank.
            text += fields.size() == 1 && fields[0].empty() ? "\"\"" : base::format_csv_field(fields[index], delimiter);
        }
        text += '\n';
    };
    add(table.head);
    for (const base::CsvRow& row : table.rows) add(row.fields);
    return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    std::string_view text = fuzz::text_of(bytes, size);
    for (char delimiter : {';', ',', '\t'}) {
        walk(text, delimiter);
        auto table = base::read_csv_table(text, delimiter, "t.csv");
        if (!table.ok()) {
            fuzz::expect_words(table.issues());
            continue;
        }
        auto again = base::read_csv_table(written(table.value(), delimiter), delimiter, "t.csv");
        expect(again.ok() && again.value().head == table.value().head, "the head is read back", written(table.value(), delimiter));
        expect(std::equal(again.value().rows.begin(), again.value().rows.end(), table.value().rows.begin(), table.value().rows.end(),
                          [](const base::CsvRow& a, const base::CsvRow& b) { return a.fields == b.fields; }),
               "the rows are read back", written(table.value(), delimiter));
    }
    return 0;
}
