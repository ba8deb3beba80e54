#include "intake/source_parts.hpp"

#include <algorithm>
#include <cstring>

#include "intake/parallel.hpp"

namespace tertial::intake {
namespace {

std::size_t find_from(std::string_view text, char letter, std::size_t offset) {
    if (offset >= text.size()) return text.size();
    const void* found = std::memchr(text.data() + offset, letter, text.size() - offset);
    return found == nullptr ? text.size() : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

/// A quote opens a quoted field only where a field begins; elsewhere it is a letter like any other.
bool opens_field(std::string_view text, char delimiter, std::size_t quote) {
    if (quote > 0 && text[quote - 1] == delimiter) return true;
    // At the start of a record, stray carriage returns are passed by.
    while (quote > 0 && text[quote - 1] == '\r') --quote;
    return quote == 0 || text[quote - 1] == '\n';
}

/// Past the quote that ends the quoted field whose text begins at `offset`.
std::size_t past_closing_quote(std::string_view text, char quote_mark, std::size_t offset) {
    while (true) {
        std::size_t quote = find_from(text, quote_mark, offset);
        if (quote >= text.size()) return text.size();
        if (quote + 1 >= text.size() || text[quote + 1] != quote_mark) return quote + 1;
        offset = quote + 2;
    }
}

/// Offsets where parts end: walks from quote to quote, and looks for line breaks only between them.
std::vector<std::size_t> find_part_ends(std::string_view text, char delimiter, char quote_mark, std::size_t part_bytes_min) {
    std::vector<std::size_t> ends;
    std::size_t part_begin = 0;
    std::size_t offset = 0;
    std::size_t next_quote = find_from(text, quote_mark, 0);
    while (offset < text.size()) {
        std::size_t wanted = std::max(offset, part_begin + part_bytes_min);
        if (wanted < next_quote) {
            std::size_t line_break = find_from(text.substr(0, next_quote), '\n', wanted);
            if (line_break < next_quote) {
                part_begin = offset = line_break + 1;
                ends.push_back(part_begin);
                continue;
            }
        }
        offset = next_quote;
        if (offset >= text.size()) break;
        offset = opens_field(text, delimiter, offset) ? past_closing_quote(text, quote_mark, offset + 1) : offset + 1;
        next_quote = find_from(text, quote_mark, offset);
    }
    if (ends.empty() || ends.back() < text.size()) ends.push_back(text.size());
    return ends;
}

std::int64_t count_line_breaks(std::string_view text) {
    std::int64_t count = 0;
    std::size_t index = 0;
    // Counting in bytes, 128 at a time, lets the compiler compare 16 letters in one step.
    for (; index + 128 <= text.size(); index += 128) {
        std::uint8_t block_count = 0;
        for (std::size_t letter = 0; letter < 128; ++letter) block_count = static_cast<std::uint8_t>(block_count + (text[index + letter] == '\n'));
        count += block_count;
    }
    for (; index < text.size(); ++index) count += text[index] == '\n';
    return count;
}

}  // namespace

std::vector<SourcePart> split_into_parts(std::string_view text, char delimiter, char quote_mark, std::int64_t first_line, std::size_t part_bytes_min) {
    std::vector<SourcePart> parts;
    std::size_t begin = 0;
    for (std::size_t end : find_part_ends(text, delimiter, quote_mark, part_bytes_min)) {
        parts.push_back({begin, end, first_line});
        begin = end;
    }
    std::vector<std::int64_t> line_counts(parts.size());
    run_in_parallel(parts.size() - 1,
                    [&](std::size_t part) { line_counts[part] = count_line_breaks(text.substr(parts[part].begin, parts[part].end - parts[part].begin)); });
    for (std::size_t part = 1; part < parts.size(); ++part) parts[part].first_line = parts[part - 1].first_line + line_counts[part - 1];
    return parts;
}

}  // namespace tertial::intake
