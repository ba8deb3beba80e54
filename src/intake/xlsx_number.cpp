#include "intake/xlsx_number.hpp"

#include <algorithm>
#include <array>

#include "base/date.hpp"

namespace tertial::intake {
namespace {

constexpr int digits_max = 15;
constexpr int exponent_max = 400;  // over what a binary number of 64 bits can have
constexpr int fraction_digits_max = 14;
constexpr std::int64_t day_seconds = 86'400;
constexpr std::int64_t hour_seconds = 3'600;

constexpr std::array<std::int64_t, digits_max + 1> powers_of_ten = [] {
    std::array<std::int64_t, digits_max + 1> powers{1};
    for (std::size_t index = 1; index < powers.size(); ++index) powers[index] = powers[index - 1] * 10;
    return powers;
}();

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

/// Collects digits, and rounds at the sixteenth that counts.
struct DigitReader {
    SheetNumber number;
    int digit_count = 0;  ///< that count
    bool has_digit = false;
    bool rounds_up = false;

    void add(char letter, bool is_fraction) {
        has_digit = true;
        if (digit_count == digits_max) {
            rounds_up = letter >= '5';
        }
        if (digit_count >= digits_max) {
            ++digit_count;
            if (!is_fraction) ++number.exponent;
            return;
        }
        number.significand = number.significand * 10 + (letter - '0');
        if (number.significand != 0) ++digit_count;
        if (is_fraction) --number.exponent;
    }
    void finish() {
        if (rounds_up) ++number.significand;
        while (number.significand != 0 && number.significand % 10 == 0) {
            number.significand /= 10;
            ++number.exponent;
        }
        if (number.significand == 0) number = {};
    }
};

/// The power of ten after the E.
std::optional<int> read_exponent(std::string_view text) {
    bool is_negative = text.starts_with('-');
    if (is_negative || text.starts_with('+')) text.remove_prefix(1);
    if (text.empty() || text.size() > 4) return std::nullopt;
    int value = 0;
    for (char letter : text) {
        if (!is_digit(letter)) return std::nullopt;
        value = value * 10 + (letter - '0');
    }
    return is_negative ? -value : value;
}

void append_two_digits(std::int64_t value, std::string& text) {
    if (value < 10) text += '0';
    text += std::to_string(value);
}

void append_time(std::int64_t seconds, std::string& text) {
    append_two_digits(seconds / hour_seconds, text);
    text += ':';
    append_two_digits(seconds / 60 % 60, text);
    text += ':';
    append_two_digits(seconds % 60, text);
}

struct DayAndSeconds {
    std::int64_t day = 0;
    std::int64_t seconds = 0;  ///< within the day
};

/// Nothing for what is negative or after the year 9999.
std::optional<DayAndSeconds> split_days(const SheetNumber& number) {
    constexpr std::int64_t days_max = 2'958'465;
    if (number.is_negative) return std::nullopt;
    DayAndSeconds split;
    std::int64_t fraction = 0;
    int fraction_digits = std::max(0, -number.exponent);
    if (number.exponent > 7) return std::nullopt;
    if (number.exponent >= 0) {
        if (number.significand > days_max) return std::nullopt;
        split.day = number.significand * powers_of_ten[static_cast<std::size_t>(number.exponent)];
    } else if (fraction_digits >= digits_max) {
        fraction = number.significand;
    } else {
        split.day = number.significand / powers_of_ten[static_cast<std::size_t>(fraction_digits)];
        fraction = number.significand % powers_of_ten[static_cast<std::size_t>(fraction_digits)];
    }
    for (; fraction_digits > fraction_digits_max; --fraction_digits) fraction /= 10;
    std::int64_t whole = powers_of_ten[static_cast<std::size_t>(fraction_digits)];
    split.seconds = (fraction * day_seconds + whole / 2) / whole;
    if (split.seconds == day_seconds) {
        ++split.day;
        split.seconds = 0;
    }
    if (split.day > days_max) return std::nullopt;
    return split;
}

std::optional<base::Date> date_of(std::int64_t day, DateSystem system) {
    constexpr std::int64_t last_day_count = 2'932'896;  // 9999-12-31
    std::int64_t day_count = day - 24'107;
    if (system == DateSystem::from_1900) {
        if (day < 1 || day == 60) return std::nullopt;
        day_count = day < 60 ? day - 25'568 : day - 25'569;
    }
    if (day_count > last_day_count) return std::nullopt;
    return base::Date{static_cast<std::int32_t>(day_count)};
}

/// What the letters of a format say, quotes, brackets and escapes passed over.
struct FormatLetters {
    bool has_date = false;
    bool has_time = false;
    bool has_elapsed = false;
    bool has_month_or_minute = false;
    bool has_number = false;
};

bool is_elapsed(std::string_view bracketed) { return !bracketed.empty() && bracketed.find_first_not_of("hHmMsS") == std::string_view::npos; }

FormatLetters read_format(std::string_view code) {
    FormatLetters letters;
    for (std::size_t index = 0; index < code.size(); ++index) {
        switch (code[index]) {
            case '"': index = std::min(code.find('"', index + 1), code.size()); break;
            case '\\':
            case '_':
            case '*': ++index; break;
            case '[': {
                std::size_t close = std::min(code.find(']', index), code.size());
                letters.has_elapsed |= is_elapsed(code.substr(index + 1, close - index - 1));
                index = close;
                break;
            }
            case 'y':
            case 'Y':
            case 'd':
            case 'D': letters.has_date = true; break;
            case 'h':
            case 'H':
            case 's':
            case 'S': letters.has_time = true; break;
            case 'm':
            case 'M':
                letters.has_month_or_minute = true;
                // Three or more can only be a month's name.
                letters.has_date |= code.substr(index, 3) == "mmm" || code.substr(index, 3) == "MMM";
                break;
            case '#':
            case '?': letters.has_number = true; break;
            default: break;
        }
    }
    return letters;
}

}  // namespace

std::optional<SheetNumber> read_sheet_number(std::string_view text) {
    DigitReader reader;
    bool is_negative = text.starts_with('-');
    if (is_negative || text.starts_with('+')) text.remove_prefix(1);
    bool is_fraction = false;
    std::size_t index = 0;
    for (; index < text.size() && (is_digit(text[index]) || (text[index] == '.' && !is_fraction)); ++index) {
        if (text[index] == '.') {
            is_fraction = true;
        } else {
            reader.add(text[index], is_fraction);
        }
    }
    if (!reader.has_digit) return std::nullopt;
    if (index < text.size()) {
        if (text[index] != 'E' && text[index] != 'e') return std::nullopt;
        auto exponent = read_exponent(text.substr(index + 1));
        if (!exponent) return std::nullopt;
        reader.number.exponent += *exponent;
    }
    reader.finish();
    reader.number.is_negative = is_negative && reader.number.significand != 0;
    if (reader.number.exponent > exponent_max || reader.number.exponent < -exponent_max) return std::nullopt;
    return reader.number;
}

void append_decimal(const SheetNumber& number, std::string& text) {
    if (number.is_negative) text += '-';
    std::size_t begin = text.size();
    text += std::to_string(number.significand);
    if (number.exponent >= 0) {
        text.append(static_cast<std::size_t>(number.exponent), '0');
        return;
    }
    auto decimals = static_cast<std::size_t>(-number.exponent);
    std::size_t digit_count = text.size() - begin;
    if (digit_count <= decimals) text.insert(begin, decimals + 1 - digit_count, '0');
    text.insert(text.size() - decimals, 1, '.');
}

NumberShape built_in_shape(int format_id) {
    auto within = [&](int first, int last) { return format_id >= first && format_id <= last; };
    if (format_id == 22) return NumberShape::date_time;
    if (format_id == 46) return NumberShape::elapsed;
    if (within(18, 21) || within(45, 47)) return NumberShape::time;
    return within(14, 17) || within(27, 36) || within(50, 58) ? NumberShape::date : NumberShape::plain;
}

NumberShape shape_of_format(std::string_view format_code) {
    FormatLetters letters = read_format(format_code);
    if (letters.has_number) return NumberShape::plain;
    if (letters.has_date) return letters.has_time ? NumberShape::date_time : NumberShape::date;
    if (letters.has_elapsed) return NumberShape::elapsed;
    if (letters.has_time) return NumberShape::time;
    return letters.has_month_or_minute ? NumberShape::date : NumberShape::plain;
}

bool append_day_or_time(const SheetNumber& number, NumberShape shape, DateSystem system, std::string& text) {
    auto split = split_days(number);
    if (!split) return false;
    if (shape == NumberShape::elapsed || (shape == NumberShape::time && split->day == 0)) {
        append_time(split->day * day_seconds + split->seconds, text);
        return true;
    }
    auto date = date_of(split->day, system);
    if (!date) return false;
    text += base::format_date(*date);
    if (shape == NumberShape::date && split->seconds == 0) return true;
    text += 'T';
    append_time(split->seconds, text);
    return true;
}

}  // namespace tertial::intake
