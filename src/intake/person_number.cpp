#include "intake/person_number.hpp"

#include <cstddef>

#include "base/date.hpp"

namespace tertial::intake {
namespace {

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

int two_digits(const char* text) { return (text[0] - '0') * 10 + (text[1] - '0'); }

/// `date` is YYMMDD, `number` NNNN; `century` 0 where it is not written.
bool is_person_number(const char* date, const char* number, int century) {
    int month = two_digits(date + 2);
    int day = two_digits(date + 4);
    if (day > 60) day -= 60;
    if (month < 1 || month > 12 || day < 1 || day > 31) return false;
    // Without a century, 29 February is given the benefit of a leap year: 2000 + YY and 1900 + YY agree but for 1900.
    if (!base::Date::of((century == 0 ? 20 : century) * 100 + two_digits(date), month, day)) return false;
    int sum = 0;
    for (int index = 0; index < 10; ++index) {
        int digit = (index < 6 ? date[index] : number[index - 6]) - '0';
        int weighted = index % 2 == 0 ? 2 * digit : digit;
        sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return sum % 10 == 0;
}

/// A run of digits [begin, end) may be the whole number, or its date with the rest after - or +.
bool run_is_person_number(std::string_view text, std::size_t begin, std::size_t end) {
    std::size_t length = end - begin;
    const char* digits = text.data() + begin;
    const char* number = nullptr;
    if (length == 10 || length == 12) {
        number = digits + length - 4;
    } else if (length == 6 || length == 8) {
        bool four_follow = end + 5 <= text.size() && (text[end] == '-' || text[end] == '+');
        for (std::size_t index = end + 1; four_follow && index < end + 5; ++index) four_follow = is_digit(text[index]);
        if (!four_follow || (end + 5 < text.size() && is_digit(text[end + 5]))) return false;
        number = text.data() + end + 1;
    } else {
        return false;
    }
    bool has_century = length == 12 || length == 8;
    int century = has_century ? two_digits(digits) : 0;
    if (has_century && (century < 18 || century > 20)) return false;
    return is_person_number(has_century ? digits + 2 : digits, number, century);
}

}  // namespace

bool contains_person_number(std::string_view text) {
    if (text.size() < 10) return false;
    // A run of six digits covers every sixth place, so most text is passed by in a few steps.
    for (std::size_t probe = 5; probe < text.size(); probe += 6) {
        if (!is_digit(text[probe])) continue;
        std::size_t begin = probe;
        while (begin > 0 && is_digit(text[begin - 1])) --begin;
        std::size_t end = probe + 1;
        while (end < text.size() && is_digit(text[end])) ++end;
        if (end - begin >= 6 && run_is_person_number(text, begin, end)) return true;
        // Go on from the end of this run: the next probe is six places into what is left.
        probe = end - 1;
    }
    return false;
}

}  // namespace tertial::intake
