// The formatter: the only place in Tertial where a number is rounded and becomes text.
// Half away from zero; Swedish signs: decimal comma, no-break space between thousands, U+2212 as minus, never −0.
#pragma once

#include <string>

#include "domain/figure.hpp"

namespace tertial::domain {

enum class TrailingZeros { keep, drop };
enum class ShownSign { as_is, magnitude, always };
enum class ShownUnit { no, yes };
enum class ShownZero { zero, dash, blank };

struct NumberFormat {
    std::string unit = "plain";  ///< a measure unit's id; must be of the figure's dimension
    int decimals = 0;
    TrailingZeros trailing_zeros = TrailingZeros::keep;
    ShownSign sign = ShownSign::as_is;
    ShownUnit shown_unit = ShownUnit::no;
    ShownZero zero = ShownZero::zero;

    friend bool operator==(const NumberFormat&, const NumberFormat&) = default;
};

/// The text of a figure, empty for one without value. Asserts that the unit fits the figure's dimension. `forced_whole` is value ×
/// 10^decimals as it must be shown, where a table lets its shown shares sum to a hundred.
[[nodiscard]] std::string format_figure(const Figure& figure, const NumberFormat& format, std::optional<base::Int128> forced_whole = {});

/// value × 10^decimals in the format's unit, rounded: what the eye adds up in a table. Nothing without value.
[[nodiscard]] std::optional<base::Int128> shown_whole(const Figure& figure, const NumberFormat& format);

/// The whole value, unrounded, as a person reads it: "1 308 679 206,87 kr", "12 345", "1 234,5 sekunder", or a fraction
/// "29/1 000" where no decimals would end.
[[nodiscard]] std::string format_unrounded(const base::Rational& base_value, Dimension dimension);

/// A spreadsheet's and a chart's number: decimal point, ASCII minus, rounded as `format` says.
[[nodiscard]] std::string format_machine(const Figure& figure, const NumberFormat& format);

}  // namespace tertial::domain
