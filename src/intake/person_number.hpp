// Finds Swedish personal identity numbers in text (lag 1991:483 and Skatteverket's SKV 704: date, birth number, check digit), coordination
// numbers (day + 60) and reserve numbers (reserve_number.hpp) included, and gives one number one spelling. Never keeps or prints one.
#pragma once

#include <string>
#include <string_view>

#include "base/date.hpp"

namespace tertial::intake {

/// contains_person_number for a text that is long enough to hold one.
[[nodiscard]] bool contains_long_person_number(std::string_view text);
/// YYMMDDNNNN or YYYYMMDDNNNN, with or without a dash or + before the last four, not part of a longer run of digits, with a date that exists
/// and a valid check digit; or a reserve number, with or without a dash. YYYYMMDD NNNN only where NNNN is no time of day.
/// What stands within 32 or more letters and digits without a break is a part of them (a hash, an address), and no number; nor is a part of a UUID.
[[nodiscard]] inline bool contains_person_number(std::string_view text) {
    constexpr std::size_t shortest = 10;
    return text.size() >= shortest && contains_long_person_number(text);
}

/// A person's number, or whatever else a source calls a person by, in one spelling.
struct PersonName {
    std::string text;
    bool is_known_form = false;  ///< a person, coordination or reserve number
};

/// Twelve digits for a person or coordination number, twelve letters and digits for a reserve number and what is built like one; anything
/// else without blanks at its ends. Where the century is not written the person is born on `last_day` or before, and with + in a year a hundred before its year
/// or more. A check digit is not asked for: a number that was misspelt is still one person's.
[[nodiscard]] PersonName spelt_person_name(std::string_view text, base::Date last_day);

}  // namespace tertial::intake
