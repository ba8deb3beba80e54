#include "intake/person_number.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/text.hpp"
#include "intake/check_digit.hpp"
#include "intake/reserve_number.hpp"

namespace tertial::intake {
namespace {

constexpr std::size_t hash_bytes_min = 32;

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }
bool is_letter(char letter) { return (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z'); }
bool is_letter_or_digit(char letter) { return is_digit(letter) || is_letter(letter); }
bool are_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), is_digit); }

int two_digits(std::string_view text) { return (text[0] - '0') * 10 + (text[1] - '0'); }

/// Year, month and day of six digits, where they are a day or a coordination number's.
std::optional<base::Date> birth_date(int century, std::string_view six_digits) {
    int day = two_digits(six_digits.substr(4));
    return base::Date::of(century * 100 + two_digits(six_digits), two_digits(six_digits.substr(2)), day > 60 ? day - 60 : day);
}

/// Without a century, 29 February is given the benefit of a leap year: 2000 + YY and 1900 + YY agree but for 1900.
bool is_ten_digit_number(std::string_view digits) { return birth_date(20, digits) && has_check_digit(digits); }

bool is_twelve_digit_number(std::string_view digits) {
    int century = two_digits(digits);
    return century >= 18 && century <= 20 && birth_date(century, digits.substr(2)) && has_check_digit(digits.substr(2));
}

bool is_twelve_letter_number(std::string_view text) { return (are_digits(text) && is_twelve_digit_number(text)) || is_reserve_number(text); }

/// Bytes of the first of the marks that the text begins with; 0 if it begins with none.
template <std::size_t Count>
std::size_t mark_size(std::string_view text, const std::array<std::string_view, Count>& marks) {
    auto found = std::find_if(marks.begin(), marks.end(), [&](std::string_view mark) { return text.starts_with(mark); });
    return found == marks.end() ? 0 : found->size();
}

/// Hyphens, the dash and the minus that word processors put for them, and the + of those who are a hundred.
constexpr std::array<std::string_view, 7> dashes = {"-", "+", "\u2010", "\u2011", "\u2012", "\u2013", "\u2212"};
constexpr std::array<std::string_view, 2> blanks = {" ", "\u00A0"};

bool is_time_of_day(std::string_view four_digits) { return two_digits(four_digits) < 24 && two_digits(four_digits.substr(2)) < 60; }

/// The four letters or digits at the place, if no more of their kind follow; else nothing.
std::string_view last_four(std::string_view text, std::size_t at) {
    if (at + 4 > text.size()) return {};
    std::string_view four = text.substr(at, 4);
    if (!std::all_of(four.begin(), four.end(), is_letter_or_digit)) return {};
    if (at + 4 == text.size()) return four;
    char next = text[at + 4];
    return are_digits(four) ? (is_digit(next) ? std::string_view() : four) : (is_letter_or_digit(next) ? std::string_view() : four);
}

/// Eight digits [begin, end), and what may be the last four: after a dash, after a blank, or letters at once.
bool eight_begin_a_number(std::string_view text, std::size_t begin, std::size_t end) {
    std::string_view after = text.substr(end);
    std::size_t dash = mark_size(after, dashes), blank = mark_size(after, blanks);
    std::string_view four = last_four(text, end + dash + blank);
    if (four.empty()) return false;
    if (blank > 0 && (!are_digits(four) || is_time_of_day(four))) return false;
    bool follows_a_letter = begin > 0 && is_letter(text[begin - 1]);
    if (!are_digits(four) && follows_a_letter) return false;
    std::array<char, 12> whole{};
    std::copy_n(text.begin() + static_cast<std::ptrdiff_t>(begin), 8, whole.begin());
    std::copy_n(four.begin(), 4, whole.begin() + 8);
    return is_twelve_letter_number({whole.data(), whole.size()});
}

/// Six digits [begin, end), a dash and four more.
bool six_begin_a_number(std::string_view text, std::size_t begin, std::size_t end) {
    std::size_t dash = mark_size(text.substr(end), dashes);
    std::string_view four = dash == 0 ? std::string_view() : last_four(text, end + dash);
    if (four.empty() || !are_digits(four)) return false;
    std::array<char, 10> whole{};
    std::copy_n(text.begin() + static_cast<std::ptrdiff_t>(begin), 6, whole.begin());
    std::copy_n(four.begin(), 4, whole.begin() + 6);
    return is_ten_digit_number({whole.data(), whole.size()});
}

