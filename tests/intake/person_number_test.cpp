// Person numbers are found in whatever form; other digits are left alone. All numbers here are the tax agency's published
// test numbers or made up around them.
#include "intake/person_number.hpp"

#include <gtest/gtest.h>

namespace tertial::intake {
namespace {

TEST(PersonNumber, is_found_in_every_form) {
    for (const char* text : {"8112189876", "811218-9876", "811218+9876", "198112189876", "19811218-9876", "avser 811218-9876, kvartal 2", "8112789873",
                             "811278-9873", "nr:8112189876.", "2026 faktura 811218-9876"}) {
        EXPECT_TRUE(contains_person_number(text)) << text;
    }
}

TEST(PersonNumber, other_digits_are_left_alone) {
    for (const char* text : {"", "811218", "811218-9877", "8113189876", "811232-9876", "81121898761", "1811218-9876", "811218-98765", "178112189876",
                             "V2601000123", "2026-04-30", "556677-8899", "811218 9876", "Läkemedel rekvisition april", "120000000001234567890"}) {
        EXPECT_FALSE(contains_person_number(text)) << text;
    }
}

}  // namespace
}  // namespace tertial::intake
