#include "base/date.hpp"

#include <chrono>
#include <cstdio>

namespace tertial::base {
namespace {

std::chrono::year_month_day calendar(Date date) { return std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{date.day_count}}}; }

/// Exactly `count` digits at `offset`, or nothing.
std::optional<int> digits_at(std::string_view text, std::size_t offset, std::size_t count) {
    if (offset + count > text.size()) return std::nullopt;
    int value = 0;
    for (std::size_t index = offset; index < offset + count; ++index) {
        if (text[index] < '0' || text[index] > '9') return std::nullopt;
        value = value * 10 + (text[index] - '0');
    }
    return value;
}

}  // namespace

std::optional<Date> Date::of(int year, int month, int day) {
    std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)}, std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok()) return std::nullopt;
    return Date{static_cast<std::int32_t>(std::chrono::sys_days{date}.time_since_epoch().count())};
}

int Date::year() const { return static_cast<int>(calendar(*this).year()); }
int Date::month() const { return static_cast<int>(static_cast<unsigned>(calendar(*this).month())); }
int Date::day() const { return static_cast<int>(static_cast<unsigned>(calendar(*this).day())); }

Date Month::first_day() const { return *Date::of(year(), month(), 1); }
Date Month::last_day() const { return Date{plus(1).first_day().day_count - 1}; }
int Month::days_in_month() const { return plus(1).first_day().day_count - first_day().day_count; }

std::optional<Date> parse_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    auto year = digits_at(text, 0, 4), month = digits_at(text, 5, 2), day = digits_at(text, 8, 2);
    if (!year || !month || !day) return std::nullopt;
    return Date::of(*year, *month, *day);
}

std::string format_date(Date date) {
    char text[32];
    std::snprintf(text, sizeof text, "%04d-%02d-%02d", date.year(), date.month(), date.day());
    return text;
}

std::optional<Month> parse_month(std::string_view text) {
    if (text.size() != 7 || text[4] != '-') return std::nullopt;
    auto year = digits_at(text, 0, 4), month = digits_at(text, 5, 2);
    if (!year || !month || *month < 1 || *month > 12) return std::nullopt;
    return Month::of(*year, *month);
}

std::string format_month(Month month) {
    char text[32];
    std::snprintf(text, sizeof text, "%04d-%02d", month.year(), month.month());
    return text;
}

Date Instant::local_date() const {
    std::int64_t local = epoch_seconds + offset_seconds;
    std::int64_t day = local / 86400 - (local % 86400 < 0 ? 1 : 0);
    return Date{static_cast<std::int32_t>(day)};
}

std::optional<Instant> parse_instant(std::string_view text) {
    if (text.size() < 17 || (text[10] != 'T' && text[10] != ' ') || text[13] != ':') return std::nullopt;
    auto date = parse_date(text.substr(0, 10));
    auto hour = digits_at(text, 11, 2), minute = digits_at(text, 14, 2);
    if (!date || !hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
    std::size_t next = 16;
    int second = 0;
    if (text[next] == ':') {
        auto seconds = digits_at(text, 17, 2);
        if (!seconds || *seconds > 59) return std::nullopt;
        second = *seconds;
        next = 19;
    }
    std::string_view zone = text.substr(next);
    std::int32_t offset_seconds = 0;
    if (zone != "Z") {
        if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':') return std::nullopt;
        auto zone_hour = digits_at(zone, 1, 2), zone_minute = digits_at(zone, 4, 2);
        if (!zone_hour || !zone_minute || *zone_hour > 14 || *zone_minute > 59) return std::nullopt;
        offset_seconds = (*zone_hour * 60 + *zone_minute) * 60 * (zone[0] == '-' ? -1 : 1);
    }
    std::int64_t local = std::int64_t{date->day_count} * 86400 + *hour * 3600 + *minute * 60 + second;
    return Instant{local - offset_seconds, offset_seconds};
}

namespace {

Date last_sunday(int year, int month) {
    Date last = Month::of(year, month).last_day();
    // 1970-01-01 was a Thursday; the remainder is positive for the years that the rule holds.
    int days_past_sunday = (last.day_count + 4) % 7;
    return Date{last.day_count - days_past_sunday};
}

}  // namespace

std::optional<Instant> swedish_instant(Date date, std::int32_t seconds) {
    constexpr std::int32_t hour = 3600, day = 24 * hour;
    int year = Month::of(date).year();
    if (year < 1996) return std::nullopt;
    std::int64_t local = std::int64_t{date.day_count} * day + seconds;
    std::int64_t spring = std::int64_t{last_sunday(year, 3).day_count} * day + 2 * hour;
    std::int64_t autumn = std::int64_t{last_sunday(year, 10).day_count} * day + 2 * hour;
    if ((local >= spring && local < spring + hour) || (local >= autumn && local < autumn + hour)) return std::nullopt;
    std::int32_t offset = local >= spring && local < autumn ? 2 * hour : hour;
    return Instant{local - offset, offset};
}

}  // namespace tertial::base
