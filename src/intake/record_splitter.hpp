// Splits a part of a source file into records and fields, batch by batch, in place: the same records as base::CsvCursor,
// which a test compares, but 64 letters at a time. Hands out views into the text; knows nothing of types.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "base/row_source.hpp"
#include "intake/fault.hpp"

namespace tertial::intake {

/// One batch of records as text, by slot (a column that somebody asked for).
struct FieldTable {
    struct RecordFault {
        std::int64_t line;
        FaultKind kind;
        std::int64_t field_count;
    };
    std::size_t row_count = 0;
    std::vector<std::vector<std::string_view>> columns;  ///< sized batch_rows_max each
    std::vector<std::int64_t> lines;
    std::vector<RecordFault> record_faults;  ///< records that gave no row, or whose quotes are not right
    std::deque<std::string> unescaped;       ///< text of fields with doubled quotes
};

/// Walks over delimiters and line breaks by a mask of the 64 letters at hand.
class DelimiterScan {
public:
    DelimiterScan(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) { seek(0); }
    /// The next delimiter or line break; the text's size when there is none.
    std::size_t next() {
        while (mask_ == 0) {
            if (block_ + 64 >= text_.size()) return text_.size();
            block_ += 64;
            mask_ = mask_at(block_);
        }
        auto bit = static_cast<std::size_t>(__builtin_ctzll(mask_));
        mask_ &= mask_ - 1;
        return block_ + bit;
    }
    void seek(std::size_t offset);

private:
    [[nodiscard]] std::uint64_t mask_at(std::size_t block) const;

    std::string_view text_;
    char delimiter_;
    std::size_t block_ = 0;
    std::uint64_t mask_ = 0;
};

class RecordSplitter {
public:
    /// `slot_of_column`: for each column of the head the slot its fields go to, or -1.
    RecordSplitter(std::string_view text, char delimiter, std::int64_t first_line, const std::vector<int>& slot_of_column);

    /// Fills the table with up to batch_rows_max rows; false when the text is at its end and nothing was found.
    bool split(FieldTable& table);

private:
    bool skip_blank_lines();
    void split_record(FieldTable& table);
    std::string_view quoted_field(FieldTable& table, std::int64_t record_line);

    std::string_view text_;
    char delimiter_;
    std::int64_t line_;
    const std::vector<int>& slot_of_column_;
    DelimiterScan scan_;
    std::size_t offset_ = 0;
};

}  // namespace tertial::intake
