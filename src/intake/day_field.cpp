#include "intake/day_field.hpp"

#include <array>

#include "base/date.hpp"

namespace tertial::intake {
namespace {

/// Two digits at `offset`, or a number far out of any range.
int two_digits(std::string_view text, std::size_t offset) {
    auto tens = static_cast<unsigned>(text[offset] - '0');
    auto ones = static_cast<unsigned>(text[offset + 1] - '0');
    return tens > 9 || ones > 9 ? 100000 : static_cast<int>(tens * 10 + ones);
}

bool is_leap_year(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

constexpr std::array<int, 13> days_in_month = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
constexpr std::array<int, 13> days_before_month = {0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};

/// Days from 0000-01-01 to 1970-01-01 in the proleptic Gregorian calendar.
constexpr int days_to_epoch = 719528;

}  // namespace

std::int32_t parse_day(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return no_day;
    int year = two_digits(text, 0) * 100 + two_digits(text, 2);
    int month = two_digits(text, 5);
    int day = two_digits(text, 8);
    if (year > 9999 || month < 1 || month > 12 || day < 1) return no_day;
    bool leap = is_leap_year(year);
    if (day > days_in_month[static_cast<std::size_t>(month)] + (leap && month == 2)) return no_day;
    int leap_days_before_year = year == 0 ? 0 : (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400 + 1;
    int day_of_year = days_before_month[static_cast<std::size_t>(month)] + (leap && month > 2) + day - 1;
    return year * 365 + leap_days_before_year + day_of_year - days_to_epoch;
}

std::int32_t parse_year_month(std::string_view text) {
    if (text.size() != 7 || text[4] != '-') return 0;
    int year = two_digits(text, 0) * 100 + two_digits(text, 2);
    int month = two_digits(text, 5);
    return year > 9999 || month < 1 || month > 12 ? 0 : year * 100 + month;
}

std::int32_t year_month_of_day(std::int32_t day) {
    base::Month month = base::Month::of(base::Date{day});
    return month.year() * 100 + month.month();
}

}  // namespace tertial::intake
