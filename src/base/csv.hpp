// Splits delimited text into records and fields (RFC 4180 quoting). Knows nothing of columns, types or encodings.
// The cursor never copies a field unless it holds doubled quotes.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace tertial::base {

/// Walks over records in place. The text must outlive the fields it hands out; fields are valid until the next call.
class CsvCursor {
public:
    CsvCursor(std::string_view text, char delimiter, std::int64_t first_line = 1, char quote = '"')
        : text_(text), delimiter_(delimiter), quote_(quote), line_(first_line) {}

    /// Reads the next record into `fields`; false at the end. Blank lines are skipped.
    /// Sets `unbalanced_quote()` when a quoted field never ends.
    bool next(std::vector<std::string_view>& fields);

    /// Line where the last record began, counted from 1.
    [[nodiscard]] std::int64_t record_line() const { return record_line_; }
    /// Byte offset where the last record began, and where it ended (past its line break).
    [[nodiscard]] std::size_t record_offset() const { return record_offset_; }
    [[nodiscard]] std::size_t offset() const { return offset_; }
    [[nodiscard]] bool unbalanced_quote() const { return unbalanced_quote_; }

private:
    std::string_view quoted_field();

    std::string_view text_;
    char delimiter_;
    char quote_;
    std::size_t offset_ = 0;
    std::size_t record_offset_ = 0;
    std::int64_t line_;
    std::int64_t record_line_ = 0;
    bool unbalanced_quote_ = false;
    std::deque<std::string> unescaped_;
};

struct CsvRow {
    std::int64_t line = 0;
    std::vector<std::string> fields;
};

/// A small table held in memory: the head and the rows, each with its line.
struct CsvTable {
    std::vector<std::string> head;
    std::vector<CsvRow> rows;
};

/// Reads a whole table (model files, published totals). Issues `table_has_no_head`, `row_has_wrong_width`,
/// `quote_does_not_end`, `column_is_named_twice`; all of them at once.
Result<CsvTable> read_csv_table(std::string_view text, char delimiter, const std::string& file);

/// The field for a file that people open in a spreadsheet: one that would be taken as a formula (=, +, -, @ or a control character first,
/// and no plain number) gets an apostrophe before it. Quoted if it needs to be.
[[nodiscard]] std::string format_harmless_csv_field(std::string_view field, char delimiter);

/// Quotes the field if it needs to be.
[[nodiscard]] std::string format_csv_field(std::string_view field, char delimiter);

}  // namespace tertial::base
