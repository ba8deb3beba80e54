#include "intake/column_parser.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/date.hpp"
#include "base/text.hpp"
#include "intake/day_field.hpp"
#include "intake/keyed_hash.hpp"
#include "intake/number_field.hpp"
#include "intake/person_number.hpp"
#include "intake/source_table.hpp"

namespace tertial::intake {
namespace {

bool is_blank(char letter) { return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n'; }

/// The source's codes and ours. Views into the mapping's own texts.
class Translation {
public:
    explicit Translation(const std::map<std::string, std::string>* codes) {
        if (codes == nullptr) return;
        for (const auto& [theirs, ours] : *codes) ours_of_theirs_.emplace(theirs, ours);
    }
    [[nodiscard]] std::string_view operator()(std::string_view text) const {
        if (ours_of_theirs_.empty()) return text;
        auto found = ours_of_theirs_.find(text);
        return found == ours_of_theirs_.end() ? text : found->second;
    }

private:
    std::unordered_map<std::string_view, std::string_view> ours_of_theirs_;
};

class TextParser final : public ColumnParser {
public:
    TextParser(const model::Field& field, int field_index, const ParserOptions& options)
        : ColumnParser(field, field_index),
          look_for_unreadable_bytes_(options.look_for_unreadable_bytes),
          look_for_person_numbers_(options.look_for_person_numbers),
          translation_(options.codes) {}

    void parse(const std::string_view* texts, const BatchRows& rows, base::ColumnBatch& column, BatchFaults& faults) override {
        // A text that stands on row after row, the same bytes each time, is judged once.
        std::string_view sound, sound_value;
        for (std::size_t row = 0; row < rows.count; ++row) {
            std::string_view text = texts[row];
            if (!take_text(text, row, rows, column, faults)) continue;
            if (text.data() == sound.data() && text.size() == sound.size()) {
                column.text[row] = sound_value;
                continue;
            }
            sound = {};
            if (text.size() > text_bytes_max) {
                refuse(row, rows, column, faults, FaultKind::text_is_too_long, {});
                continue;
            }
            if (look_for_person_numbers_ && contains_person_number(text)) {
                refuse(row, rows, column, faults, FaultKind::person_number_is_refused, {});
                continue;
            }
            if (look_for_unreadable_bytes_ && (text.find('\0') != std::string_view::npos || !base::is_utf8(text))) {
                refuse(row, rows, column, faults, FaultKind::text_is_not_readable, {});
                continue;
            }
            sound = text;
            column.text[row] = sound_value = translation_(text);
        }
    }

private:
    bool look_for_unreadable_bytes_;
    bool look_for_person_numbers_;
    Translation translation_;
};

/// Codes and units; they differ in the words of their faults only.
class CodeParser final : public ColumnParser {
public:
    CodeParser(const model::Field& field, int field_index, const CodeLookup& codes, const ParserOptions& options)
        : ColumnParser(field, field_index), codes_(codes), is_unit_(field.type == model::FieldType::unit), translation_(options.codes) {}

    void parse(const std::string_view* texts, const BatchRows& rows, base::ColumnBatch& column, BatchFaults& faults) override {
        for (std::size_t row = 0; row < rows.count; ++row) {
            std::string_view text = texts[row];
            if (!take_text(text, row, rows, column, faults)) continue;
            std::string_view code = translation_(text);
            int index = codes_.find(code);
            if (index < 0) {
                refuse(row, rows, column, faults, is_unit_ ? FaultKind::unit_is_unknown : FaultKind::code_is_unknown, text);
            } else if (rows.year_months[row] != 0 && !codes_.is_valid(index, rows.first_days[row], rows.last_days[row])) {
                refuse(row, rows, column, faults, is_unit_ ? FaultKind::unit_is_not_valid_then : FaultKind::code_is_not_valid_then, text);
            } else {
                column.text[row] = code;
            }
        }
    }

private:
    const CodeLookup& codes_;
    bool is_unit_;
    Translation translation_;
};

/// Integers, decimals and money.
class NumberParser final : public ColumnParser {
public:
    NumberParser(const model::Field& field, int field_index, const ParserOptions& options)
        : ColumnParser(field, field_index),
          decimal_mark_(options.forms.decimal_mark),
          second_mark_(options.forms.second_mark),
          turns_sign_(options.turns_sign),
          may_be_person_number_(options.look_for_person_numbers && field.type == model::FieldType::integer),
          scale_(model::scale_of(field) + options.decimals_moved),
          least_(field.least.value_or(INT64_MIN)),
          most_(field.most.value_or(INT64_MAX)),
          not_readable_(field.type == model::FieldType::money ? FaultKind::amount_is_not_readable : FaultKind::number_is_not_readable) {}

    void parse(const std::string_view* texts, const BatchRows& rows, base::ColumnBatch& column, BatchFaults& faults) override {
        for (std::size_t row = 0; row < rows.count; ++row) {
            std::string_view text = texts[row];
            if (!take_text(text, row, rows, column, faults)) continue;
            ParsedNumber number = parse_number(text, decimal_mark_, scale_);
            if (number.fault == NumberFault::not_readable && second_mark_ != 0) number = parse_number(text, second_mark_, scale_);
            if (turns_sign_) number.value = -number.value;
            if (may_be_person_number_ && text.size() >= 10 && contains_person_number(text)) {
                refuse(row, rows, column, faults, FaultKind::person_number_is_refused, {});
            } else if (number.fault == NumberFault::not_readable) {
                refuse(row, rows, column, faults, not_readable_, text);
            } else if (number.fault == NumberFault::out_of_range || number.value < least_ || number.value > most_) {
                refuse(row, rows, column, faults, FaultKind::number_is_out_of_range, text);
            } else {
                column.whole[row] = number.value;
            }
        }
    }

private:
    char decimal_mark_;
    char second_mark_;
    bool turns_sign_;
    bool may_be_person_number_;
    int scale_;
    std::int64_t least_;
    std::int64_t most_;
    FaultKind not_readable_;
};

/// Dates, months and instants that are not the row's period.
class TimeParser final : public ColumnParser {
public:
    TimeParser(const model::Field& field, int field_index, const ValueForms& forms) : ColumnParser(field, field_index), forms_(forms) {}

    void parse(const std::string_view* texts, const BatchRows& rows, base::ColumnBatch& column, BatchFaults& faults) override {
        BatchRows scratch;
        scratch.count = rows.count;
        scratch.lines = rows.lines;
        scratch.first_days.resize(rows.count);
        scratch.last_days.resize(rows.count);
        scratch.year_months.resize(rows.count);
        parse_period_column(field_, field_index_, forms_, texts, scratch, column, faults);
    }

private:
    ValueForms forms_;
};

/// One value of a date, month or instant field, and the days it stands for.
struct TimeValue {
    bool readable = false;
    bool in_clock_change = false;
    std::int64_t stored = 0;
    std::int32_t first_day = 0;
    std::int32_t last_day = 0;
    std::int32_t year_month = 0;
};

TimeValue time_value_of_day(std::int32_t day) { return {true, false, day, day, day, year_month_of_day(day)}; }

TimeValue read_instant(const ValueForms& forms, std::string_view text) {
    auto instant = base::parse_instant(text);
    if (!instant && forms.swedish_time) {
        std::size_t end = std::min(text.find_first_of(" T"), text.size());
        std::int32_t day = parse_day(text.substr(0, end), forms.date_form);
        std::int32_t clock = end == text.size() ? -1 : parse_clock(text.substr(end + 1));
        if (day == no_day || clock < 0) return {};
        instant = base::swedish_instant(base::Date{day}, clock);
        if (!instant) return {.in_clock_change = true};
    }
    if (!instant) return {};
    TimeValue value = time_value_of_day(instant->local_date().day_count);
    value.stored = instant->epoch_seconds;
    return value;
}

TimeValue read_time(model::FieldType type, const ValueForms& forms, std::string_view text) {
    if (type == model::FieldType::instant) return read_instant(forms, text);
    if (type == model::FieldType::date) {
        std::int32_t day = parse_day(text, forms.date_form);
        return day == no_day ? TimeValue{} : time_value_of_day(day);
    }
    std::int32_t year_month = parse_year_month(text, forms.date_form);
    if (year_month == 0) return {};
    base::Month month = base::Month::of(year_month / 100, year_month % 100);
    return {true, false, year_month, month.first_day().day_count, month.last_day().day_count, year_month};
}

FaultKind time_fault(model::FieldType type) {
    if (type == model::FieldType::date) return FaultKind::date_is_not_readable;
    return type == model::FieldType::month ? FaultKind::month_is_not_readable : FaultKind::time_is_not_readable;
}

}  // namespace

/// Trims and notes presence; false if the row has no value here.
bool ColumnParser::take_text(std::string_view& text, std::size_t row, const BatchRows& rows, base::ColumnBatch& column, BatchFaults& faults) const {
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    column.present[row] = !text.empty();
    if (!text.empty()) return true;
    if (field_.required) faults.add(row, rows.lines[row], field_index_, FaultKind::field_is_empty, {});
    return false;
}

void ColumnParser::refuse(std::size_t row, const BatchRows& rows, base::ColumnBatch& column, BatchFaults& faults, FaultKind kind, std::string_view text) const {
    column.present[row] = 0;
    std::int64_t year_month = rows.year_months[row];
    faults.add(row, rows.lines[row], field_index_, kind, text, year_month);
}

namespace {

model::Field without_limits(model::Field field) {
    field.required = false;
    field.least.reset();
    field.most.reset();
    return field;
}

}  // namespace

DifferenceParser::DifferenceParser(const model::Field& field, int field_index, const ParserOptions& options)
    : side_(without_limits(field)),
      field_index_(field_index),
      is_required_(field.required),
      least_(field.least.value_or(INT64_MIN)),
      most_(field.most.value_or(INT64_MAX)),
      parser_(make_column_parser(side_, field_index, nullptr, options)) {
    taken_away_.whole.resize(base::batch_rows_max);
    taken_away_.present.resize(base::batch_rows_max);
}

void DifferenceParser::parse(const std::string_view* added, const std::string_view* subtracted, const BatchRows& rows, base::ColumnBatch& column,
                             BatchFaults& faults) {
    parser_->parse(added, rows, column, faults);
    parser_->parse(subtracted, rows, taken_away_, faults);
    for (std::size_t row = 0; row < rows.count; ++row) {
        std::string_view added_text = base::trimmed(added[row]), subtracted_text = base::trimmed(subtracted[row]);
        bool has_added = column.present[row] != 0, has_subtracted = taken_away_.present[row] != 0;
        bool is_told = (!has_added && !added_text.empty()) || (!has_subtracted && !subtracted_text.empty());
        std::int64_t added_value = has_added ? column.whole[row] : 0, subtracted_value = has_subtracted ? taken_away_.whole[row] : 0;
        column.present[row] = (has_added || has_subtracted) && !is_told;
        if (is_told) continue;
        if (column.present[row] == 0) {
            if (is_required_) faults.add(row, rows.lines[row], field_index_, FaultKind::field_is_empty, {});
            continue;
        }
        std::int64_t& difference = column.whole[row];
        bool is_out_of_range = __builtin_sub_overflow(added_value, subtracted_value, &difference) || difference < least_ || difference > most_;
        if (!is_out_of_range) continue;
        column.present[row] = 0;
        std::string both(added_text.empty() ? "0" : added_text);
        if (!subtracted_text.empty()) both.append(" − ").append(subtracted_text);
        faults.add(row, rows.lines[row], field_index_, FaultKind::number_is_out_of_range, both);
    }
}

std::unique_ptr<ColumnParser> make_column_parser(const model::Field& field, int field_index, const CodeLookup* codes, const ParserOptions& options) {
    if (options.is_keyed) return std::make_unique<KeyedHashParser>(field, field_index, options.person_key);
    switch (field.type) {
        case model::FieldType::text: return std::make_unique<TextParser>(field, field_index, options);
        case model::FieldType::code:
        case model::FieldType::unit: return std::make_unique<CodeParser>(field, field_index, *codes, options);
        case model::FieldType::integer:
        case model::FieldType::decimal:
        case model::FieldType::money: return std::make_unique<NumberParser>(field, field_index, options);
        case model::FieldType::date:
        case model::FieldType::month:
        case model::FieldType::instant: return std::make_unique<TimeParser>(field, field_index, options.forms);
    }
    return nullptr;
}

void parse_period_column(const model::Field& field, int field_index, const ValueForms& forms, const std::string_view* texts, BatchRows& rows,
                         base::ColumnBatch& column, BatchFaults& faults) {
    // Rows of one file often stand on the same day or month as the row above.
    std::string_view last_text;
    TimeValue last;
    for (std::size_t row = 0; row < rows.count; ++row) {
        std::string_view text = base::trimmed(texts[row]);
        if (text.empty() || text != last_text) {
            last = text.empty() ? TimeValue{} : read_time(field.type, forms, text);
            last_text = text;
        }
        column.present[row] = last.readable;
        column.whole[row] = last.stored;
        rows.first_days[row] = last.first_day;
        rows.last_days[row] = last.last_day;
        rows.year_months[row] = last.year_month;
        if (last.readable) continue;
        FaultKind kind = last.in_clock_change ? FaultKind::time_is_in_clock_change : time_fault(field.type);
        if (!text.empty()) faults.add(row, rows.lines[row], field_index, kind, text);
        if (text.empty() && field.required) faults.add(row, rows.lines[row], field_index, FaultKind::field_is_empty, {});
    }
}

}  // namespace tertial::intake
