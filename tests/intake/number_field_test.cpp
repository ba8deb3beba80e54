// Numbers: exact or refused. Cases are data; the property is that what is formatted is read back.
#include "intake/number_field.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace tertial::intake {
namespace {

std::string check(std::string_view text, char mark, int scale) {
    ParsedNumber number = parse_number(text, mark, scale);
    if (number.fault == NumberFault::not_readable) return "not readable";
    return number.fault == NumberFault::out_of_range ? "out of range" : std::to_string(number.value);
}

struct Case {
    const char* text;
    char mark;
    int scale;
    const char* expected;
};

TEST(NumberField, is_exact_or_refused) {
    const Case cases[] = {
        {"0", ',', 2, "0"},
        {"-0,00", ',', 2, "0"},
        {"1,5", ',', 2, "150"},
        {"1234,56", ',', 2, "123456"},
        {"-1234,56", ',', 2, "-123456"},
        {"−1 234,56", ',', 2, "-123456"},
        {"–7", ',', 2, "-700"},
        {"1 234 567,8", ',', 2, "123456780"},
        {"1\u00a0234", ',', 2, "123400"},
        {"1\u202f234", ',', 2, "123400"},
        {"1\u2009234", ',', 2, "123400"},
        {"1234.5", '.', 2, "123450"},
        {"12", ',', 0, "12"},
        {"7,7", ',', 1, "77"},
        {"0042", ',', 0, "42"},
        {"7,777", ',', 2, "not readable"},
        {"1,230", ',', 2, "not readable"},
        {"1234.56", ',', 2, "not readable"},
        {"1,2,3", ',', 2, "not readable"},
        {"12 34", ',', 2, "not readable"},
        {"1234 567", ',', 2, "not readable"},
        {"1  234", ',', 2, "not readable"},
        {" 234", ',', 2, "not readable"},
        {"1 234 ", ',', 2, "not readable"},
        {",50", ',', 2, "not readable"},
        {"5,", ',', 2, "not readable"},
        {"-", ',', 2, "not readable"},
        {"--5", ',', 2, "not readable"},
        {"-−5", ',', 2, "not readable"},
        {"5-", ',', 2, "not readable"},
        {"1e3", ',', 2, "not readable"},
        {"12 kr", ',', 2, "not readable"},
        {"1,2 3", ',', 2, "not readable"},
        {"12,0", ',', 0, "not readable"},
        {"#REF!", ',', 2, "not readable"},
        {"9999999999999999,99", ',', 2, "999999999999999999"},
        {"99999999999999999,00", ',', 2, "out of range"},
        {"123456789012345678901234567890", ',', 0, "out of range"},
        {"1 000 000 000 000 000 000", ',', 0, "out of range"},
    };
    for (const Case& one : cases) EXPECT_EQ(check(one.text, one.mark, one.scale), one.expected) << one.text;
}

/// Swedish print of öre, with or without separators.
std::string format_ore(std::int64_t amount_ore, std::string_view separator, std::string_view minus) {
    std::string whole = std::to_string(std::abs(amount_ore) / 100);
    for (int at = static_cast<int>(whole.size()) - 3; at > 0; at -= 3) whole.insert(static_cast<std::size_t>(at), separator);
    std::string decimals = std::to_string(100 + std::abs(amount_ore) % 100).substr(1);
    return std::string(amount_ore < 0 ? minus : "") + whole + "," + decimals;
}

TEST(NumberField, formatted_money_is_read_back) {
    std::mt19937_64 random(1);
    for (int round = 0; round < 200000; ++round) {
        auto amount_ore = static_cast<std::int64_t>(random() >> (4 + random() % 60)) % 1'000'000'000'000'000'000 * (random() % 2 == 0 ? 1 : -1);
        for (std::string_view separator : {"", " ", "\u00a0", "\u202f"}) {
            for (std::string_view minus : {"-", "−"}) {
                std::string text = format_ore(amount_ore, separator, minus);
                ASSERT_EQ(check(text, ',', 2), std::to_string(amount_ore)) << text;
            }
        }
    }
}

}  // namespace
}  // namespace tertial::intake
