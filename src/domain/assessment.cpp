#include "domain/assessment.hpp"

#include <algorithm>

namespace tertial::domain {
namespace {

struct LevelNames {
    Level level;
    std::string_view id, words, mark;
};
constexpr LevelNames levels[] = {
    {Level::green, "green", "Grön", "●"},
    {Level::yellow, "yellow", "Gul", "▲"},
    {Level::red, "red", "Röd", "■"},
    {Level::not_assessed, "not_assessed", "Ej bedömd", "○"},
};
const LevelNames& names_of(Level level) { return levels[static_cast<std::size_t>(level)]; }

struct ComparisonNames {
    Comparison comparison;
    std::string_view id, words;
};
constexpr ComparisonNames comparisons[] = {
    {Comparison::max, "max", "Max"},
    {Comparison::min, "min", "Minst"},
    {Comparison::equals, "equals", ""},
    {Comparison::shorter_than, "shorter_than", "Kortare än"},
};

bool is_met(const base::Rational& outcome, const TargetValue& target) {
    switch (target.comparison) {
        case Comparison::max: return base::compare(outcome, target.value) <= 0;
        case Comparison::min: return base::compare(outcome, target.value) >= 0;
        case Comparison::equals: return outcome == target.value;
        case Comparison::shorter_than: return base::compare(outcome, target.value) < 0;
    }
    return false;
}

}  // namespace

std::string_view level_id(Level level) { return names_of(level).id; }
std::string_view level_words(Level level) { return names_of(level).words; }
std::string_view level_mark(Level level) { return names_of(level).mark; }

std::optional<Level> find_level(std::string_view id) {
    auto found = std::find_if(std::begin(levels), std::end(levels), [&](const LevelNames& names) { return names.id == id; });
    return found == std::end(levels) ? std::nullopt : std::optional(found->level);
}

std::optional<Comparison> find_comparison(std::string_view id) {
    auto found = std::find_if(std::begin(comparisons), std::end(comparisons), [&](const ComparisonNames& names) { return names.id == id; });
    return found == std::end(comparisons) ? std::nullopt : std::optional(found->comparison);
}

std::string_view comparison_words(Comparison comparison) { return comparisons[static_cast<std::size_t>(comparison)].words; }

base::Result<Level> assess(const std::optional<base::Rational>& outcome, const TargetValue& target) {
    if (!outcome) return Level::not_assessed;
    if (is_met(*outcome, target)) return Level::green;
    base::Rational miss = base::absolute(TRY(base::subtract(*outcome, target.value)));
    base::Rational allowed = TRY(base::multiply(base::absolute(target.value), target.tolerance));
    return allowed.is_zero() || base::compare(allowed, miss) < 0 ? Level::red : Level::yellow;
}

}  // namespace tertial::domain
