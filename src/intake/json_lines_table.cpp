#include "intake/json_lines_table.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "base/files.hpp"
#include "base/json_record.hpp"
#include "base/text.hpp"
#include "intake/person_number.hpp"
#include "intake/source_parts.hpp"
#include "intake/source_text.hpp"

namespace tertial::intake {
namespace {

constexpr std::size_t sample_records_max = 2048;
constexpr std::size_t line_bytes_max = std::size_t{16} << 20;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Takes the lines of a text one by one, blank ones left out.
class LineCursor {
public:
    LineCursor(std::string_view lines, std::int64_t first_line) : rest_(lines), next_line_(first_line) {}

    bool next() {
        while (!rest_.empty()) {
            std::size_t end = std::min(rest_.find('\n'), rest_.size());
            text = base::trimmed(rest_.substr(0, end));
            line = next_line_++;
            rest_.remove_prefix(std::min(end + 1, rest_.size()));
            if (!text.empty()) return true;
        }
        return false;
    }

    std::string_view text;
    std::int64_t line = 0;

private:
    std::string_view rest_;
    std::int64_t next_line_;
};

class JsonLinesReader final : public RecordReader {
public:
    JsonLinesReader(std::string_view text, std::int64_t first_line, const std::vector<std::string>& names, const std::vector<int>& slot_of_column)
        : text_(text), lines_(text, first_line) {
        for (std::size_t index = 0; index < names.size(); ++index) keys_[names[index]].slot = slot_of_column[index];
    }

    bool read(RecordBatch& batch) override {
        batch.row_count = 0;
        batch.faults.clear();
        batch.kept.clear();
        while (batch.row_count < base::batch_rows_max && batch.faults.size() < base::batch_rows_max && lines_.next()) read_record(batch);
        if (batch.row_count > 0 || !batch.faults.empty()) return true;
        release_pages(text_);
        return false;
    }

private:
    struct Key {
        int slot = -1;
        std::int64_t last_line = 0;  ///< of the last record that has it
    };

    void read_record(RecordBatch& batch) {
        RecordFault fault{lines_.line, FaultKind::record_is_not_readable, 0, -1, {}, true};
        if (lines_.text.size() > line_bytes_max) {
            fault.value = "raden är längre än 16 MiB";
            batch.faults.push_back(std::move(fault));
            return;
        }
        // Only slots that a key goes to are this reader's: others hold fixed values.
        for (const auto& [name, key] : keys_) {
            if (key.slot >= 0) batch.columns[static_cast<std::size_t>(key.slot)][batch.row_count] = {};
        }
        bool has_person_number = false;
        std::string repeated;
        fault.value = base::read_json_record(lines_.text, [&](const std::string& name, std::string_view value) {
            auto found = keys_.find(name);
            if (found == keys_.end()) {
                // A key that the first records do not have is read by nobody, but is kept with the file.
                has_person_number = has_person_number || contains_person_number(value);
                return;
            }
            Key& key = found->second;
            if (key.last_line == lines_.line) repeated = "samma nyckel står två gånger";
            key.last_line = lines_.line;
            if (key.slot >= 0 && !value.empty()) batch.columns[static_cast<std::size_t>(key.slot)][batch.row_count] = batch.kept.emplace_back(value);
        });
        if (fault.value.empty()) fault.value = std::move(repeated);
        // A key may be one, too.
        if (has_person_number || contains_person_number(fault.value)) {
            fault.kind = FaultKind::person_number_is_refused;
            fault.value.clear();
            has_person_number = true;
        }
        if (has_person_number || !fault.value.empty()) {
            batch.faults.push_back(std::move(fault));
            return;
        }
        batch.lines[batch.row_count++] = lines_.line;
    }

    std::string_view text_;
    LineCursor lines_;
    std::unordered_map<std::string, Key> keys_;
};

class JsonLinesTable final : public SourceTable {
public:
    JsonLinesTable(base::MappedFile file, const TableOptions& options) : file_(std::move(file)), options_(options) {
        text_ = file_.bytes();
        if (text_.starts_with(byte_order_mark)) text_.remove_prefix(byte_order_mark.size());
    }

    base::Done open() {
        LineCursor lines(text_, 1);
        for (std::size_t seen = 0; seen < sample_records_max && names_.size() <= columns_max && lines.next(); ++seen) {
            if (lines.text.size() > line_bytes_max) continue;
            // What is wrong with a record is told when it is read.
            (void)base::read_json_record(lines.text, [&](const std::string& key, std::string_view) { add_name(key); });
        }
        for (const std::string& wanted : options_.wanted_columns) add_name(wanted);
        if (names_.size() > columns_max) {
            return too_many_columns(options_.shown_file, 1);
        }
        // No letter is a quote: a line break within a text is written \\n.
        parts_ = split_into_parts(text_, '\0', '\0', 1, options_.part_bytes_min);
        release_pages(file_.bytes());
        return base::Nothing{};
    }

    const std::vector<std::string>& column_names() const override { return names_; }
    std::int64_t head_line() const override { return 0; }
    ValueForm value_form() const override { return ValueForm::exact; }
    std::string description() const override { return "JSON Lines"; }
    const std::string& name() const override { return name_; }
    bool may_hold_unreadable_text() const override { return true; }
    std::size_t part_count() const override { return parts_.size(); }
    base::Issues findings() const override { return {}; }

    std::unique_ptr<RecordReader> open_part(std::size_t part_index, const std::vector<int>& slot_of_column) override {
        const SourcePart& part = parts_[part_index];
        return std::make_unique<JsonLinesReader>(text_.substr(part.begin, part.end - part.begin), part.first_line, names_, slot_of_column);
    }

    base::Result<std::vector<std::string>> record_values(std::int64_t line) override {
        std::string text = TRY(record_text(line));
        std::vector<std::string> values(names_.size());
        (void)base::read_json_record(text, [&](const std::string& key, std::string_view value) {
            auto found = std::find(names_.begin(), names_.end(), key);
            if (found != names_.end()) values[static_cast<std::size_t>(found - names_.begin())] = value;
        });
        return values;
    }

    base::Result<std::string> record_text(std::int64_t line) override {
        auto after = std::upper_bound(parts_.begin(), parts_.end(), line, [](std::int64_t wanted, const SourcePart& part) { return wanted < part.first_line; });
        if (after != parts_.begin()) {
            const SourcePart& part = *(after - 1);
            LineCursor lines(text_.substr(part.begin, part.end - part.begin), part.first_line);
            while (lines.next() && lines.line <= line) {
                if (lines.line == line) return std::string(lines.text);
            }
        }
        return line_is_not_found(options_.shown_file, line);
    }

private:
    void add_name(const std::string& name) {
        if (seen_.insert(name).second) names_.push_back(name);
    }

    base::MappedFile file_;
    TableOptions options_;
    std::string_view text_;
    std::vector<std::string> names_;
    std::unordered_set<std::string> seen_;
    std::vector<SourcePart> parts_;
    std::string name_;
};

}  // namespace

base::Result<std::unique_ptr<SourceTable>> open_json_lines_table(const std::string& path, const TableOptions& options) {
    base::MappedFile file = TRY(base::MappedFile::open(path));
    auto table = std::make_unique<JsonLinesTable>(std::move(file), options);
    TRY(table->open());
    return std::unique_ptr<SourceTable>(std::move(table));
}

bool looks_like_json_lines(std::string_view first_bytes) {
    if (first_bytes.starts_with(byte_order_mark)) first_bytes.remove_prefix(byte_order_mark.size());
    return base::trimmed(first_bytes).starts_with('{');
}

}  // namespace tertial::intake
