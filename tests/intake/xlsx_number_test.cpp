// Numbers of a sheet as exact text, and the days and times that they may be.
#include "intake/xlsx_number.hpp"

#include <gtest/gtest.h>

namespace tertial::intake {
namespace {

std::string decimal(std::string_view text) {
    auto number = read_sheet_number(text);
    if (!number) return "-";
    std::string decimal;
    append_decimal(*number, decimal);
    return decimal;
}

std::string day(std::string_view text, NumberShape shape, DateSystem system = DateSystem::from_1900) {
    auto number = read_sheet_number(text);
    std::string day;
    return number && append_day_or_time(*number, shape, system, day) ? day : "-";
}

TEST(SheetNumber, plain_numbers_stay_as_they_are) {
    for (const char* text : {"0", "7", "1234.5", "-1234.56", "0.05", "999999999999999", "-0.001", "1000000"}) EXPECT_EQ(decimal(text), text);
}

TEST(SheetNumber, zeros_that_say_nothing_are_left_out) {
    EXPECT_EQ(decimal("007"), "7");
    EXPECT_EQ(decimal("1.50"), "1.5");
    EXPECT_EQ(decimal("-0"), "0");
    EXPECT_EQ(decimal("-0.000"), "0");
    EXPECT_EQ(decimal("12."), "12");
    EXPECT_EQ(decimal(".5"), "0.5");
    EXPECT_EQ(decimal("+5"), "5");
}

TEST(SheetNumber, powers_of_ten_are_written_out) {
    EXPECT_EQ(decimal("1.2345E+6"), "1234500");
    EXPECT_EQ(decimal("1E-3"), "0.001");
    EXPECT_EQ(decimal("9.99E+15"), "9990000000000000");
    EXPECT_EQ(decimal("-1.5e-7"), "-0.00000015");
    EXPECT_EQ(decimal("0E+9999"), "0");
    EXPECT_EQ(decimal("1E+20"), "100000000000000000000");
    EXPECT_EQ(decimal("1.7976931348623157E+308").size(), 309u);
}

TEST(SheetNumber, the_noise_of_a_binary_number_is_rounded_away) {
    EXPECT_EQ(decimal("0.30000000000000004"), "0.3");
    EXPECT_EQ(decimal("1234.5600000000001"), "1234.56");
    EXPECT_EQ(decimal("1234.5599999999999"), "1234.56");
    EXPECT_EQ(decimal("-0.99999999999999994"), "-1");
    EXPECT_EQ(decimal("9999999999999999"), "10000000000000000");
    EXPECT_EQ(decimal("123456789012345678"), "123456789012346000");
    // The sixteenth digit decides, half away from zero.
    EXPECT_EQ(decimal("1.000000000000005"), "1.00000000000001");
    EXPECT_EQ(decimal("1.000000000000004999"), "1");
    EXPECT_EQ(decimal("-1.000000000000005"), "-1.00000000000001");
}

TEST(SheetNumber, what_is_no_number_is_refused) {
    for (const char* text :
         {"", "-", ".", "abc", "1,5", "1.2.3", "1E", "1E+", "E5", "1E12345", "1E+401", "1E-500", "INF", "NaN", "0x10", "1 000", " 1", "--1"}) {
        EXPECT_EQ(decimal(text), "-") << text;
    }
}

TEST(SheetDay, the_system_from_1900_has_a_day_that_never_was) {
    EXPECT_EQ(day("1", NumberShape::date), "1900-01-01");
    EXPECT_EQ(day("59", NumberShape::date), "1900-02-28");
    EXPECT_EQ(day("60", NumberShape::date), "-");
    EXPECT_EQ(day("61", NumberShape::date), "1900-03-01");
    EXPECT_EQ(day("46142", NumberShape::date), "2026-04-30");
    EXPECT_EQ(day("2958465", NumberShape::date), "9999-12-31");
    EXPECT_EQ(day("2958466", NumberShape::date), "-");
    EXPECT_EQ(day("1E+300", NumberShape::date), "-");
    EXPECT_EQ(day("0", NumberShape::date), "-");
    EXPECT_EQ(day("-1", NumberShape::date), "-");
}

TEST(SheetDay, the_system_from_1904_begins_with_a_day_zero) {
    EXPECT_EQ(day("0", NumberShape::date, DateSystem::from_1904), "1904-01-01");
    EXPECT_EQ(day("60", NumberShape::date, DateSystem::from_1904), "1904-03-01");
    EXPECT_EQ(day("44680", NumberShape::date, DateSystem::from_1904), "2026-04-30");
    EXPECT_EQ(day("2957003", NumberShape::date, DateSystem::from_1904), "9999-12-31");
    EXPECT_EQ(day("2957004", NumberShape::date, DateSystem::from_1904), "-");
}

TEST(SheetDay, seconds_are_rounded) {
    EXPECT_EQ(day("46142.572916666664", NumberShape::date_time), "2026-04-30T13:45:00");
    EXPECT_EQ(day("46142.57291666667", NumberShape::date), "2026-04-30T13:45:00");
    EXPECT_EQ(day("46142", NumberShape::date_time), "2026-04-30T00:00:00");
    EXPECT_EQ(day("46142.999999", NumberShape::date_time), "2026-05-01T00:00:00");
    EXPECT_EQ(day("46142.00001157407", NumberShape::date_time), "2026-04-30T00:00:01");
    EXPECT_EQ(day("1.1574074074074E-5", NumberShape::time), "00:00:01");
}

TEST(SheetDay, a_time_without_a_day_is_a_time) {
    EXPECT_EQ(day("0.5729166666666666", NumberShape::time), "13:45:00");
    EXPECT_EQ(day("0", NumberShape::time), "00:00:00");
    EXPECT_EQ(day("46142.5", NumberShape::time), "2026-04-30T12:00:00");
    EXPECT_EQ(day("1.1458333333333333", NumberShape::elapsed), "27:30:00");
    EXPECT_EQ(day("-0.5", NumberShape::elapsed), "-");
}

TEST(SheetFormat, built_in_numbers_have_a_shape) {
    EXPECT_EQ(built_in_shape(0), NumberShape::plain);
    EXPECT_EQ(built_in_shape(4), NumberShape::plain);
    EXPECT_EQ(built_in_shape(49), NumberShape::plain);
    for (int id : {14, 17, 27, 36, 50, 58}) EXPECT_EQ(built_in_shape(id), NumberShape::date) << id;
    for (int id : {18, 21, 45, 47}) EXPECT_EQ(built_in_shape(id), NumberShape::time) << id;
    EXPECT_EQ(built_in_shape(22), NumberShape::date_time);
    EXPECT_EQ(built_in_shape(46), NumberShape::elapsed);
}

TEST(SheetFormat, letters_of_days_and_times_count_outside_quotes_brackets_and_escapes) {
    const std::pair<const char*, NumberShape> cases[] = {
        {"General", NumberShape::plain},
        {"0.00", NumberShape::plain},
        {"#,##0.00\\ [$kr-41D]", NumberShape::plain},
        {"#,##0 \"dagar\"", NumberShape::plain},
        {"0\\ \\d", NumberShape::plain},
        {"[Red]-0;[Blue]0", NumberShape::plain},
        {"_-* #,##0_-", NumberShape::plain},
        {"\"mdy", NumberShape::plain},
        {"yyyy\\-mm\\-dd", NumberShape::date},
        {"[$-41D]d mmmm yyyy;@", NumberShape::date},
        {"MMM-YY", NumberShape::date},
        {"mm", NumberShape::date},
        {"yyyy-mm-dd hh:mm", NumberShape::date_time},
        {"mmm hh", NumberShape::date_time},
        {"hh:mm:ss", NumberShape::time},
        {"h:mm AM/PM", NumberShape::time},
        {"mm:ss.0", NumberShape::time},
        {"[h]:mm", NumberShape::elapsed},
        {"[mm]:ss", NumberShape::elapsed},
    };
    for (const auto& [code, shape] : cases) EXPECT_EQ(shape_of_format(code), shape) << code;
}

}  // namespace
}  // namespace tertial::intake
