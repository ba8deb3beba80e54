// Numbers of a sheet as exact text. A sheet keeps each number as the shortest text of a binary one, perhaps with a power of ten
// (1.2345E+6) or with the noise of its last bits (1234.5600000000001). Excel itself works with, and shows, 15 significant digits; the digits
// after them are rounded away here too, half away from zero, in decimal arithmetic on the text. Dates and times are such numbers: days
// since the beginning of the workbook's date system.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tertial::intake {

/// significand × 10^exponent; at most 15 digits, the last of them not zero.
struct SheetNumber {
    std::int64_t significand = 0;
    int exponent = 0;
    bool is_negative = false;
};

/// Nothing for what is no number.
[[nodiscard]] std::optional<SheetNumber> read_sheet_number(std::string_view text);
/// Without a power of ten and without zeros that say nothing: "1234500", "-0.001".
void append_decimal(const SheetNumber& number, std::string& text);

/// What a cell's number format makes of its number.
enum class NumberShape : std::uint8_t { plain, date, date_time, time, elapsed };
/// By the format's built-in number; plain if it has none.
[[nodiscard]] NumberShape built_in_shape(int format_id);
/// By the format's text: signs of a date or a time outside quotes, brackets and escapes.
[[nodiscard]] NumberShape shape_of_format(std::string_view format_code);

/// 1900: day 1 is 1900-01-01, and day 60 is 29 February 1900, which never was. 1904: day 0 is 1904-01-01.
enum class DateSystem : std::uint8_t { from_1900, from_1904 };

/// "2026-04-30", "2026-04-30T13:45:00", "13:45:00"; time passed may have over 24 hours. Seconds are rounded. The time of a date is left out
/// where it is midnight and the format shows none. False for what is no day or time.
[[nodiscard]] bool append_day_or_time(const SheetNumber& number, NumberShape shape, DateSystem system, std::string& text);

}  // namespace tertial::intake
