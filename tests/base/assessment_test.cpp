#include "domain/assessment.hpp"

#include <gtest/gtest.h>

namespace tertial::domain {
namespace {

std::string level_of(const std::string& outcome, Comparison comparison, const std::string& target, const std::string& tolerance = "1/5") {
    std::optional<base::Rational> value;
    if (!outcome.empty()) value = base::parse_rational(outcome);
    auto level = assess(value, {comparison, *base::parse_rational(target), *base::parse_rational(tolerance)});
    return level.ok() ? std::string(level_id(level.value())) : base::format_issues(level.issues());
}

TEST(Assessment, a_target_that_is_met_is_green_at_its_limit_too) {
    EXPECT_EQ(level_of("5", Comparison::max, "5"), "green");
    EXPECT_EQ(level_of("5", Comparison::min, "5"), "green");
    EXPECT_EQ(level_of("5", Comparison::equals, "5"), "green");
    EXPECT_EQ(level_of("9.99", Comparison::shorter_than, "10"), "green");
}

TEST(Assessment, shorter_than_is_not_met_by_its_limit) { EXPECT_EQ(level_of("10", Comparison::shorter_than, "10"), "yellow"); }

TEST(Assessment, a_miss_is_yellow_up_to_the_tolerance_and_red_beyond) {
    EXPECT_EQ(level_of("6", Comparison::max, "5"), "yellow");
    EXPECT_EQ(level_of("6.0001", Comparison::max, "5"), "red");
    EXPECT_EQ(level_of("60", Comparison::min, "75"), "yellow");
    EXPECT_EQ(level_of("59.999", Comparison::min, "75"), "red");
    EXPECT_EQ(level_of("4", Comparison::equals, "5"), "yellow");
    EXPECT_EQ(level_of("6", Comparison::max, "5", "1/10"), "red");
}

TEST(Assessment, the_tolerance_of_a_negative_target_is_a_share_of_its_size) {
    EXPECT_EQ(level_of("-5.6", Comparison::max, "-7"), "yellow");
    EXPECT_EQ(level_of("-5.5", Comparison::max, "-7"), "red");
    EXPECT_EQ(level_of("2.6", Comparison::max, "-7"), "red");
}

TEST(Assessment, a_zero_target_has_no_tolerance) {
    EXPECT_EQ(level_of("0", Comparison::max, "0"), "green");
    EXPECT_EQ(level_of("0.0001", Comparison::max, "0"), "red");
}

TEST(Assessment, no_outcome_is_not_assessed_and_never_red) { EXPECT_EQ(level_of("", Comparison::max, "0"), "not_assessed"); }

TEST(Assessment, every_level_has_a_mark_of_its_own) {
    for (Level level : all_levels) {
        EXPECT_EQ(find_level(level_id(level)), level);
        for (Level other : all_levels) {
            if (level == other) continue;
            EXPECT_NE(level_mark(level), level_mark(other));
            EXPECT_NE(level_words(level), level_words(other));
        }
    }
    EXPECT_FALSE(find_level("amber"));
}

}  // namespace
}  // namespace tertial::domain