bool is_hex(char letter) { return is_digit(letter) || (letter >= 'a' && letter <= 'f') || (letter >= 'A' && letter <= 'F'); }

/// 8-4-4-4-12 hex digits (RFC 9562).
bool is_uuid(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        bool is_dash = at == 8 || at == 13 || at == 18 || at == 23;
        if (is_dash ? text[at] != '-' : !is_hex(text[at])) return false;
    }
    return true;
}

/// The longest stretch around [begin, end) whose letters all belong.
template <typename Belongs>
std::string_view stretch_around(std::string_view text, std::size_t begin, std::size_t end, Belongs belongs) {
    while (begin > 0 && belongs(text[begin - 1])) --begin;
    while (end < text.size() && belongs(text[end])) ++end;
    return text.substr(begin, end - begin);
}

/// By chance some of a thousand hashes, and of ten thousand UUIDs, hold what looks like a number.
bool is_within_hash(std::string_view text, std::size_t begin, std::size_t end) {
    if (stretch_around(text, begin, end, is_letter_or_digit).size() >= hash_bytes_min) return true;
    return is_uuid(stretch_around(text, begin, end, [](char letter) { return letter == '-' || is_letter_or_digit(letter); }));
}

/// A run of digits [begin, end) may be the whole number, or begin it.
bool run_is_person_number(std::string_view text, std::size_t begin, std::size_t end) {
    std::string_view digits = text.substr(begin, end - begin);
    if (digits.size() < 10 && end == text.size()) return false;
    bool is_number = false;
    switch (digits.size()) {
        case 6: is_number = six_begin_a_number(text, begin, end); break;
        case 8: is_number = eight_begin_a_number(text, begin, end); break;
        case 10: is_number = is_ten_digit_number(digits); break;
        case 12: is_number = is_twelve_letter_number(digits); break;
        default: break;
    }
    return is_number && !is_within_hash(text, begin, end);
}

/// The whole text without what may stand between a number's letters and digits, in capitals; whether a + stood there.
struct Spelling {
    std::string letters;
    bool has_plus = false;
};

Spelling spelling_of(std::string_view text) {
    Spelling spelling;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t passed = mark_size(text.substr(at), dashes) + mark_size(text.substr(at), blanks);
        spelling.has_plus = spelling.has_plus || text[at] == '+';
        if (passed == 0) spelling.letters += text[at] >= 'a' && text[at] <= 'z' ? static_cast<char>(text[at] - 'a' + 'A') : text[at];
        at += std::max<std::size_t>(passed, 1);
    }
    return spelling;
}

/// The century of a ten-digit number; nothing if its first six digits are no day.
std::optional<int> century_of(const Spelling& spelling, base::Date last_day) {
    for (int century = last_day.year() / 100; century >= last_day.year() / 100 - 2; --century) {
        auto born = birth_date(century, spelling.letters);
        if (!born) continue;
        bool fits = spelling.has_plus ? born->year() <= last_day.year() - 100 : *born <= last_day;
        if (fits) return century;
    }
    return std::nullopt;
}

}  // namespace

bool contains_long_person_number(std::string_view text) {
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

PersonName spelt_person_name(std::string_view text, base::Date last_day) {
    text = base::trimmed(text);
    Spelling spelling = spelling_of(text);
    const std::string& letters = spelling.letters;
    if (letters.size() == 10 && are_digits(letters)) {
        if (auto century = century_of(spelling, last_day)) return {std::to_string(*century) + letters, true};
    }
    if (letters.size() == 12 && are_digits(letters) && two_digits(letters) >= 18 && two_digits(letters) <= 20) {
        if (birth_date(two_digits(letters), std::string_view(letters).substr(2))) return {letters, true};
    }
    if (is_reserve_number(letters)) return {letters, true};
    bool is_twelve =
        letters.size() == 12 && are_digits(std::string_view(letters).substr(0, 8)) && std::all_of(letters.begin(), letters.end(), is_letter_or_digit);
    return {is_twelve ? letters : std::string(text), false};
}

}  // namespace tertial::intake
