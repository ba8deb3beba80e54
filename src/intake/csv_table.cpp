#include "intake/csv_table.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "base/csv.hpp"
#include "base/files.hpp"
#include "base/text.hpp"
#include "intake/fault_text.hpp"
#include "intake/person_number.hpp"
#include "intake/record_splitter.hpp"
#include "intake/source_parts.hpp"
#include "intake/source_text.hpp"

namespace tertial::intake {
namespace {

constexpr std::array<char, 4> delimiters = {';', ',', '\t', '|'};
/// How far down a head is looked for, and how long a line may be that is one.
constexpr int head_lines_max = 50;
constexpr std::size_t head_bytes_max = std::size_t{1} << 20;

std::string_view without_line_break(std::string_view record) {
    while (!record.empty() && (record.back() == '\n' || record.back() == '\r')) record.remove_suffix(1);
    return record;
}

std::vector<std::string> split_head(std::string_view record, char delimiter, char quote) {
    base::CsvCursor cursor(record, delimiter, 1, quote);
    std::vector<std::string_view> fields;
    cursor.next(fields);
    std::vector<std::string> names;
    for (std::string_view field : fields) {
        names.emplace_back(base::trimmed(field));
        if (names.size() > columns_max) break;
    }
    return names;
}

/// A line that may hold the column names.
struct Head {
    std::int64_t line = 0;
    std::size_t body_begin = 0;
    char delimiter = ';';
    std::vector<std::string> names;
    std::ptrdiff_t known_count = -1;  ///< names that are wanted, or that tell
};

class CsvTable final : public SourceTable {
public:
    CsvTable(base::MappedFile file, const TableOptions& options) : file_(std::move(file)), options_(options) {}

    base::Done open() {
        text_ = TRY(survey_source(file_.bytes(), options_.shown_file, options_.encoding));
        release_pages(file_.bytes());
        head_ = find_head();
        if (head_.names.size() > columns_max) {
            return too_many_columns(options_.shown_file, head_.line);
        }
        body_ = text_.body.substr(head_.body_begin);
        auto above = text_.body.begin() + static_cast<std::ptrdiff_t>(head_.body_begin);
        parts_ = split_into_parts(body_, head_.delimiter, options_.quote, 1 + std::count(text_.body.begin(), above, '\n'), options_.part_bytes_min);
        release_pages(file_.bytes());
        return base::Nothing{};
    }

    const std::vector<std::string>& column_names() const override { return head_.names; }
    std::int64_t head_line() const override { return head_.line; }
    ValueForm value_form() const override { return ValueForm::as_written; }
    const std::string& name() const override { return name_; }
    std::size_t part_count() const override { return parts_.size(); }
    base::Issues findings() const override { return {}; }
    base::Issues person_numbers_beside() override;
    bool may_hold_unreadable_text() const override { return text_.has_unreadable_bytes || text_.encoding != Encoding::utf8; }

    std::string description() const override {
        std::string words(encoding_words(text_.encoding));
        if (text_.encoding == Encoding::utf8 && text_.has_byte_order_mark) words += " med BOM";
        words += ", " + std::string(delimiter_words(head_.delimiter));
        return head_.line > 1 ? words + ", rubriker på rad " + std::to_string(head_.line) : words;
    }

    std::unique_ptr<RecordReader> open_part(std::size_t part_index, const std::vector<int>& slot_of_column) override;

    base::Result<std::vector<std::string>> record_values(std::int64_t line) override {
        std::string record = TRY(record_text(line));
        base::CsvCursor cursor(record, head_.delimiter, line, options_.quote);
        std::vector<std::string_view> fields;
        cursor.next(fields);
        return std::vector<std::string>(fields.begin(), fields.end());
    }

    base::Result<std::string> record_text(std::int64_t line) override {
        auto after = std::upper_bound(parts_.begin(), parts_.end(), line, [](std::int64_t wanted, const SourcePart& part) { return wanted < part.first_line; });
        if (after != parts_.begin()) {
            const SourcePart& part = *(after - 1);
            base::CsvCursor cursor(body_.substr(part.begin, part.end - part.begin), head_.delimiter, part.first_line, options_.quote);
            std::vector<std::string_view> fields;
            while (cursor.next(fields) && cursor.record_line() <= line) {
                if (cursor.record_line() != line) continue;
                std::string_view record = body_.substr(part.begin + cursor.record_offset(), cursor.offset() - cursor.record_offset());
                return as_utf8(without_line_break(record), text_.encoding);
            }
        }
        return line_is_not_found(options_.shown_file, line);
    }

private:
    Head find_head() const;
    Head best_head(std::string_view record, std::int64_t line) const;

