// The fast splitter gives the records that base::CsvCursor gives, on any text, in one part or many.
#include "intake/record_splitter.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "base/csv.hpp"
#include "intake/source_parts.hpp"

namespace tertial::intake {
namespace {

constexpr std::size_t width = 3;

/// "line:a|b|c" for each record of the right width.
std::vector<std::string> records_of_cursor(std::string_view text, char delimiter, std::int64_t first_line) {
    base::CsvCursor cursor(text, delimiter, first_line);
    std::vector<std::string_view> fields;
    std::vector<std::string> records;
    while (cursor.next(fields)) {
        if (fields.size() != width) continue;
        std::string record = std::to_string(cursor.record_line()) + ":";
        for (std::string_view field : fields) record.append(field).append("|");
        records.push_back(record);
    }
    return records;
}

std::vector<std::string> records_of_splitter(std::string_view text, char delimiter, std::int64_t first_line) {
    std::vector<int> slots = {0, 1, 2};
    RecordSplitter splitter(text, delimiter, '"', first_line, slots);
    RecordBatch batch(width);
    std::vector<std::string> records;
    while (splitter.split(batch)) {
        for (std::size_t row = 0; row < batch.row_count; ++row) {
            std::string record = std::to_string(batch.lines[row]) + ":";
            for (const auto& column : batch.columns) record.append(column[row]).append("|");
            records.push_back(record);
        }
    }
    return records;
}

std::vector<std::string> records_of_parts(std::string_view text, char delimiter, std::size_t part_bytes_min) {
    std::vector<std::string> records;
    std::size_t expected_begin = 0;
    for (const SourcePart& part : split_into_parts(text, delimiter, '"', 2, part_bytes_min)) {
        EXPECT_EQ(part.begin, expected_begin);
        expected_begin = part.end;
        std::vector<std::string> some = records_of_splitter(text.substr(part.begin, part.end - part.begin), delimiter, part.first_line);
        records.insert(records.end(), some.begin(), some.end());
    }
    EXPECT_EQ(expected_begin, text.size());
    return records;
}

/// Noise in which records, quotes and line breaks are likely; `quotes` 0 leaves quotes out.
std::string noise(std::mt19937& random, std::size_t length, unsigned quotes) {
    std::string text;
    while (text.size() < length) {
        switch (random() % 10) {
            case 0:
            case 1: text += ';'; break;
            case 2: text += random() % 4 == 0 ? "\r\n" : "\n"; break;
            case 3: text += random() % 3 < quotes ? "\"" : "x"; break;
            case 4: text += random() % 3 < quotes ? ";\"a;\nb\"\"c\";" : ";q;"; break;
            case 5: text += "a;b;c\n"; break;
            case 6: text += random() % 5 == 0 ? "\r" : "y"; break;
            default: text += std::string(random() % 30, static_cast<char>('a' + random() % 26));
        }
    }
    return text;
}

TEST(RecordSplitter, agrees_with_the_cursor_on_noise) {
    std::mt19937 random(3);
    for (int round = 0; round < 4000; ++round) {
        std::string text = noise(random, random() % 600, round % 3);
        std::vector<std::string> expected = records_of_cursor(text, ';', 2);
        ASSERT_EQ(records_of_splitter(text, ';', 2), expected) << text;
        for (std::size_t part_bytes_min : {1, 7, 64, 200}) ASSERT_EQ(records_of_parts(text, ';', part_bytes_min), expected) << text;
    }
}

TEST(RecordSplitter, says_which_records_are_wrong) {
    std::vector<int> slots = {0, 1, 2};
    RecordSplitter splitter("a;b;c\na;b\n\"x\"y;b;c\n1;\"2;3", ';', '"', 2, slots);
    RecordBatch batch(width);
    ASSERT_TRUE(splitter.split(batch));
    ASSERT_EQ(batch.faults.size(), 4u);
    EXPECT_EQ(batch.faults[0].kind, FaultKind::row_has_wrong_width);
    EXPECT_EQ(batch.faults[0].line, 3);
    EXPECT_EQ(batch.faults[1].kind, FaultKind::quote_is_misplaced);
    EXPECT_EQ(batch.faults[1].line, 4);
    EXPECT_EQ(batch.faults[2].kind, FaultKind::quote_does_not_end);
    EXPECT_EQ(batch.faults[2].line, 5);
    EXPECT_EQ(batch.faults[3].kind, FaultKind::row_has_wrong_width);
}

TEST(SourceParts, a_line_break_in_quotes_never_ends_a_part) {
    std::string text;
    for (int row = 0; row < 200; ++row) text += "a;\"b\n\nc \"\"d\"\"\n\";5\" rör\n";
    for (std::size_t part_bytes_min = 1; part_bytes_min < 60; ++part_bytes_min) {
        std::vector<std::string> records = records_of_parts(text, ';', part_bytes_min);
        ASSERT_EQ(records.size(), 200u);
        EXPECT_EQ(records.back(), "798:a|b\n\nc \"d\"\n|5\" rör|");
    }
}

}  // namespace
}  // namespace tertial::intake
