#include "domain/number_format.hpp"

#include <gtest/gtest.h>

namespace tertial::domain {
namespace {

constexpr const char* space = "\u00A0";

Figure figure(const std::string& exact, Dimension dimension) { return {"", "", base::parse_rational(exact), Absence::none, "", dimension}; }

std::string shown(const std::string& exact, Dimension dimension, NumberFormat format) { return format_figure(figure(exact, dimension), format); }

TEST(NumberFormat, money_is_shown_in_the_unit_that_is_asked_for) {
    EXPECT_EQ(shown("-130867912345", Dimension::money, {.unit = "tkr"}), std::string("−1") + space + "308" + space + "679");
    EXPECT_EQ(shown("130870000000", Dimension::money, {.unit = "mkr", .decimals = 1, .shown_unit = ShownUnit::yes}),
              std::string("1") + space + "308,7" + space + "mkr");
    EXPECT_EQ(shown("-3356400000", Dimension::money, {.unit = "tkr", .sign = ShownSign::magnitude}), std::string("33") + space + "564");
    EXPECT_EQ(shown("100000", Dimension::money, {.unit = "tkr", .sign = ShownSign::always}), "+1");
}

TEST(NumberFormat, never_a_negative_zero) {
    EXPECT_EQ(shown("-40000", Dimension::money, {.unit = "tkr"}), "0");
    EXPECT_EQ(shown("-1/3000", Dimension::share, {.unit = "percent", .decimals = 1}), "0,0");
}

TEST(NumberFormat, zero_is_shown_as_the_template_says) {
    EXPECT_EQ(shown("0", Dimension::money, {.unit = "tkr", .zero = ShownZero::dash}), "–");
    EXPECT_EQ(shown("0", Dimension::money, {.unit = "tkr", .zero = ShownZero::blank}), "");
    EXPECT_EQ(shown("40000", Dimension::money, {.unit = "tkr", .zero = ShownZero::dash}), "0") << "something small is not nothing";
}

TEST(NumberFormat, shares_decimals_and_durations) {
    EXPECT_EQ(shown("1/2", Dimension::share, {.unit = "percent", .decimals = 1, .trailing_zeros = TrailingZeros::drop}), "50");
    EXPECT_EQ(shown("637/1000", Dimension::share, {.unit = "percent", .decimals = 1, .trailing_zeros = TrailingZeros::drop}), "63,7");
    EXPECT_EQ(shown("-954/1000", Dimension::plain, {.unit = "per_hundred", .decimals = 1}), "−1,0");
    EXPECT_EQ(shown("1004", Dimension::duration, {.unit = "h:mm:ss"}), "0:16:44");
    EXPECT_EQ(shown("2007/2", Dimension::duration, {.unit = "h:mm:ss"}), "0:16:44");
}

TEST(NumberFormat, missing_prints_nothing) {
    Figure missing{"", "", std::nullopt, Absence::missing, "", Dimension::money};
    EXPECT_EQ(format_figure(missing, {.unit = "tkr"}), "");
    EXPECT_EQ(format_machine(missing, {.unit = "tkr"}), "");
}

}  // namespace
}  // namespace tertial::domain
