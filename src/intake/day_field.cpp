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

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

/// One to three numbers with the same separator between, as in 30/4/2026 or 04.2026. `count` is 0 if the text is anything else.
struct Numbers {
    std::array<int, 3> value{};
    std::array<int, 3> digits{};
    std::size_t count = 0;
};

Numbers split_numbers(std::string_view text) {
    Numbers numbers;
    char separator = 0;
    bool wants_number = true;
    for (char letter : text) {
        if (is_digit(letter)) {
            if (wants_number && ++numbers.count > 3) return {};
            wants_number = false;
            std::size_t index = numbers.count - 1;
            if (++numbers.digits[index] > 8) return {};
            numbers.value[index] = numbers.value[index] * 10 + (letter - '0');
            continue;
        }
        bool is_separator = letter == '-' || letter == '/' || letter == '.';
        if (!is_separator || wants_number || (separator != 0 && letter != separator)) return {};
        separator = letter;
        wants_number = true;
    }
    return wants_number ? Numbers{} : numbers;
}

/// Days from 0000-01-01 to 1970-01-01 in the proleptic Gregorian calendar.
constexpr int days_to_epoch = 719528;

std::int32_t day_of(int year, int month, int day) {
    if (year > 9999 || month < 1 || month > 12 || day < 1) return no_day;
    bool leap = is_leap_year(year);
    if (day > days_in_month[static_cast<std::size_t>(month)] + (leap && month == 2)) return no_day;
    int leap_days_before_year = year == 0 ? 0 : (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400 + 1;
    int day_of_year = days_before_month[static_cast<std::size_t>(month)] + (leap && month > 2) + day - 1;
    return year * 365 + leap_days_before_year + day_of_year - days_to_epoch;
}

/// Year, month and day in the form's order; a year of two digits is refused, since nobody can tell its century.
std::int32_t day_of(const Numbers& numbers, model::DateForm form) {
    if (form == model::DateForm::compact) {
        int number = numbers.value[0];
        return numbers.count == 1 && numbers.digits[0] == 8 ? day_of(number / 10000, number / 100 % 100, number % 100) : no_day;
    }
    if (numbers.count != 3) return no_day;
    std::size_t year = form == model::DateForm::year_first ? 0 : 2;
    std::size_t month = form == model::DateForm::month_first ? 0 : 1;
    std::size_t day = 3 - year - month;
    if (numbers.digits[year] != 4 || numbers.digits[month] > 2 || numbers.digits[day] > 2) return no_day;
    return day_of(numbers.value[year], numbers.value[month], numbers.value[day]);
}

std::int32_t year_month_of(int year, int month) { return month < 1 || month > 12 ? 0 : year * 100 + month; }

}  // namespace

std::int32_t parse_day(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return no_day;
    return day_of(two_digits(text, 0) * 100 + two_digits(text, 2), two_digits(text, 5), two_digits(text, 8));
}

std::int32_t parse_day(std::string_view text, model::DateForm form) {
    if (form == model::DateForm::year_first) {
        std::int32_t day = parse_day(text);
        if (day != no_day) return day;
    }
    std::size_t end = text.find_first_of(" T");
    if (end != std::string_view::npos && parse_clock(text.substr(end + 1)) != 0) return no_day;
    return day_of(split_numbers(text.substr(0, end)), form);
}

std::int32_t parse_year_month(std::string_view text) {
    if (text.size() != 7 || text[4] != '-') return 0;
    int year = two_digits(text, 0) * 100 + two_digits(text, 2);
    int month = two_digits(text, 5);
    return year > 9999 || month < 1 || month > 12 ? 0 : year * 100 + month;
}

std::int32_t parse_year_month(std::string_view text, model::DateForm form) {
    std::int32_t year_month = parse_year_month(text);
    if (year_month != 0) return year_month;
    Numbers numbers = split_numbers(text);
    if (numbers.count == 1 && numbers.digits[0] == 6) return year_month_of(numbers.value[0] / 100, numbers.value[0] % 100);
    if (numbers.count == 2) {
        std::size_t year = form == model::DateForm::day_first || form == model::DateForm::month_first ? 1 : 0;
        if (numbers.digits[year] != 4 || numbers.digits[1 - year] > 2) return 0;
        return year_month_of(numbers.value[year], numbers.value[1 - year]);
    }
    std::int32_t day = parse_day(text, form);
    return day == no_day ? 0 : year_month_of_day(day);
}

std::int32_t parse_clock(std::string_view text) {
    if (text.ends_with(".000")) text.remove_suffix(4);
    bool has_seconds = text.size() == 8 && text[5] == ':';
    if (!(has_seconds || text.size() == 5) || text[2] != ':') return -1;
    int hour = two_digits(text, 0), minute = two_digits(text, 3), second = has_seconds ? two_digits(text, 6) : 0;
    return hour > 23 || minute > 59 || second > 59 ? -1 : hour * 3600 + minute * 60 + second;
}

std::int32_t year_month_of_day(std::int32_t day) {
    base::Month month = base::Month::of(base::Date{day});
    return month.year() * 100 + month.month();
}

}  // namespace tertial::intake
