// Splits a part of a source file into records and fields, batch by batch, in place: the same records as base::CsvCursor,
// which a test compares, but 64 letters at a time. Hands out views into the text; knows nothing of types.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "intake/source_table.hpp"

namespace tertial::intake {

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
    RecordSplitter(std::string_view text, char delimiter, char quote, std::int64_t first_line, const std::vector<int>& slot_of_column);

    /// Fills the batch with up to batch_rows_max records; false when the text is at its end and nothing was found.
    bool split(RecordBatch& batch);

private:
    bool skip_blank_lines();
    void split_record(RecordBatch& batch);
    std::string_view quoted_field(RecordBatch& batch, std::int64_t record_line);

    std::string_view text_;
    char delimiter_;
    char quote_;
    std::int64_t line_;
    const std::vector<int>& slot_of_column_;
    DelimiterScan scan_;
    std::size_t offset_ = 0;
};

}  // namespace tertial::intake
