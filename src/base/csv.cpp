#include "base/csv.hpp"

#include <algorithm>
#include <cstring>

namespace tertial::base {

std::string_view CsvCursor::quoted_field() {
    std::size_t start = ++offset_;
    bool has_doubled_quote = false;
    while (true) {
        const void* found = offset_ < text_.size() ? std::memchr(text_.data() + offset_, quote_, text_.size() - offset_) : nullptr;
        if (found == nullptr) {
            unbalanced_quote_ = true;
            std::string_view rest = text_.substr(start);
            offset_ = text_.size();
            return rest;
        }
        std::size_t quote = static_cast<std::size_t>(static_cast<const char*>(found) - text_.data());
        line_ += std::count(text_.begin() + static_cast<std::ptrdiff_t>(offset_), text_.begin() + static_cast<std::ptrdiff_t>(quote), '\n');
        if (quote + 1 < text_.size() && text_[quote + 1] == quote_) {
            has_doubled_quote = true;
            offset_ = quote + 2;
            continue;
        }
        std::string_view field = text_.substr(start, quote - start);
        offset_ = quote + 1;
        if (!has_doubled_quote) return field;
        std::string& copy = unescaped_.emplace_back();
        for (std::size_t index = 0; index < field.size(); ++index) {
            copy.push_back(field[index]);
            if (field[index] == quote_) ++index;
        }
        return copy;
    }
}

bool CsvCursor::next(std::vector<std::string_view>& fields) {
    fields.clear();
    unescaped_.clear();
    while (offset_ < text_.size() && (text_[offset_] == '\n' || text_[offset_] == '\r')) {
        if (text_[offset_] == '\n') ++line_;
        ++offset_;
    }
    if (offset_ >= text_.size()) return false;
    record_line_ = line_;
    record_offset_ = offset_;
    while (true) {
        if (offset_ < text_.size() && text_[offset_] == quote_) {
            fields.push_back(quoted_field());
            // Anything between the closing quote and the delimiter belongs to no field; it is skipped up to the delimiter.
            while (offset_ < text_.size() && text_[offset_] != delimiter_ && text_[offset_] != '\n') ++offset_;
        } else {
            std::size_t start = offset_;
            const char* data = text_.data();
            const std::size_t size = text_.size();
            while (offset_ < size && data[offset_] != delimiter_ && data[offset_] != '\n') ++offset_;
            std::size_t end = offset_;
            if (end > start && data[end - 1] == '\r' && (end == size || data[end] == '\n')) --end;
            fields.push_back(text_.substr(start, end - start));
        }
        if (offset_ >= text_.size()) return true;
        if (text_[offset_] == '\n') {
            ++offset_;
            ++line_;
            return true;
        }
        ++offset_;
        if (offset_ == text_.size()) {
            fields.emplace_back();
            return true;
        }
    }
}

Result<CsvTable> read_csv_table(std::string_view text, char delimiter, const std::string& file) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    CsvCursor cursor(text, delimiter);
    std::vector<std::string_view> fields;
    if (!cursor.next(fields)) return make_issue("table_has_no_head", "filen är tom", "första raden ska vara kolumnernas namn", {file, 1, 0});
    CsvTable table;
    table.head.assign(fields.begin(), fields.end());
    Issues issues;
    for (std::size_t index = 0; index < table.head.size(); ++index) {
        if (std::count(table.head.begin(), table.head.begin() + static_cast<std::ptrdiff_t>(index), table.head[index]) > 0) {
            issues.push_back(
                make_issue("column_is_named_twice", "kolumnen " + table.head[index] + " finns två gånger", "ta bort eller byt namn på den ena", {file, 1, 0}));
        }
    }
    while (cursor.next(fields)) {
        if (fields.size() != table.head.size()) {
            issues.push_back(make_issue("row_has_wrong_width",
                                        "raden har " + std::to_string(fields.size()) + " fält men huvudet " + std::to_string(table.head.size()),
                                        "kontrollera avgränsare och citattecken", {file, cursor.record_line(), 0}));
            continue;
        }
        table.rows.push_back({cursor.record_line(), {fields.begin(), fields.end()}});
    }
    if (cursor.unbalanced_quote()) {
        issues.push_back(
            make_issue("quote_does_not_end", "ett citattecken avslutas aldrig", "sätt ett citattecken efter fältet", {file, cursor.record_line(), 0}));
    }
    if (!issues.empty()) return issues;
    return table;
}

namespace {

bool is_plain_number(std::string_view text) {
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    bool has_digit = false;
    for (char letter : text) {
        bool is_digit = letter >= '0' && letter <= '9';
        has_digit = has_digit || is_digit;
        if (!is_digit && letter != ',' && letter != '.' && letter != ' ') return false;
    }
    return has_digit;
}

bool begins_a_formula(std::string_view text) {
    if (text.empty() || is_plain_number(text)) return false;
    char first = text.front();
    return first == '=' || first == '+' || first == '-' || first == '@' || static_cast<unsigned char>(first) < 0x20;
}

}  // namespace

std::string format_harmless_csv_field(std::string_view field, char delimiter) {
    return begins_a_formula(field) ? format_csv_field("'" + std::string(field), delimiter) : format_csv_field(field, delimiter);
}

std::string format_csv_field(std::string_view field, char delimiter) {
    if (field.find_first_of(std::string("\"\r\n") + delimiter) == std::string_view::npos) return std::string(field);
    std::string quoted = "\"";
    for (char letter : field) {
        if (letter == '"') quoted += '"';
        quoted += letter;
    }
    return quoted + "\"";
}

}  // namespace tertial::base
