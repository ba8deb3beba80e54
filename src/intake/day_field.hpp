// Reads dates fast: the same days as base::parse_date, which a test compares, without going through the calendar library; and the
// other forms that systems write days and months in.
#pragma once

#include <cstdint>
#include <string_view>

#include "model/mapping.hpp"

namespace tertial::intake {

/// Days since 1970-01-01 of "2026-04-30"; `no_day` if the text is anything else.
inline constexpr std::int32_t no_day = INT32_MIN;
[[nodiscard]] std::int32_t parse_day(std::string_view text);

/// The same in any form; slash, point and dash separate alike, and a time of midnight may follow ("2026-04-30 00:00:00").
[[nodiscard]] std::int32_t parse_day(std::string_view text, model::DateForm form);

/// yyyymm of "2026-04"; 0 if the text is anything else.
[[nodiscard]] std::int32_t parse_year_month(std::string_view text);

/// The same in any form: 2026-04, 202604, with day or month first 04/2026, or a day in the form, which stands for its month.
[[nodiscard]] std::int32_t parse_year_month(std::string_view text, model::DateForm form);

/// yyyymm of a day, and back to the count that base::Month holds.
[[nodiscard]] std::int32_t year_month_of_day(std::int32_t day);

/// Seconds since midnight of "13:45", "13:45:30" or "13:45:30.000"; -1 if the text is anything else.
[[nodiscard]] std::int32_t parse_clock(std::string_view text);

}  // namespace tertial::intake
