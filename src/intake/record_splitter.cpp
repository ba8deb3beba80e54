#include "intake/record_splitter.hpp"

#include <algorithm>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace tertial::intake {

std::uint64_t DelimiterScan::mask_at(std::size_t block) const {
    std::uint64_t mask = 0;
#if defined(__SSE2__)
    if (block + 64 <= text_.size()) {
        const __m128i delimiters = _mm_set1_epi8(delimiter_);
        const __m128i line_breaks = _mm_set1_epi8('\n');
        for (int quarter = 0; quarter < 4; ++quarter) {
            __m128i letters = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text_.data() + block + 16 * quarter));
            __m128i found = _mm_or_si128(_mm_cmpeq_epi8(letters, delimiters), _mm_cmpeq_epi8(letters, line_breaks));
            mask |= static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm_movemask_epi8(found))) << (16 * quarter);
        }
        return mask;
    }
#endif
    std::size_t letter_count = std::min<std::size_t>(64, text_.size() - block);
    for (std::size_t index = 0; index < letter_count; ++index) {
        char letter = text_[block + index];
        mask |= std::uint64_t{letter == delimiter_ || letter == '\n'} << index;
    }
    return mask;
}

void DelimiterScan::seek(std::size_t offset) {
    block_ = offset / 64 * 64;
    mask_ = block_ < text_.size() ? mask_at(block_) & (~std::uint64_t{0} << (offset % 64)) : 0;
}

RecordSplitter::RecordSplitter(std::string_view text, char delimiter, char quote, std::int64_t first_line, const std::vector<int>& slot_of_column)
    : text_(text), delimiter_(delimiter), quote_(quote), line_(first_line), slot_of_column_(slot_of_column), scan_(text, delimiter) {}

bool RecordSplitter::split(RecordBatch& batch) {
    batch.row_count = 0;
    batch.faults.clear();
    batch.kept.clear();
    bool found = false;
    // Faults are bounded too, so that a file that is wrong throughout does not fill the memory with them.
    while (batch.row_count < base::batch_rows_max && batch.faults.size() < base::batch_rows_max && skip_blank_lines()) {
        split_record(batch);
        found = true;
    }
    return found;
}

bool RecordSplitter::skip_blank_lines() {
    std::size_t begin = offset_;
    while (offset_ < text_.size() && (text_[offset_] == '\n' || text_[offset_] == '\r')) {
        line_ += text_[offset_] == '\n';
        ++offset_;
    }
    if (offset_ != begin) scan_.seek(offset_);
    return offset_ < text_.size();
}

void RecordSplitter::split_record(RecordBatch& batch) {
    const std::size_t width = slot_of_column_.size();
    const std::int64_t record_line = line_;
    const char* data = text_.data();
    std::size_t field_count = 0;
    bool at_end = false;
    while (!at_end) {
        std::string_view field;
        std::size_t end;
        if (offset_ < text_.size() && data[offset_] == quote_) {
            field = quoted_field(batch, record_line);
            end = scan_.next();
            at_end = end >= text_.size() || data[end] == '\n';
        } else {
            end = scan_.next();
            at_end = end >= text_.size() || data[end] == '\n';
            std::size_t field_end = end;
            if (at_end && field_end > offset_ && data[field_end - 1] == '\r') --field_end;
            field = std::string_view(data + offset_, field_end - offset_);
        }
        if (field_count < width && slot_of_column_[field_count] >= 0) {
            batch.columns[static_cast<std::size_t>(slot_of_column_[field_count])][batch.row_count] = field;
        }
        ++field_count;
        offset_ = end + 1;
        line_ += at_end;
    }
    offset_ = std::min(offset_, text_.size());
    if (field_count != width) {
        batch.faults.push_back({record_line, FaultKind::row_has_wrong_width, static_cast<std::int64_t>(field_count), -1, {}, true});
        return;
    }
    batch.lines[batch.row_count++] = record_line;
}

std::string_view RecordSplitter::quoted_field(RecordBatch& batch, std::int64_t record_line) {
    const std::size_t begin = offset_ + 1;
    std::size_t close = begin;
    bool has_doubled_quote = false;
    while (true) {
        const void* found = close < text_.size() ? std::memchr(text_.data() + close, quote_, text_.size() - close) : nullptr;
        if (found == nullptr) {
            batch.faults.push_back({record_line, FaultKind::quote_does_not_end, 0, -1, {}, false});
            offset_ = text_.size();
            scan_.seek(offset_);
            return text_.substr(begin);
        }
        close = static_cast<std::size_t>(static_cast<const char*>(found) - text_.data());
        if (close + 1 >= text_.size() || text_[close + 1] != quote_) break;
        has_doubled_quote = true;
        close += 2;
    }
    std::string_view field = text_.substr(begin, close - begin);
    line_ += std::count(field.begin(), field.end(), '\n');
    offset_ = close + 1;
    scan_.seek(offset_);
    bool ends_well = offset_ >= text_.size() || text_[offset_] == delimiter_ || text_[offset_] == '\n' || text_[offset_] == '\r';
    if (!ends_well) batch.faults.push_back({record_line, FaultKind::quote_is_misplaced, 0, -1, {}, false});
    if (!has_doubled_quote || field.size() > text_bytes_max) return field;
    std::string& copy = batch.kept.emplace_back();
    for (std::size_t index = 0; index < field.size(); ++index) {
        copy.push_back(field[index]);
        if (field[index] == quote_) ++index;
    }
    return copy;
}

}  // namespace tertial::intake
