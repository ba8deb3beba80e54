#include "intake/reserve_number.hpp"

#include <algorithm>
#include <cstddef>

#include "base/date.hpp"
#include "intake/check_digit.hpp"

namespace tertial::intake {
namespace {

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }
bool is_capital(char letter) { return letter >= 'A' && letter <= 'Z'; }
bool are_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), is_digit); }

int number_of(std::string_view digits) {
    int number = 0;
    for (char digit : digits) number = number * 10 + (digit - '0');
    return number;
}

bool is_date(int century, std::string_view six_digits) {
    return base::Date::of(century * 100 + number_of(six_digits.substr(0, 2)), number_of(six_digits.substr(2, 2)), number_of(six_digits.substr(4, 2)))
        .has_value();
}

bool is_date_of_a_life(std::string_view eight_digits) {
    int century = number_of(eight_digits.substr(0, 2));
    return century >= 18 && century <= 20 && is_date(century, eight_digits.substr(2));
}

/// Letters that are not taken for others, in a national reserve number.
bool is_clear_letter(char letter) { return is_capital(letter) && std::string_view("IOQVW").find(letter) == std::string_view::npos; }

bool is_national(std::string_view text) {
    if (!are_digits(text.substr(0, 8)) || !is_digit(text[11])) return false;
    if (!is_clear_letter(text[8]) || !is_clear_letter(text[9]) || !(is_digit(text[10]) || is_clear_letter(text[10]))) return false;
    int series = number_of(text.substr(0, 2));
    if (series == 0) {
        int day = number_of(text.substr(6, 2));
        if (number_of(text.substr(4, 2)) < 20 || day < 40 || day > 59) return false;
    } else {
        // 22, 25 … 97 are the 1900s, 23, 26 … 98 the 2000s.
        bool is_of_a_series = series >= 22 && series <= 98 && series % 3 != 0;
        if (!is_of_a_series || !is_date(series % 3 == 1 ? 19 : 20, text.substr(2, 6))) return false;
    }
    return check_digit_sum(text, [](char letter) { return is_digit(letter) ? letter - '0' : static_cast<int>(letter); }) % 10 == 0;
}

bool is_stockholm(std::string_view text) {
    if (!are_digits(text) || !text.starts_with("99")) return false;
    int year = number_of(text.substr(2, 4));
    return year >= 1900 && year <= 2299 && has_check_digit(text.substr(4));
}

bool is_vastra_gotaland(std::string_view text) {
    if (!are_digits(text.substr(0, 8)) || !are_digits(text.substr(9)) || !is_date_of_a_life(text.substr(0, 8))) return false;
    int serial = number_of(text.substr(9, 2));
    bool fits = text[8] == 'X' ? serial >= 80 && serial <= 89 : (text[8] == 'K' || text[8] == 'M') && serial >= 6 && serial <= 79;
    if (!fits) return false;
    auto value = [](char letter) { return letter == 'K' ? 5 : letter == 'M' ? 7 : letter == 'X' ? 8 : letter - '0'; };
    return check_digit_sum(text.substr(2), value) % 10 == 0;
}

bool is_varmland(std::string_view text) {
    return are_digits(text.substr(0, 8)) && text[8] == 'S' && std::string_view("FUXPL").find(text[9]) != std::string_view::npos && is_digit(text[10]) &&
           is_capital(text[11]) && text[11] != 'V' && is_date_of_a_life(text.substr(0, 8));
}

bool is_carelink(std::string_view text) {
    if (!are_digits(text)) return false;
    int century = number_of(text.substr(0, 2)), month = number_of(text.substr(4, 2)), day = number_of(text.substr(6, 2));
    return century >= 18 && century <= 20 && month >= 1 && month <= 12 && day >= 32 && day <= 59 && has_check_digit(text.substr(2));
}

}  // namespace

bool is_reserve_number(std::string_view text) {
    if (text.size() != 12) return false;
    return is_national(text) || is_stockholm(text) || is_vastra_gotaland(text) || is_varmland(text) || is_carelink(text);
}

}  // namespace tertial::intake
