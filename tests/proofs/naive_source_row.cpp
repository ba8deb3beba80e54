#include "proofs/naive_source_row.hpp"

#include <cstdio>

namespace tertial::proofs {
namespace {

/// "-1234,5" with scale 2 is -123450.
std::int64_t whole_of(const std::string& text, int scale, char decimal_mark) {
    std::int64_t whole = 0;
    int decimals = -1;
    for (char letter : text) {
        if (letter == '-') continue;
        if (letter == decimal_mark && decimals < 0) {
            decimals = 0;
        } else if (letter >= '0' && letter <= '9') {
            whole = whole * 10 + (letter - '0');
            if (decimals >= 0) ++decimals;
        } else {
            give_up("\"" + text + "\" is no number");
        }
    }
    for (int step = decimals < 0 ? 0 : decimals; step < scale; ++step) whole *= 10;
    return text.starts_with("-") ? -whole : whole;
}

std::int64_t time_of(const std::string& text, bool in_days) {
    if (in_days) {
        auto date = base::parse_date(text);
        if (!date) give_up("\"" + text + "\" is no date");
        return date->day_count;
    }
    auto instant = base::parse_instant(text);
    if (!instant) give_up("\"" + text + "\" is no time");
    return instant->epoch_seconds;
}

}  // namespace

std::optional<std::int64_t> SourceRow::whole(const std::string& field) const {
    auto found = wholes.find(field);
    return found == wholes.end() ? std::nullopt : std::optional(found->second);
}

SourceRow make_source_row(const NaiveDataSet& data_set, const CsvFields& columns) {
    SourceRow row;
    row.data_set = &data_set;
    for (const NaiveField& field : data_set.fields) {
        // A file may leave out a column that is not required.
        auto column = columns.find(field.column);
        if (column == columns.end() || column->second.empty()) continue;
        row.texts[field.name] = column->second;
        if (field.is_number()) row.wholes[field.name] = whole_of(column->second, field.scale, data_set.decimal_mark);
    }
    for (const NaiveDerived& derived : data_set.derived) {
        if (!row.texts.contains(derived.from) || !row.texts.contains(derived.to)) continue;
        bool in_days = derived.kind == "days_between";
        row.wholes[derived.name] = time_of(row.texts.at(derived.to), in_days) - time_of(row.texts.at(derived.from), in_days);
    }
    auto month = base::parse_month(row.texts.at(data_set.period_field).substr(0, 7));
    if (!month) give_up(data_set.name + " has a row without a month");
    row.month = *month;
    row.unit = row.texts.at(data_set.unit_field);
    return row;
}

std::string number_text(std::int64_t whole, int scale, char decimal_mark) {
    std::string digits = std::to_string(whole < 0 ? -whole : whole);
    while (digits.size() <= static_cast<std::size_t>(scale)) digits.insert(0, "0");
    if (scale > 0) digits.insert(digits.size() - static_cast<std::size_t>(scale), 1, decimal_mark);
    return (whole < 0 ? "-" : "") + digits;
}

std::string instant_text_after(const std::string& instant, std::int64_t seconds) {
    auto begin = base::parse_instant(instant);
    if (!begin) give_up("\"" + instant + "\" is no time");
    std::int64_t local = begin->epoch_seconds + begin->offset_seconds + seconds;
    std::int64_t in_day = local % 86400;
    char clock[20];
    std::snprintf(clock, sizeof clock, "T%02d:%02d:%02d", static_cast<int>(in_day / 3600), static_cast<int>(in_day / 60 % 60), static_cast<int>(in_day % 60));
    return base::format_date({static_cast<std::int32_t>(local / 86400)}) + clock + instant.substr(instant.size() - 6);
}

}  // namespace tertial::proofs
