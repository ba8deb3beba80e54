// The check digit of person numbers and their kin (Luhn, ISO/IEC 7812-1 annex B): every other value is doubled, from the one before the
// last, and the digits of all of them add up to whole tens.
#pragma once

#include <string_view>

namespace tertial::intake {

/// `value_of` gives a letter's or digit's value.
template <typename ValueOf>
[[nodiscard]] int check_digit_sum(std::string_view text, ValueOf value_of) {
    int sum = 0;
    bool is_doubled = text.size() % 2 == 0;
    for (char letter : text) {
        int value = value_of(letter) * (is_doubled ? 2 : 1);
        for (; value > 0; value /= 10) sum += value % 10;
        is_doubled = !is_doubled;
    }
    return sum;
}

/// True of digits whose last is the check digit of the others.
[[nodiscard]] inline bool has_check_digit(std::string_view digits) {
    return check_digit_sum(digits, [](char digit) { return digit - '0'; }) % 10 == 0;
}

}  // namespace tertial::intake
