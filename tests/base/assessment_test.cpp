#include "domain/assessment.hpp"

#include <gtest/gtest.h>

namespace tertial::domain {
namespace {

std::string level_of(const std::string& outcome, Comparison comparison, const std::string& target, const std::string& tolerance = "1/5") {
    std::optional<base::Rational> value;
    if (!outcome.empty()) value = base::parse_rational(outcome);
    auto level = assess(value, std::nullopt, {comparison, *base::parse_rational(target), *base::parse_rational(tolerance)}, three_colours());
    return level.ok() ? level.value() : base::format_issues(level.issues());
}

TEST(Assessment, a_target_that_is_met_is_green_at_its_limit_too) {
    EXPECT_EQ(level_of("5", Comparison::max, "5"), "green");
    EXPECT_EQ(level_of("5", Comparison::min, "5"), "green");
    EXPECT_EQ(level_of("5", Comparison::equals, "5"), "green");
    EXPECT_EQ(level_of("9.99", Comparison::shorter_than, "10"), "green");
}

TEST(Assessment, shorter_than_is_not_met_by_its_limit) { EXPECT_EQ(level_of("10", Comparison::shorter_than, "10"), "yellow"); }

TEST(Assessment, below_reference_is_not_met_by_as_much) { EXPECT_EQ(level_of("0.101", Comparison::below_reference, "0.101"), "yellow"); }

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

TEST(Assessment, every_tone_has_a_mark_of_its_own) {
    const std::vector<Tone> tones = {Tone::good, Tone::nearly, Tone::fair, Tone::poor, Tone::bad, Tone::none};
    for (Tone tone : tones) {
        EXPECT_EQ(find_tone(tone_id(tone)), tone);
        for (Tone other : tones) EXPECT_EQ(tone_mark(tone) == tone_mark(other), tone == other);
    }
    EXPECT_FALSE(find_tone("amber"));
}

std::string fulfilment_of(const char* outcome, Comparison comparison, const char* target) {
    auto share = fulfilment(*base::parse_rational(outcome), {comparison, *base::parse_rational(target), {}});
    return share.ok() && share.value() ? base::format_exact(*share.value()) : "nothing";
}

TEST(Assessment, fulfilment_is_told_in_the_direction_that_is_good) {
    EXPECT_EQ(fulfilment_of("90", Comparison::min, "95"), "18/19");
    EXPECT_EQ(fulfilment_of("6", Comparison::max, "5"), "5/6");
    EXPECT_EQ(fulfilment_of("-17", Comparison::min, "-15.8"), "79/85") << "of two debts the smaller is the better";
    EXPECT_EQ(fulfilment_of("-5", Comparison::max, "-7"), "5/7");
    EXPECT_EQ(fulfilment_of("4", Comparison::equals, "5"), "4/5");
    EXPECT_EQ(fulfilment_of("6", Comparison::equals, "5"), "5/6");
    EXPECT_EQ(fulfilment_of("4", Comparison::max, "5"), "1") << "more than met is met";
    EXPECT_EQ(fulfilment_of("2.6", Comparison::max, "-7"), "nothing");
    EXPECT_EQ(fulfilment_of("0", Comparison::min, "5"), "nothing");
    EXPECT_EQ(fulfilment_of("1", Comparison::max, "0"), "nothing");
}

/// Four levels: met; at least nine tenths of it; better than last year; the rest.
AssessmentScheme four_levels() {
    AssessmentScheme scheme{"four", {}, "Inte bedömt", std::nullopt};
    scheme.levels = {{"met", "Uppfyllt", "uppfyllda", Tone::good, {}},
                     {"nearly", "Nästan", "nästan", Tone::nearly, {}},
                     {"better", "På väg", "på väg", Tone::fair, {}},
                     {"not", "Inte uppfyllt", "inte uppfyllda", Tone::bad, {}}};
    scheme.levels[0].rule.is_met = true;
    scheme.levels[1].rule.fulfilment_least = base::parse_rational("0.9");
    scheme.levels[2].rule.is_improved = true;
    return scheme;
}

std::string level_of_four(const char* outcome, const char* before, Comparison comparison, const char* target) {
    auto as_value = [](const char* text) { return *text == 0 ? std::optional<base::Rational>() : base::parse_rational(text); };
    return assess(as_value(outcome), as_value(before), {comparison, *base::parse_rational(target), {}}, four_levels()).value();
}

TEST(Assessment, a_scheme_may_have_four_levels_with_fulfilment_and_trend) {
    EXPECT_EQ(level_of_four("100", "", Comparison::min, "100"), "met");
    EXPECT_EQ(level_of_four("90", "95", Comparison::min, "100"), "nearly") << "worse than last year, but near enough";
    EXPECT_EQ(level_of_four("89.9", "80", Comparison::min, "100"), "better");
    EXPECT_EQ(level_of_four("80", "80", Comparison::min, "100"), "not") << "as much is not better";
    EXPECT_EQ(level_of_four("80", "", Comparison::min, "100"), "not") << "nothing is told of a year that is not there";
    EXPECT_EQ(level_of_four("8", "9", Comparison::max, "5"), "better");
    EXPECT_EQ(level_of_four("8", "4", Comparison::max, "5"), "not") << "it was met last year";
    EXPECT_EQ(level_of_four("", "9", Comparison::max, "5"), "not_assessed");
    EXPECT_EQ(four_levels().name_of("not_assessed"), "Inte bedömt");
    EXPECT_EQ(four_levels().tone_of("better"), Tone::fair);
    EXPECT_TRUE(four_levels().has_trend());
    EXPECT_FALSE(three_colours().has_trend());
}

}  // namespace
}  // namespace tertial::domain
