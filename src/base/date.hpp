// Calendar values without a clock: Date (a day) and Month. Nothing here reads the system time.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tertial::base {

/// A day, counted from 1970-01-01 (day 0), proleptic Gregorian.
struct Date {
    std::int32_t day_count = 0;

    static std::optional<Date> of(int year, int month, int day);
    [[nodiscard]] int year() const;
    [[nodiscard]] int month() const;
    [[nodiscard]] int day() const;
    friend auto operator<=>(const Date&, const Date&) = default;
};

/// A calendar month, counted from year 0 (month_count = year × 12 + month − 1).
struct Month {
    std::int32_t month_count = 0;

    static Month of(int year, int month) { return Month{year * 12 + month - 1}; }
    static Month of(Date date) { return of(date.year(), date.month()); }
    [[nodiscard]] int year() const { return month_count / 12; }
    [[nodiscard]] int month() const { return month_count % 12 + 1; }
    [[nodiscard]] Month plus(int months) const { return Month{month_count + months}; }
    [[nodiscard]] Date first_day() const;
    [[nodiscard]] Date last_day() const;
    [[nodiscard]] int days_in_month() const;
    friend auto operator<=>(const Month&, const Month&) = default;
};

/// "2026-04-30"; only that form is read.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);
[[nodiscard]] std::string format_date(Date date);
/// "2026-04"; only that form is read.
[[nodiscard]] std::optional<Month> parse_month(std::string_view text);
[[nodiscard]] std::string format_month(Month month);

/// A local time with its offset, "2026-03-29T01:59:30+01:00" (seconds may be left out), as seconds since
/// 1970-01-01T00:00:00Z. Durations across a clock change are therefore right.
struct Instant {
    std::int64_t epoch_seconds = 0;
    std::int32_t offset_seconds = 0;

    /// The day on the wall calendar where it happened.
    [[nodiscard]] Date local_date() const;
    friend bool operator==(const Instant&, const Instant&) = default;
};
[[nodiscard]] std::optional<Instant> parse_instant(std::string_view text);

/// What a clock in Sweden showed: `seconds` after midnight of the day. Nothing for the hour that a spring night skips and the one that
/// an autumn night has twice (directive 2000/84/EC: last Sundays of March and October, 01:00 UTC), nor before 1996, when the rule began.
[[nodiscard]] std::optional<Instant> swedish_instant(Date date, std::int32_t seconds);

}  // namespace tertial::base
