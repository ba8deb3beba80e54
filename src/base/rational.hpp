// Exact numbers: a rational of two 128-bit integers, always in lowest terms with a positive denominator.
// Every operation reports overflow as an issue; nothing is ever rounded here except by `rounded`, which the formatter uses.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace tertial::base {

__extension__ using Int128 = __int128;

[[nodiscard]] std::string format_int128(Int128 value);
[[nodiscard]] std::optional<Int128> parse_int128(std::string_view text);

/// Invariant: denominator_ > 0 and gcd(numerator_, denominator_) = 1.
class Rational {
public:
    Rational() = default;
    Rational(std::int64_t whole) : numerator_(whole) {}  // an integer is a rational

    static Rational of(Int128 whole);
    /// Issue `division_by_zero` if the denominator is zero.
    static Result<Rational> create(Int128 numerator, Int128 denominator);

    [[nodiscard]] Int128 numerator() const { return numerator_; }
    [[nodiscard]] Int128 denominator() const { return denominator_; }
    [[nodiscard]] bool is_zero() const { return numerator_ == 0; }
    [[nodiscard]] int sign() const { return (numerator_ > 0) - (numerator_ < 0); }

    friend bool operator==(const Rational&, const Rational&) = default;

private:
    Int128 numerator_ = 0;
    Int128 denominator_ = 1;
};

Result<Rational> add(const Rational& a, const Rational& b);
Result<Rational> subtract(const Rational& a, const Rational& b);
Result<Rational> multiply(const Rational& a, const Rational& b);
Result<Rational> divide(const Rational& a, const Rational& b);
[[nodiscard]] Rational negate(const Rational& a);
[[nodiscard]] Rational absolute(const Rational& a);
/// -1, 0 or 1. Exact: compares by continued fractions, so it cannot overflow.
[[nodiscard]] int compare(const Rational& a, const Rational& b);

/// value × 10^decimals, rounded half away from zero to an integer. The one place where a number is rounded.
Result<Int128> rounded(const Rational& value, int decimals);

/// "3", "-7/2": exact text, for JSON, tests and caches; `parse_rational` reads it and plain decimals ("12.50") back.
[[nodiscard]] std::string format_exact(const Rational& value);
[[nodiscard]] std::optional<Rational> parse_rational(std::string_view text);

}  // namespace tertial::base
