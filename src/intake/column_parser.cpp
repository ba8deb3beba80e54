#include "intake/column_parser.hpp"

#include "base/date.hpp"
#include "base/text.hpp"
#include "intake/day_field.hpp"
#include "intake/number_field.hpp"
#include "intake/person_number.hpp"

namespace tertial::intake {
namespace {

bool is_blank(char letter) { return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n'; }

class TextParser final : public ColumnParser {
public:
    TextParser(const model::Field& field, int field_index, bool look_for_unreadable_bytes)
        : ColumnParser(field, field_index), look_for_unreadable_bytes_(look_for_unreadable_bytes) {}

    void parse(const std::string_view* texts, const BatchRows& rows, base::ColumnBatch& column, BatchFaults& faults) const override {
        for (std::size_t row = 0; row < rows.count; ++row) {
            std::string_view text = texts[row];
            if (!take_text(text, row, rows, column, faults)) continue;
            if (contains_person_number(text)) {
                refuse(row, rows, column, faults, FaultKind::person_number_is_refused, {});
                continue;
            }
            if (look_for_unreadable_bytes_ && (text.find('\0') != std::string_view::npos || !base::is_utf8(text))) {
                refuse(row, rows, column, faults, FaultKind::text_is_not_readable, {});
                continue;
            }
            column.text[row] = text;
        }
    }

private:
    bool look_for_unreadable_bytes_;
};

/// Codes and units; they differ in the words of their faults only.
class CodeParser final : public ColumnParser {
public:
    CodeParser(const model::Field& field, int field_index, const CodeLookup& codes)
        : ColumnParser(field, field_index), codes_(codes), is_unit_(field.type == model::FieldType::unit) {}

    void parse(const std::string_view* texts, const BatchRows& rows, base::ColumnBatch& column, BatchFaults& faults) const override {
        for (std::size_t row = 0; row < rows.count; ++row) {
            std::string_view text = texts[row];
            if (!take_text(text, row, rows, column, faults)) continue;
            int index = codes_.find(text);
            if (index < 0) {
                refuse(row, rows, column, faults, is_unit_ ? FaultKind::unit_is_unknown : FaultKind::code_is_unknown, text);
            } else if (rows.year_months[row] != 0 && !codes_.is_valid(index, rows.first_days[row], rows.last_days[row])) {
                refuse(row, rows, column, faults, is_unit_ ? FaultKind::unit_is_not_valid_then : FaultKind::code_is_not_valid_then, text);
            } else {
                column.text[row] = text;
            }
        }
    }

private:
    const CodeLookup& codes_;
    bool is_unit_;
};

/// Integers, decimals and money.
class NumberParser final : public ColumnParser {
public:
    NumberParser(const model::Field& field, int field_index, char decimal_mark)
        : ColumnParser(field, field_index),
          decimal_mark_(decimal_mark),
          scale_(field.type == model::FieldType::money     ? 2
                 : field.type == model::FieldType::decimal ? field.scale
                                                           : 0),
          least_(field.least.value_or(INT64_MIN)),
          most_(field.most.value_or(INT64_MAX)),
          not_readable_(field.type == model::FieldType::money ? FaultKind::amount_is_not_readable : FaultKind::number_is_not_readable) {}

    void parse(const std::string_view* texts, const BatchRows& rows, base::ColumnBatch& column, BatchFaults& faults) const override {
        for (std::size_t row = 0; row < rows.count; ++row) {
            std::string_view text = texts[row];
            if (!take_text(text, row, rows, column, faults)) continue;
            ParsedNumber number = parse_number(text, decimal_mark_, scale_);
            if (number.fault == NumberFault::not_readable) {
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
    int scale_;
    std::int64_t least_;
    std::int64_t most_;
    FaultKind not_readable_;
};

/// Dates, months and instants that are not the row's period.
class TimeParser final : public ColumnParser {
public:
    using ColumnParser::ColumnParser;

    void parse(const std::string_view* texts, const BatchRows& rows, base::ColumnBatch& column, BatchFaults& faults) const override {
        BatchRows scratch;
        scratch.count = rows.count;
        scratch.lines = rows.lines;
        scratch.first_days.resize(rows.count);
        scratch.last_days.resize(rows.count);
        scratch.year_months.resize(rows.count);
        parse_period_column(field_, field_index_, texts, scratch, column, faults);
    }
};

/// One value of a date, month or instant field, and the days it stands for.
struct TimeValue {
    bool readable = false;
    std::int64_t stored = 0;
    std::int32_t first_day = 0;
    std::int32_t last_day = 0;
    std::int32_t year_month = 0;
};

TimeValue time_value_of_day(std::int32_t day) { return {true, day, day, day, year_month_of_day(day)}; }

TimeValue read_time(model::FieldType type, std::string_view text) {
    if (type == model::FieldType::date) {
        std::int32_t day = parse_day(text);
        return day == no_day ? TimeValue{} : time_value_of_day(day);
    }
    if (type == model::FieldType::month) {
        std::int32_t year_month = parse_year_month(text);
        if (year_month == 0) return {};
        base::Month month = base::Month::of(year_month / 100, year_month % 100);
        return {true, year_month, month.first_day().day_count, month.last_day().day_count, year_month};
    }
    auto instant = base::parse_instant(text);
    if (!instant) return {};
    TimeValue value = time_value_of_day(instant->local_date().day_count);
    value.stored = instant->epoch_seconds;
    return value;
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

std::unique_ptr<ColumnParser> make_column_parser(const model::Field& field, int field_index, const CodeLookup* codes, ParserOptions options) {
    switch (field.type) {
        case model::FieldType::text: return std::make_unique<TextParser>(field, field_index, options.look_for_unreadable_bytes);
        case model::FieldType::code:
        case model::FieldType::unit: return std::make_unique<CodeParser>(field, field_index, *codes);
        case model::FieldType::integer:
        case model::FieldType::decimal:
        case model::FieldType::money: return std::make_unique<NumberParser>(field, field_index, options.decimal_mark);
        case model::FieldType::date:
        case model::FieldType::month:
        case model::FieldType::instant: return std::make_unique<TimeParser>(field, field_index);
    }
    return nullptr;
}

void parse_period_column(const model::Field& field, int field_index, const std::string_view* texts, BatchRows& rows, base::ColumnBatch& column,
                         BatchFaults& faults) {
    // Rows of one file often stand on the same day or month as the row above.
    std::string_view last_text;
    TimeValue last;
    for (std::size_t row = 0; row < rows.count; ++row) {
        std::string_view text = base::trimmed(texts[row]);
        if (text.empty() || text != last_text) {
            last = text.empty() ? TimeValue{} : read_time(field.type, text);
            last_text = text;
        }
        column.present[row] = last.readable;
        column.whole[row] = last.stored;
        rows.first_days[row] = last.first_day;
        rows.last_days[row] = last.last_day;
        rows.year_months[row] = last.year_month;
        if (last.readable) continue;
        if (!text.empty()) faults.add(row, rows.lines[row], field_index, time_fault(field.type), text);
        if (text.empty() && field.required) faults.add(row, rows.lines[row], field_index, FaultKind::field_is_empty, {});
    }
}

}  // namespace tertial::intake
