#include "domain/assessment.hpp"

#include <algorithm>

namespace tertial::domain {
namespace {

using base::Rational;
using base::Result;

struct ToneNames {
    Tone tone;
    std::string_view id, mark;
};
constexpr ToneNames tones[] = {
    {Tone::good, "good", "●"}, {Tone::nearly, "nearly", "◆"}, {Tone::fair, "fair", "▲"},
    {Tone::poor, "poor", "▼"}, {Tone::bad, "bad", "■"},       {Tone::none, "none", "○"},
};

struct ComparisonNames {
    Comparison comparison;
    std::string_view id, words;
};
constexpr ComparisonNames comparisons[] = {
    {Comparison::max, "max", "Max"},
    {Comparison::min, "min", "Minst"},
    {Comparison::equals, "equals", ""},
    {Comparison::shorter_than, "shorter_than", "Kortare än"},
    {Comparison::below_reference, "below_reference", "Lägre än"},
};

bool is_met(const Rational& outcome, const TargetValue& target) {
    switch (target.comparison) {
        case Comparison::max: return base::compare(outcome, target.value) <= 0;
        case Comparison::min: return base::compare(outcome, target.value) >= 0;
        case Comparison::equals: return outcome == target.value;
        case Comparison::shorter_than:
        case Comparison::below_reference: return base::compare(outcome, target.value) < 0;
    }
    return false;
}

Result<Rational> miss_of(const Rational& outcome, const TargetValue& target) { return base::absolute(TRY(base::subtract(outcome, target.value))); }

Result<bool> is_within_tolerance(const Rational& outcome, const TargetValue& target) {
    Rational miss = TRY(miss_of(outcome, target));
    Rational allowed = TRY(base::multiply(base::absolute(target.value), target.tolerance));
    return !allowed.is_zero() && base::compare(miss, allowed) <= 0;
}

Result<bool> is_improved(const Rational& outcome, const std::optional<Rational>& before, const TargetValue& target) {
    if (!before || is_met(*before, target)) return false;
    Rational now = TRY(miss_of(outcome, target)), then = TRY(miss_of(*before, target));
    return base::compare(now, then) < 0;
}

Result<bool> passes(const LevelRule& rule, const Rational& outcome, const std::optional<Rational>& before, const TargetValue& target) {
    if (rule.takes_the_rest() || (rule.is_met && is_met(outcome, target))) return true;
    if (rule.is_within_tolerance && TRY(is_within_tolerance(outcome, target))) return true;
    if (rule.is_improved && TRY(is_improved(outcome, before, target))) return true;
    if (!rule.fulfilment_least) return false;
    auto reached = TRY(fulfilment(outcome, target));
    return reached && base::compare(*reached, *rule.fulfilment_least) >= 0;
}

}  // namespace

std::string_view tone_id(Tone tone) { return tones[static_cast<std::size_t>(tone)].id; }
std::string_view tone_mark(Tone tone) { return tones[static_cast<std::size_t>(tone)].mark; }

std::optional<Tone> find_tone(std::string_view id) {
    auto found = std::find_if(std::begin(tones), std::end(tones), [&](const ToneNames& names) { return names.id == id; });
    return found == std::end(tones) ? std::nullopt : std::optional(found->tone);
}

const Level* AssessmentScheme::find(std::string_view level) const {
    auto found = std::find_if(levels.begin(), levels.end(), [&](const Level& one) { return one.id == level; });
    return found == levels.end() ? nullptr : &*found;
}

bool AssessmentScheme::has_trend() const {
    return std::any_of(levels.begin(), levels.end(), [](const Level& level) { return level.rule.is_improved; });
}

std::string AssessmentScheme::name_of(std::string_view level) const {
    const Level* found = find(level);
    return found == nullptr ? not_assessed_name : found->name;
}

Tone AssessmentScheme::tone_of(std::string_view level) const {
    const Level* found = find(level);
    return found == nullptr ? Tone::none : found->tone;
}

const AssessmentScheme& three_colours() {
    static const AssessmentScheme scheme = {
        "three_colours",
        {{"green", "Grön", "gröna", Tone::good, {.is_met = true, .is_within_tolerance = false, .is_improved = false, .fulfilment_least = std::nullopt}},
         {"yellow", "Gul", "gula", Tone::fair, {.is_met = false, .is_within_tolerance = true, .is_improved = false, .fulfilment_least = std::nullopt}},
         {"red", "Röd", "röda", Tone::bad, {}}},
        "Ej bedömd",
        std::nullopt};
    return scheme;
}

std::optional<Comparison> find_comparison(std::string_view id) {
    auto found = std::find_if(std::begin(comparisons), std::end(comparisons), [&](const ComparisonNames& names) { return names.id == id; });
    return found == std::end(comparisons) ? std::nullopt : std::optional(found->comparison);
}

std::string_view comparison_words(Comparison comparison) { return comparisons[static_cast<std::size_t>(comparison)].words; }

Result<std::optional<Rational>> fulfilment(const Rational& outcome, const TargetValue& target) {
    if (is_met(outcome, target)) return std::optional(Rational(1));
    if (outcome.sign() * target.value.sign() <= 0) return std::optional<Rational>();
    // Of two negative numbers the one nearer to zero is the greater, so more is better turns the share around.
    const bool more_is_better = target.comparison == Comparison::min || (target.comparison == Comparison::equals && base::compare(outcome, target.value) < 0);
    const bool is_turned = more_is_better != (target.value.sign() > 0);
    return std::optional(TRY(is_turned ? base::divide(target.value, outcome) : base::divide(outcome, target.value)));
}

Result<std::string> assess(const std::optional<Rational>& outcome, const std::optional<Rational>& before, const TargetValue& target,
                           const AssessmentScheme& scheme) {
    if (!outcome) return std::string(not_assessed_id);
    for (const Level& level : scheme.levels) {
        if (TRY(passes(level.rule, *outcome, before, target))) return level.id;
    }
    return scheme.levels.back().id;
}

}  // namespace tertial::domain