    base::MappedFile file_;
    TableOptions options_;
    SourceText text_;
    Head head_;
    std::string_view body_;  ///< the records below the head
    std::vector<SourcePart> parts_;
    std::string name_;
};

/// In the head and in what stands above it.
base::Issues CsvTable::person_numbers_beside() {
    std::string_view above = text_.body.substr(0, head_.body_begin);
    std::int64_t line = 1;
    for (const std::string& text : base::split(above, '\n')) {
        if (contains_person_number(as_utf8(text, text_.encoding))) return {person_number_beside("raden", {options_.shown_file, line, 0})};
        ++line;
    }
    return {};
}

/// Names that can tell columns apart: words, each once. A title above a table has one, a row of values few.
std::ptrdiff_t telling_names(const std::vector<std::string>& names) {
    std::unordered_set<std::string_view> telling;
    for (const std::string& name : names) {
        bool has_letter = std::any_of(name.begin(), name.end(), [](char letter) {
            return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || static_cast<unsigned char>(letter) >= 0x80;
        });
        if (has_letter) telling.insert(name);
    }
    return static_cast<std::ptrdiff_t>(telling.size());
}

/// The line read with the delimiter that shows most of the columns that are wanted, or without any wish most names that tell; the widest
/// head where that is even.
Head CsvTable::best_head(std::string_view record, std::int64_t line) const {
    std::string utf8 = as_utf8(record.substr(0, head_bytes_max), text_.encoding);
    Head best;
    for (char delimiter : delimiters) {
        if (options_.delimiter != 0 && delimiter != options_.delimiter) continue;
        std::vector<std::string> names = split_head(utf8, delimiter, options_.quote);
        auto known = std::count_if(options_.wanted_columns.begin(), options_.wanted_columns.end(),
                                   [&](const std::string& wanted) { return std::find(names.begin(), names.end(), wanted) != names.end(); });
        if (options_.wanted_columns.empty()) known = telling_names(names);
        if (std::pair(known, names.size()) <= std::pair(best.known_count, best.names.size())) continue;
        best = {line, 0, delimiter, std::move(names), known};
    }
    return best;
}

/// The first line, unless one further down holds more of the columns that are wanted, or without any wish more names that tell: so
/// titles above a table are passed by.
Head CsvTable::find_head() const {
    // Lines are cut by their breaks, so that the delimiter can be told from each.
    base::CsvCursor cursor(text_.body, '\n', 1, options_.quote);
    std::vector<std::string_view> fields;
    Head best;
    for (int seen = 0; seen < head_lines_max && cursor.next(fields); ++seen) {
        if (options_.head_line != 0 && cursor.record_line() < options_.head_line) {
            --seen;
            continue;
        }
        std::string_view record = without_line_break(text_.body.substr(cursor.record_offset(), cursor.offset() - cursor.record_offset()));
        Head head = best_head(record, cursor.record_line());
        head.body_begin = cursor.offset();
        if (head.known_count > best.known_count) best = std::move(head);
        bool knows_all = !options_.wanted_columns.empty() && best.known_count == static_cast<std::ptrdiff_t>(options_.wanted_columns.size());
        if (options_.head_line != 0 || knows_all || best.names.size() > columns_max) break;
    }
    return best;
}

/// Fields are cut before they are decoded: delimiters, digits and line breaks are the same bytes in every encoding that is read.
class CsvReader final : public RecordReader {
public:
    CsvReader(RecordSplitter splitter, std::string_view text, Encoding encoding) : splitter_(std::move(splitter)), text_(text), encoding_(encoding) {}

    bool read(RecordBatch& batch) override {
        if (!splitter_.split(batch)) {
            release_pages(text_);
            return false;
        }
        if (encoding_ != Encoding::utf8) decode(batch);
        return true;
    }

private:
    void decode(RecordBatch& batch) const {
        for (auto& column : batch.columns) {
            for (std::size_t row = 0; row < batch.row_count; ++row) {
                if (column[row].size() > text_bytes_max || !has_high_byte(column[row])) continue;
                std::string& utf8 = batch.kept.emplace_back();
                // A byte without meaning is kept as one that is no UTF-8, which the text parser then refuses.
                if (!append_as_utf8(column[row], encoding_, utf8)) utf8 += '\xFF';
                column[row] = utf8;
            }
        }
    }

    RecordSplitter splitter_;
    std::string_view text_;
    Encoding encoding_;
};

std::unique_ptr<RecordReader> CsvTable::open_part(std::size_t part_index, const std::vector<int>& slot_of_column) {
    const SourcePart& part = parts_[part_index];
    std::string_view text = body_.substr(part.begin, part.end - part.begin);
    return std::make_unique<CsvReader>(RecordSplitter(text, head_.delimiter, options_.quote, part.first_line, slot_of_column), text, text_.encoding);
}

}  // namespace

base::Result<std::unique_ptr<SourceTable>> open_csv_table(const std::string& path, const TableOptions& options) {
    base::MappedFile file = TRY(base::MappedFile::open(path));
    auto table = std::make_unique<CsvTable>(std::move(file), options);
    TRY(table->open());
    return std::unique_ptr<SourceTable>(std::move(table));
}

std::string_view delimiter_words(char delimiter) {
    switch (delimiter) {
        case ';': return "semikolon";
        case ',': return "komma";
        case '|': return "lodstreck";
        default: return "tabb";
    }
}

}  // namespace tertial::intake
