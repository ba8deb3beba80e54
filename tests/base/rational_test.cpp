#include "base/rational.hpp"

#include <gtest/gtest.h>

namespace tertial::base {
namespace {

Rational fraction(std::int64_t numerator, std::int64_t denominator) { return Rational::create(numerator, denominator).value(); }

TEST(Rational, arithmetic_is_exact_and_in_lowest_terms) {
    EXPECT_EQ(add(fraction(1, 3), fraction(1, 6)).value(), fraction(1, 2));
    EXPECT_EQ(subtract(fraction(1, 2), fraction(1, 2)).value(), Rational(0));
    EXPECT_EQ(multiply(fraction(-2, 3), fraction(3, 4)).value(), fraction(-1, 2));
    EXPECT_EQ(divide(fraction(1, 2), fraction(-1, 4)).value(), Rational(-2));
    EXPECT_EQ(format_exact(fraction(10, -4)), "-5/2");
}

TEST(Rational, overflow_is_an_issue_and_never_a_wrong_number) {
    Rational large = Rational::of(Int128{1} << 120);
    EXPECT_EQ(multiply(large, large).issues()[0].code, "number_is_too_large");
    EXPECT_EQ(add(Rational::of((Int128{1} << 126) + ((Int128{1} << 126) - 1)), Rational(1)).issues()[0].code, "number_is_too_large");
    EXPECT_EQ(divide(Rational(1), Rational(0)).issues()[0].code, "division_by_zero");
}

TEST(Rational, comparison_cannot_overflow) {
    Rational a = Rational::create((Int128{1} << 126) - 1, (Int128{1} << 126) - 3).value();
    Rational b = Rational::create((Int128{1} << 126) - 5, (Int128{1} << 126) - 7).value();
    EXPECT_EQ(compare(a, b), -1);
    EXPECT_EQ(compare(b, a), 1);
    EXPECT_EQ(compare(a, a), 0);
    EXPECT_EQ(compare(fraction(-1, 2), fraction(-1, 3)), -1);
    EXPECT_EQ(compare(fraction(-1, 2), Rational(0)), -1);
    for (std::int64_t p = -12; p <= 12; ++p) {
        for (std::int64_t q = -12; q <= 12; ++q) {
            for (std::int64_t r = 1; r <= 5; ++r) {
                int expected = (p * 3 > q * r) - (p * 3 < q * r);
                EXPECT_EQ(compare(fraction(p, r), fraction(q, 3)), expected) << p << "/" << r << " " << q << "/3";
            }
        }
    }
}

TEST(Rational, rounding_is_half_away_from_zero) {
    EXPECT_EQ(rounded(fraction(1, 2), 0).value(), 1);
    EXPECT_EQ(rounded(fraction(-1, 2), 0).value(), -1);
    EXPECT_EQ(rounded(fraction(49, 100), 0).value(), 0);
    EXPECT_EQ(rounded(fraction(-245, 100), 1).value(), -25);
    EXPECT_EQ(rounded(fraction(2449, 1000), 1).value(), 24);
}

TEST(Rational, text_reads_back) {
    for (const char* text : {"0", "-7/2", "170141183460469231731687303715884105727"}) EXPECT_EQ(format_exact(*parse_rational(text)), text);
    EXPECT_EQ(*parse_rational("12.50"), fraction(25, 2));
    for (const char* text : {"", "-", "1/0", "1.", ".5", "1e3", "--1", "1/-", "1.-5"}) EXPECT_FALSE(parse_rational(text)) << text;
}

}  // namespace
}  // namespace tertial::base
