// Fields that are written out again, for programs and for people with a spreadsheet.
#include "base/csv.hpp"

#include <gtest/gtest.h>

namespace tertial::base {
namespace {

TEST(HarmlessCsvField, text_that_begins_as_a_formula_gets_an_apostrophe) {
    const std::pair<const char*, const char*> cases[] = {
        {"=1+1", "'=1+1"}, {"+46701234567x", "'+46701234567x"}, {"-1+cmd", "'-1+cmd"}, {"@SUM(A1)", "'@SUM(A1)"}, {"\tx", "'\tx"}, {"=A1;B", "\"'=A1;B\""},
    };
    for (const auto& [field, expected] : cases) EXPECT_EQ(format_harmless_csv_field(field, ';'), expected);
}

TEST(HarmlessCsvField, numbers_and_other_texts_stay_as_they_are) {
    for (const char* field : {"-12,50", "+3", "1 234.5", "Lön", "a=b", "", "−12"}) EXPECT_EQ(format_harmless_csv_field(field, ';'), field);
    EXPECT_EQ(format_harmless_csv_field("-", ';'), "'-") << "a sign alone is no number";
    EXPECT_EQ(format_harmless_csv_field("a;\"b\"", ';'), "\"a;\"\"b\"\"\"");
}

}  // namespace
}  // namespace tertial::base
