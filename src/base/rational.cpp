#include "base/rational.hpp"

#include <algorithm>

namespace tertial::base {
namespace {

using Unsigned128 = unsigned __int128;
constexpr Int128 int128_max = static_cast<Int128>(~Unsigned128{0} >> 1);

Int128 magnitude(Int128 value) { return value < 0 ? -value : value; }

Int128 greatest_common_divisor(Int128 a, Int128 b) {
    a = magnitude(a);
    b = magnitude(b);
    while (b != 0) {
        Int128 rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

Issue overflow() {
    return make_issue("number_is_too_large", "talet blir för stort för att räknas exakt",
                      "kontrollera belopp och formel: ett så stort tal är nästan alltid ett fel i källan");
}

// Int128's lowest value has no positive twin; it is treated as overflow so that negation is always safe.
bool representable(Int128 value) { return value >= -int128_max; }

Result<Int128> multiply_whole(Int128 a, Int128 b) {
    Int128 product = 0;
    if (__builtin_mul_overflow(a, b, &product) || !representable(product)) return overflow();
    return product;
}

Result<Int128> add_whole(Int128 a, Int128 b) {
    Int128 sum = 0;
    if (__builtin_add_overflow(a, b, &sum) || !representable(sum)) return overflow();
    return sum;
}

Int128 floor_divide(Int128 a, Int128 b) {
    Int128 quotient = a / b;
    return (a % b != 0 && (a < 0) != (b < 0)) ? quotient - 1 : quotient;
}

}  // namespace

std::string format_int128(Int128 value) {
    if (value == 0) return "0";
    bool negative = value < 0;
    Unsigned128 rest = negative ? ~static_cast<Unsigned128>(value) + 1 : static_cast<Unsigned128>(value);
    std::string digits;
    while (rest != 0) {
        digits.push_back(static_cast<char>('0' + static_cast<int>(rest % 10)));
        rest /= 10;
    }
    if (negative) digits.push_back('-');
    std::reverse(digits.begin(), digits.end());
    return digits;
}

std::optional<Int128> parse_int128(std::string_view text) {
    bool negative = !text.empty() && text.front() == '-';
    if (negative) text.remove_prefix(1);
    if (text.empty()) return std::nullopt;
    Int128 value = 0;
    for (char digit : text) {
        if (digit < '0' || digit > '9') return std::nullopt;
        if (__builtin_mul_overflow(value, Int128{10}, &value)) return std::nullopt;
        if (__builtin_add_overflow(value, Int128{digit - '0'}, &value)) return std::nullopt;
    }
    return negative ? -value : value;
}

Rational Rational::of(Int128 whole) {
    assert(representable(whole));
    Rational value;
    value.numerator_ = whole;
    return value;
}

Result<Rational> Rational::create(Int128 numerator, Int128 denominator) {
    if (denominator == 0) return make_issue("division_by_zero", "nämnaren är noll");
    if (!representable(numerator) || !representable(denominator)) return overflow();
    if (denominator < 0) {
        numerator = -numerator;
        denominator = -denominator;
    }
    Int128 divisor = greatest_common_divisor(numerator, denominator);
    Rational value;
    value.numerator_ = numerator / divisor;
    value.denominator_ = denominator / divisor;
    return value;
}

Result<Rational> add(const Rational& a, const Rational& b) {
    // Reduce by the common part of the denominators first, so that sums of equal scales stay small.
    Int128 common = greatest_common_divisor(a.denominator(), b.denominator());
    Int128 left = TRY(multiply_whole(a.numerator(), b.denominator() / common));
    Int128 right = TRY(multiply_whole(b.numerator(), a.denominator() / common));
    return Rational::create(TRY(add_whole(left, right)), TRY(multiply_whole(a.denominator() / common, b.denominator())));
}

Result<Rational> subtract(const Rational& a, const Rational& b) { return add(a, negate(b)); }

Result<Rational> multiply(const Rational& a, const Rational& b) {
    Int128 first = greatest_common_divisor(a.numerator(), b.denominator());
    Int128 second = greatest_common_divisor(b.numerator(), a.denominator());
    if (first == 0) first = 1;
    if (second == 0) second = 1;
    return Rational::create(TRY(multiply_whole(a.numerator() / first, b.numerator() / second)),
                            TRY(multiply_whole(a.denominator() / second, b.denominator() / first)));
}

Result<Rational> divide(const Rational& a, const Rational& b) {
    if (b.is_zero()) return make_issue("division_by_zero", "nämnaren är noll");
    return multiply(a, TRY(Rational::create(b.denominator(), b.numerator())));
}

Rational negate(const Rational& a) {
    auto negated = Rational::create(-a.numerator(), a.denominator());
    assert(negated.ok());
    return negated.value();
}

Rational absolute(const Rational& a) { return a.sign() < 0 ? negate(a) : a; }

int compare(const Rational& a, const Rational& b) {
    Int128 a_numerator = a.numerator(), a_denominator = a.denominator();
    Int128 b_numerator = b.numerator(), b_denominator = b.denominator();
    int direction = 1;
    while (true) {
        Int128 a_whole = floor_divide(a_numerator, a_denominator);
        Int128 b_whole = floor_divide(b_numerator, b_denominator);
        if (a_whole != b_whole) return a_whole < b_whole ? -direction : direction;
        Int128 a_rest = a_numerator - a_whole * a_denominator;
        Int128 b_rest = b_numerator - b_whole * b_denominator;
        if (a_rest == 0 || b_rest == 0) {
            if (a_rest == b_rest) return 0;
            return a_rest == 0 ? -direction : direction;
        }
        // a_rest/a_denominator < b_rest/b_denominator exactly when the inverses compare the other way.
        a_numerator = a_denominator;
        a_denominator = a_rest;
        b_numerator = b_denominator;
        b_denominator = b_rest;
        direction = -direction;
    }
}

Result<Int128> rounded(const Rational& value, int decimals) {
    Int128 scale = 1;
    for (int step = 0; step < decimals; ++step) scale = TRY(multiply_whole(scale, 10));
    Rational scaled = TRY(multiply(value, Rational::of(scale)));
    Int128 whole = magnitude(scaled.numerator()) / scaled.denominator();
    Int128 rest = magnitude(scaled.numerator()) % scaled.denominator();
    if (rest >= scaled.denominator() - rest) ++whole;
    return scaled.sign() < 0 ? -whole : whole;
}

std::string format_exact(const Rational& value) {
    std::string text = format_int128(value.numerator());
    if (value.denominator() != 1) text += "/" + format_int128(value.denominator());
    return text;
}

std::optional<Rational> parse_rational(std::string_view text) {
    if (auto slash = text.find('/'); slash != std::string_view::npos) {
        auto numerator = parse_int128(text.substr(0, slash));
        auto denominator = parse_int128(text.substr(slash + 1));
        if (!numerator || !denominator || *denominator == 0) return std::nullopt;
        auto value = Rational::create(*numerator, *denominator);
        return value.ok() ? std::optional(value.value()) : std::nullopt;
    }
    auto point = text.find('.');
    if (point == std::string_view::npos) {
        auto whole = parse_int128(text);
        return whole && representable(*whole) ? std::optional(Rational::of(*whole)) : std::nullopt;
    }
    std::string digits(text.substr(0, point));
    std::string_view decimals = text.substr(point + 1);
    if (digits.empty() || digits == "-" || decimals.empty() || decimals.front() == '-') return std::nullopt;
    digits += decimals;
    auto numerator = parse_int128(digits);
    Int128 denominator = 1;
    for (std::size_t step = 0; step < decimals.size(); ++step) {
        if (__builtin_mul_overflow(denominator, Int128{10}, &denominator)) return std::nullopt;
    }
    if (!numerator) return std::nullopt;
    auto value = Rational::create(*numerator, denominator);
    return value.ok() ? std::optional(value.value()) : std::nullopt;
}

}  // namespace tertial::base
