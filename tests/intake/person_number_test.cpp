// Person numbers are found in whatever form; other digits are left alone. All numbers here are the tax agency's published
// test numbers or made up around them; reserve numbers are the examples of Inera's descriptions.
#include "intake/person_number.hpp"

#include <gtest/gtest.h>

#include <random>

namespace tertial::intake {
namespace {

TEST(PersonNumber, is_found_in_every_form) {
    for (const char* text : {"8112189876", "811218-9876", "811218+9876", "198112189876", "19811218-9876", "avser 811218-9876, kvartal 2", "8112789873",
                             "811278-9873", "nr:8112189876.", "2026 faktura 811218-9876", "19811218 9876", "19811218\u00A09876", "811218\u20139876",
                             "811218\u20119876", "19811218\u22129876", "Personnummer8112189876"}) {
        EXPECT_TRUE(contains_person_number(text)) << text;
    }
}

TEST(PersonNumber, other_digits_are_left_alone) {
    for (const char* text : {"", "811218", "811218-9877", "8113189876", "811232-9876", "81121898761", "1811218-9876", "811218-98765", "178112189876",
                             "V2601000123", "2026-04-30", "556677-8899", "811218 9876", "Läkemedel rekvisition april", "120000000001234567890", "20260430 1530",
                             "20811218 1236", "f3a8112189876bc0ffee0123456789abcdef"}) {
        EXPECT_FALSE(contains_person_number(text)) << text;
    }
}

TEST(PersonNumber, reserve_numbers_are_found) {
    for (const char* text : {"22950606FH20", "22950606-FH20", "25780404KHD5", "00342145BZ31", "00749852BZK0", "991981000010", "991945000023", "991993000032",
                             "99198100-0010", "19810829M071", "19450829K088", "19930829X802", "19810829SU3A", "19450829SF2B", "19930829SX0C", "198108320014",
                             "avser 19810829-M071.", "(22950606FH20)"}) {
        EXPECT_TRUE(contains_person_number(text)) << text;
    }
}

TEST(PersonNumber, what_only_resembles_a_reserve_number_is_left_alone) {
    for (const char* text : {"22950606FH21",  "22951306FH20", "24950606FH20", "21950606FH20", "22950606FO20", "22950606FH2",  "22950606FH201", "22950606fh20",
                             "A22950606FH20", "991981000011", "992300000017", "19810829M072", "19810829M051", "19810829X072", "19811329M071",  "19810829SA3A",
                             "19810829SU3V",  "12345678TA0A", "19810829AB12", "20260430LB01", "198108320015", "198113320014"}) {
        EXPECT_FALSE(contains_person_number(text)) << text;
    }
}

/// Of `count` texts, how many hold what looks like a number.
template <typename MakeText>
int found_among(int count, MakeText make_text) {
    int found = 0;
    for (int index = 0; index < count; ++index) found += contains_person_number(make_text(index)) ? 1 : 0;
    return found;
}

TEST(PersonNumber, ordinary_numbers_are_not_taken_for_one) {
    std::mt19937 random(20260430);
    auto digits = [&](std::size_t size) {
        std::string text;
        while (text.size() < size) text += static_cast<char>('0' + random() % 10);
        return text;
    };
    auto hex = [&](std::size_t size) {
        std::string text;
        while (text.size() < size) text += "0123456789abcdef"[random() % 16];
        return text;
    };
    EXPECT_EQ(found_among(100'000, [&](int) { return digits(4) + ";" + digits(5) + ";" + digits(8) + "," + digits(2); }), 0) << "accounts and amounts";
    EXPECT_EQ(found_among(100'000, [&](int index) { return "V2604" + digits(2) + std::to_string(100'000 + index); }), 0) << "vouchers";
    EXPECT_EQ(found_among(100'000, [&](int) { return "2026-04-" + digits(2) + "T" + digits(2) + ":" + digits(2) + " K" + digits(9); }), 0) << "times, contacts";
    EXPECT_EQ(found_among(100'000, [&](int) { return hex(64); }), 0) << "hashes";
    EXPECT_EQ(found_among(100'000, [&](int) { return hex(8) + "-" + hex(4) + "-" + hex(4) + "-" + hex(4) + "-" + hex(12); }), 0) << "UUIDs";
    EXPECT_EQ(found_among(100'000, [&](int) { return digits(8) + static_cast<char>('A' + random() % 26) + digits(3); }), 0) << "articles";
}

TEST(PersonNumber, one_number_has_one_spelling) {
    base::Date last_day = *base::parse_date("2026-04-30");
    for (const char* text : {"8112189876", "811218-9876", " 811218 9876", "198112189876", "19811218-9876", "19811218\u20139876", "19811218 9876"}) {
        EXPECT_EQ(spelt_person_name(text, last_day).text, "198112189876") << text;
        EXPECT_TRUE(spelt_person_name(text, last_day).is_known_form) << text;
    }
    const std::pair<const char*, const char*> others[] = {
        {"811218+9876", "188112189876"},  {"260430-1234", "202604301234"},   {"260501-1234", "192605011234"},  {"260501+1234", "192605011234"},
        {"811278-9873", "198112789873"},  {"22950606-FH20", "22950606FH20"}, {"19810829m071", "19810829M071"}, {"99198100-0010", "991981000010"},
        {"198108320014", "198108320014"}, {"811218-9870", "198112189870"},
    };
    for (const auto& [text, spelt] : others) {
        EXPECT_EQ(spelt_person_name(text, last_day).text, spelt) << text;
        EXPECT_TRUE(spelt_person_name(text, last_day).is_known_form) << text;
    }
}

TEST(PersonNumber, what_has_no_known_form_keeps_its_own) {
    base::Date last_day = *base::parse_date("2026-04-30");
    const std::pair<const char*, const char*> others[] = {{" P-123 ", "P-123"}, {"", ""}, {"813218-9876", "813218-9876"}, {"19810829-ab12", "19810829AB12"}};
    for (const auto& [text, spelt] : others) {
        EXPECT_EQ(spelt_person_name(text, last_day).text, spelt) << text;
        EXPECT_FALSE(spelt_person_name(text, last_day).is_known_form) << text;
    }
}

}  // namespace
}  // namespace tertial::intake
