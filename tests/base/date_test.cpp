#include <gtest/gtest.h>

#include "base/period.hpp"
#include "base/text.hpp"

namespace tertial::base {
namespace {

TEST(Period, forms_read_and_print_back) {
    for (const char* text : {"2026-04", "2026-T1", "2026-T3", "2026-Q2", "2026-H2", "2026", "2026-04-ack", "2026-04-r12"}) {
        auto period = parse_period(text);
        ASSERT_TRUE(period.ok()) << text;
        EXPECT_EQ(format_period(period.value()), text);
    }
    for (const char* text : {"", "2026-13", "2026-T4", "2026-Q5", "2026-H3", "26-04", "2026-4", "2026-04-acc", "2026-t1", "2026-04-r12x"}) {
        EXPECT_FALSE(parse_period(text).ok()) << text;
    }
}

TEST(Period, covers_the_months_it_names) {
    Period rolling = parse_period("2026-04-r12").value();
    EXPECT_EQ(format_month(rolling.first), "2025-05");
    EXPECT_EQ(rolling.month_count(), 12);
    EXPECT_EQ(rolling.day_count(), 365);
    EXPECT_EQ(parse_period("2024-02").value().day_count(), 29);
    EXPECT_EQ(format_period(rolling.shifted_years(-1)), "2025-04-r12");
    EXPECT_EQ(format_period_words(rolling), "maj 2025–april 2026");
    EXPECT_EQ(format_period_words(parse_period("2026-T1").value()), "januari–april 2026");
    EXPECT_EQ(format_period_words(parse_period("2026-04").value()), "april 2026");
    EXPECT_EQ(format_period_words(parse_period("2026").value()), "2026");
}

TEST(Instant, a_duration_across_the_clock_change_is_right) {
    auto before = parse_instant("2026-03-29T01:50:00+01:00"), after = parse_instant("2026-03-29T03:10:00+02:00");
    ASSERT_TRUE(before && after);
    EXPECT_EQ(after->epoch_seconds - before->epoch_seconds, 20 * 60);
    EXPECT_EQ(format_date(parse_instant("2026-01-01T00:30:00+01:00")->local_date()), "2026-01-01");
    for (const char* text : {"2026-03-29", "2026-03-29T24:00:00Z", "2026-03-29T01:50", "2026-03-29T01:50:00+25:00", "2026-02-30T01:50:00Z"})
        EXPECT_FALSE(parse_instant(text)) << text;
}

TEST(Instant, a_swedish_clock_has_an_offset_and_an_hour_that_is_not_there) {
    const Date spring = *parse_date("2026-03-29");
    auto before = swedish_instant(spring, 7140), after = swedish_instant(spring, 10860);
    ASSERT_TRUE(before && after);
    EXPECT_EQ(before->epoch_seconds, 1774745940);
    EXPECT_EQ(before->offset_seconds, 3600);
    EXPECT_EQ(after->epoch_seconds - before->epoch_seconds, 120);
    EXPECT_FALSE(swedish_instant(spring, 9000)) << "skipped by the clock";
    EXPECT_FALSE(swedish_instant(*parse_date("2026-10-25"), 9000)) << "shown twice";
    EXPECT_FALSE(swedish_instant(*parse_date("1995-07-01"), 0)) << "the rule held from 1996";
}

TEST(Text, swedish_order) {
    EXPECT_TRUE(swedish_less("Zorn", "Åre"));
    EXPECT_TRUE(swedish_less("Åre", "Älvros"));
    EXPECT_TRUE(swedish_less("Älvros", "Östersund"));
    EXPECT_TRUE(swedish_less("berg", "Bräcke"));
    EXPECT_FALSE(swedish_less("Östersund", "Berg"));
}

TEST(Text, nearest_names) {
    EXPECT_EQ(did_you_mean("patient_fee", {"patient_fees", "sales", "grants"}), "menade du patient_fees?");
    EXPECT_EQ(did_you_mean("zzz", {"patient_fees"}), "");
}

}  // namespace
}  // namespace tertial::base
