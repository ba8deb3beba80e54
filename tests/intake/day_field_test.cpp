// Days are read as the calendar library reads them, valid and invalid alike.
#include "intake/day_field.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <random>
#include <string>

#include "base/date.hpp"

namespace tertial::intake {
namespace {

std::string text_of(const char* form, int a, int b, int c = 0) {
    char text[64];
    std::snprintf(text, sizeof text, form, a, b, c);
    return text;
}

TEST(DayField, every_day_agrees_with_the_calendar) {
    for (int year : {0, 1, 4, 99, 100, 400, 1582, 1600, 1899, 1900, 1969, 1970, 1972, 2000, 2023, 2024, 2026, 2100, 9999}) {
        for (int month = 0; month <= 13; ++month) {
            for (int day = 0; day <= 32; ++day) {
                std::string text = text_of("%04d-%02d-%02d", year, month, day);
                auto expected = base::parse_date(text);
                ASSERT_EQ(parse_day(text), expected ? expected->day_count : no_day) << text;
                if (expected) {
                    ASSERT_EQ(year_month_of_day(expected->day_count), year * 100 + month) << text;
                }
            }
        }
    }
}

TEST(DayField, noise_agrees_with_the_calendar) {
    std::mt19937 random(2);
    const std::string letters = "0123456789-/ :x";
    for (int round = 0; round < 300000; ++round) {
        std::string text = "2026-04-30";
        for (int change = 0; change < 2; ++change) text[random() % 10] = letters[random() % letters.size()];
        auto day = base::parse_date(text);
        ASSERT_EQ(parse_day(text), day ? day->day_count : no_day) << text;
        auto month = base::parse_month(text.substr(0, 7));
        ASSERT_EQ(parse_year_month(text.substr(0, 7)), month ? month->year() * 100 + month->month() : 0) << text;
    }
}

}  // namespace
}  // namespace tertial::intake
