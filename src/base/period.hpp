// A period as it is written in addresses and on the command line, and the months it covers.
//   2026-04        month          2026-T1  tertial (January–April)     2026-Q2  quarter     2026-H1  half-year
//   2026           year           2026-04-ack  January to April        2026-04-r12  the twelve months ending in April
//   2021-03..2026-04             from March 2021 to April 2026, such as an investment since its start
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/result.hpp"

namespace tertial::base {

enum class PeriodKind { month, tertial, quarter, half_year, year, accumulated, rolling_twelve, span };

struct Period {
    PeriodKind kind = PeriodKind::month;
    Month first;
    Month last;

    static Period month(Month month) { return {PeriodKind::month, month, month}; }
    static Period year(int year) { return {PeriodKind::year, Month::of(year, 1), Month::of(year, 12)}; }
    static Period accumulated(Month last) { return {PeriodKind::accumulated, Month::of(last.year(), 1), last}; }
    static Period rolling_twelve(Month last) { return {PeriodKind::rolling_twelve, last.plus(-11), last}; }

    static Period span(Month first, Month last) { return {PeriodKind::span, first, last}; }

    /// The same period `years` later (earlier if negative).
    [[nodiscard]] Period shifted_years(int years) const { return {kind, first.plus(12 * years), last.plus(12 * years)}; }
    [[nodiscard]] int month_count() const { return last.month_count - first.month_count + 1; }
    [[nodiscard]] int day_count() const { return last.last_day().day_count - first.first_day().day_count + 1; }

    friend bool operator==(const Period&, const Period&) = default;
};

/// Issue `period_is_not_readable` with the accepted forms as hint.
Result<Period> parse_period(std::string_view text);
[[nodiscard]] std::string format_period(const Period& period);
/// Swedish, for people: "april 2026", "januari–april 2026", "maj 2025–april 2026", "2026".
[[nodiscard]] std::string format_period_words(const Period& period);
/// "jan", "feb" … as in table heads ("apr-26" is month_short + year).
[[nodiscard]] std::string format_month_words(Month month);

}  // namespace tertial::base
