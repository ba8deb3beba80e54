#include "intake/kept_table.hpp"

#include <algorithm>
#include <charconv>

#include "base/csv.hpp"
#include "base/files.hpp"
#include "intake/encoding.hpp"
#include "intake/kept_records.hpp"
#include "intake/record_splitter.hpp"
#include "intake/source_parts.hpp"

namespace tertial::intake {
namespace {

std::int64_t line_of(std::string_view digits) {
    std::int64_t line = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), line);
    return line;
}

/// Records with the line of the source that came, which their first field holds.
class KeptReader final : public RecordReader {
public:
    KeptReader(const SourcePart& part, std::string_view text, std::size_t column_count, const std::vector<int>& slot_of_column)
        : slot_of_column_(slot_of_column),
          own_slots_(column_count + 1),
          own_(column_count + 1),
          splitter_(text, kept_delimiter, '"', part.first_line, own_slots_) {
        for (std::size_t index = 0; index < own_slots_.size(); ++index) own_slots_[index] = static_cast<int>(index);
    }

    bool read(RecordBatch& batch) override {
        batch.row_count = 0;
        batch.faults.clear();
        if (!splitter_.split(own_)) return false;
        batch.row_count = own_.row_count;
        batch.faults = own_.faults;
        for (std::size_t row = 0; row < own_.row_count; ++row) batch.lines[row] = line_of(own_.columns[0][row]);
        for (std::size_t index = 0; index < slot_of_column_.size(); ++index) {
            if (slot_of_column_[index] < 0) continue;
            auto& target = batch.columns[static_cast<std::size_t>(slot_of_column_[index])];
            std::copy_n(own_.columns[index + 1].begin(), own_.row_count, target.begin());
        }
        return true;
    }

private:
    const std::vector<int>& slot_of_column_;
    std::vector<int> own_slots_;  ///< the line, then each column
    RecordBatch own_;
    RecordSplitter splitter_;
};

class KeptTable final : public SourceTable {
public:
    KeptTable(base::MappedFile file, ValueForm value_form, std::string shown_file)
        : file_(std::move(file)), value_form_(value_form), shown_file_(std::move(shown_file)) {}

    base::Done open(std::size_t part_bytes_min) {
        base::CsvCursor cursor(file_.bytes(), kept_delimiter);
        std::vector<std::string_view> fields;
        if (!cursor.next(fields) || fields.front() != kept_line_column) {
            return base::make_issue("source_is_damaged", "den sparade källfilen har en annan form än den ska", "återställ mappen sources från säkerhetskopian",
                                    {shown_file_, 0, 0});
        }
        names_.assign(fields.begin() + 1, fields.end());
        body_ = file_.bytes().substr(cursor.offset());
        parts_ = split_into_parts(body_, kept_delimiter, '"', 1, part_bytes_min);
        return base::Nothing{};
    }

    const std::vector<std::string>& column_names() const override { return names_; }
    std::int64_t head_line() const override { return 0; }
    ValueForm value_form() const override { return value_form_; }
    std::string description() const override { return "sparad med nycklad hash"; }
    const std::string& name() const override { return name_; }
    /// What the source may have left out was settled when it came.
    bool names_its_columns() const override { return false; }
    std::size_t part_count() const override { return parts_.size(); }
    base::Issues findings() const override { return {}; }

    std::unique_ptr<RecordReader> open_part(std::size_t part_index, const std::vector<int>& slot_of_column) override {
        const SourcePart& part = parts_[part_index];
        return std::make_unique<KeptReader>(part, body_.substr(part.begin, part.end - part.begin), names_.size(), slot_of_column);
    }

    base::Result<std::vector<std::string>> record_values(std::int64_t line) override {
        std::vector<std::string> values = TRY(find_record(line));
        values.erase(values.begin());
        return values;
    }

    base::Result<std::string> record_text(std::int64_t line) override {
        std::vector<std::string> values = TRY(record_values(line));
        return as_utf8(joined_values(std::move(values)), Encoding::utf8);
    }

private:
    /// Lines rise, so a search that asks for one further down goes on from where the last one ended.
    base::Result<std::vector<std::string>> find_record(std::int64_t line) {
        if (line < found_line_) found_offset_ = 0;
        base::CsvCursor cursor(body_.substr(found_offset_), kept_delimiter);
        std::vector<std::string_view> fields;
        while (cursor.next(fields)) {
            std::int64_t here = line_of(fields.front());
            if (here > line) break;
            if (here != line) continue;
            found_line_ = here;
            found_offset_ += cursor.record_offset();
            return std::vector<std::string>(fields.begin(), fields.end());
        }
        return line_is_not_found(shown_file_, line);
    }

    base::MappedFile file_;
    ValueForm value_form_;
    std::string shown_file_;
    std::vector<std::string> names_;
    std::string_view body_;
    std::vector<SourcePart> parts_;
    std::int64_t found_line_ = 0;
    std::size_t found_offset_ = 0;
    std::string name_;
};

}  // namespace

base::Result<std::unique_ptr<SourceTable>> open_kept_table(const std::string& path, ValueForm value_form, const TableOptions& options) {
    base::MappedFile file = TRY(base::MappedFile::open(path));
    auto table = std::make_unique<KeptTable>(std::move(file), value_form, options.shown_file);
    TRY(table->open(options.part_bytes_min));
    return std::unique_ptr<SourceTable>(std::move(table));
}

}  // namespace tertial::intake
