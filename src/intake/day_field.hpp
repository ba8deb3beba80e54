// Reads dates fast: the same days as base::parse_date, which a test compares, without going through the calendar library.
#pragma once

#include <cstdint>
#include <string_view>

namespace tertial::intake {

/// Days since 1970-01-01 of "2026-04-30"; `no_day` if the text is anything else.
inline constexpr std::int32_t no_day = INT32_MIN;
[[nodiscard]] std::int32_t parse_day(std::string_view text);

/// yyyymm of "2026-04"; 0 if the text is anything else.
[[nodiscard]] std::int32_t parse_year_month(std::string_view text);

/// yyyymm of a day, and back to the count that base::Month holds.
[[nodiscard]] std::int32_t year_month_of_day(std::int32_t day);

}  // namespace tertial::intake
