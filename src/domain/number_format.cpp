#include "domain/number_format.hpp"

#include <algorithm>
#include <cassert>

namespace tertial::domain {
namespace {

using base::Int128;

constexpr const char* no_break_space = "\u00A0";
constexpr const char* minus_sign = "\u2212";

std::string grouped(const std::string& digits) {
    std::string text;
    for (std::size_t index = 0; index < digits.size(); ++index) {
        if (index > 0 && (digits.size() - index) % 3 == 0) text += no_break_space;
        text += digits[index];
    }
    return text;
}

std::string two_digits(Int128 value) {
    std::string text = base::format_int128(value);
    return text.size() < 2 ? "0" + text : text;
}

std::string format_duration(Int128 seconds) {
    return base::format_int128(seconds / 3600) + ":" + two_digits(seconds / 60 % 60) + ":" + two_digits(seconds % 60);
}

/// Splits a whole number of 10^-decimals into integer digits and decimals.
std::pair<std::string, std::string> split_decimals(Int128 magnitude, const NumberFormat& format) {
    std::string digits = base::format_int128(magnitude);
    auto decimals = static_cast<std::size_t>(format.decimals);
    if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
    std::string fraction = digits.substr(digits.size() - decimals);
    digits.resize(digits.size() - decimals);
    if (format.trailing_zeros == TrailingZeros::drop) {
        while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
    }
    return {digits, fraction};
}

}  // namespace

std::optional<Int128> shown_whole(const Figure& figure, const NumberFormat& format) {
    const MeasureUnit* unit = find_measure_unit(format.unit);
    assert(unit != nullptr && unit->dimension == figure.dimension);
    if (!figure.value || unit == nullptr) return std::nullopt;
    auto scaled = in_unit(*figure.value, *unit);
    if (!scaled.ok()) return std::nullopt;
    auto whole = base::rounded(scaled.value(), format.decimals);
    return whole.ok() ? std::optional(whole.value()) : std::nullopt;
}

std::string format_figure(const Figure& figure, const NumberFormat& format, std::optional<Int128> forced_whole) {
    auto whole = shown_whole(figure, format);
    if (!whole) return {};
    if (forced_whole) whole = forced_whole;
    if (*whole == 0 && figure.value->is_zero() && format.zero != ShownZero::zero) return format.zero == ShownZero::dash ? "–" : "";
    Int128 magnitude = *whole < 0 ? -*whole : *whole;
    std::string text;
    if (*whole < 0 && format.sign != ShownSign::magnitude) text += minus_sign;
    if (*whole > 0 && format.sign == ShownSign::always) text += "+";
    if (format.unit == "h:mm:ss") {
        text += format_duration(magnitude);
    } else {
        auto [digits, fraction] = split_decimals(magnitude, format);
        text += grouped(digits);
        if (!fraction.empty()) text += "," + fraction;
    }
    const MeasureUnit* unit = find_measure_unit(format.unit);
    if (format.shown_unit == ShownUnit::yes && !unit->printed.empty()) text += no_break_space + std::string(unit->printed);
    return text;
}

std::string format_machine(const Figure& figure, const NumberFormat& format) {
    auto whole = shown_whole(figure, format);
    if (!whole) return {};
    auto [digits, fraction] = split_decimals(*whole < 0 ? -*whole : *whole, format);
    std::string text = *whole < 0 ? "-" + digits : digits;
    return fraction.empty() ? text : text + "." + fraction;
}

std::string format_unrounded(const base::Rational& base_value, Dimension dimension) {
    constexpr int decimals_max = 6;
    NumberFormat format;
    format.unit = dimension == Dimension::money ? "kr" : base_unit(dimension).id;
    format.decimals = dimension == Dimension::money ? 2 : 0;
    format.shown_unit = ShownUnit::yes;
    Figure figure;
    figure.value = base_value;
    figure.dimension = dimension;
    auto scaled = in_unit(base_value, *find_measure_unit(format.unit));
    for (int decimals = 0; scaled.ok() && decimals <= decimals_max; ++decimals) {
        if (scaled.value().denominator() == 1) {
            format.decimals = std::max(format.decimals, decimals);
            return format_figure(figure, format);
        }
        scaled = base::multiply(scaled.value(), base::Rational(10));
    }
    base::Rational magnitude = base::absolute(base_value);
    std::string_view printed = base_unit(dimension).printed;
    return (base_value.sign() < 0 ? minus_sign : "") + grouped(base::format_int128(magnitude.numerator())) + "/" +
           grouped(base::format_int128(magnitude.denominator())) + (printed.empty() ? "" : no_break_space + std::string(printed));
}

}  // namespace tertial::domain
