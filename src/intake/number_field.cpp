#include "intake/number_field.hpp"

#include <array>
#include <string>

namespace tertial::intake {
namespace {

constexpr ParsedNumber not_readable{0, NumberFault::not_readable};
constexpr ParsedNumber out_of_range{0, NumberFault::out_of_range};

/// Digits that always fit in 64 bits, whatever they are.
constexpr std::size_t safe_digits_max = 18;

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

/// The common form: -?digits(mark digits)? without separators. Not readable if anything else turns up.
ParsedNumber parse_plain(std::string_view text, char decimal_mark, int scale) {
    std::size_t index = 0;
    bool negative = text[0] == '-';
    if (negative) index = 1;
    std::uint64_t value = 0;
    std::size_t first_digit = index;
    while (index < text.size() && is_digit(text[index])) value = value * 10 + static_cast<std::uint64_t>(text[index++] - '0');
    std::size_t whole_digits = index - first_digit;
    int decimals = 0;
    if (index < text.size()) {
        if (text[index++] != decimal_mark || index == text.size()) return not_readable;
        while (index < text.size() && is_digit(text[index])) {
            value = value * 10 + static_cast<std::uint64_t>(text[index++] - '0');
            ++decimals;
        }
    }
    if (index < text.size() || whole_digits == 0 || decimals > scale) return not_readable;
    if (whole_digits + static_cast<std::size_t>(scale) > safe_digits_max) return out_of_range;
    for (; decimals < scale; ++decimals) value *= 10;
    auto magnitude = static_cast<std::int64_t>(value);
    return {negative ? -magnitude : magnitude, NumberFault::none};
}

bool take(std::string_view& text, std::string_view prefix) {
    if (!text.starts_with(prefix)) return false;
    text.remove_prefix(prefix.size());
    return true;
}

// Space, no-break space, thin space, narrow no-break space.
constexpr std::array<std::string_view, 4> spaces = {" ", "\xC2\xA0", "\xE2\x80\x89", "\xE2\x80\xAF"};
// Minus sign, en dash.
constexpr std::array<std::string_view, 2> minus_signs = {"\xE2\x88\x92", "\xE2\x80\x93"};

bool take_space(std::string_view& text) {
    for (std::string_view space : spaces) {
        if (take(text, space)) return true;
    }
    return false;
}

/// The number without separators and with a plain minus; empty if the groups are not of three digits.
std::string without_separators(std::string_view text, char decimal_mark) {
    bool negative = take(text, "-");
    for (std::string_view minus : minus_signs) negative = negative || take(text, minus);
    std::string plain(negative ? 1 : 0, '-');
    int group_digits = 0;
    bool is_grouped = false;
    while (!text.empty() && text[0] != decimal_mark) {
        if (is_digit(text[0])) {
            plain += text[0];
            text.remove_prefix(1);
            if (++group_digits > 3 && is_grouped) return {};
            continue;
        }
        if (!take_space(text) || group_digits == 0 || group_digits > 3 || (is_grouped && group_digits != 3)) return {};
        is_grouped = true;
        group_digits = 0;
    }
    if (is_grouped && group_digits != 3) return {};
    return plain.append(text);
}

}  // namespace

ParsedNumber parse_number(std::string_view text, char decimal_mark, int scale) {
    ParsedNumber plain = parse_plain(text, decimal_mark, scale);
    if (plain.fault != NumberFault::not_readable) return plain;
    std::string without = without_separators(text, decimal_mark);
    return without.empty() ? not_readable : parse_plain(without, decimal_mark, scale);
}

}  // namespace tertial::intake
