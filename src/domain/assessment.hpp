// The assessment of an outcome against its target: which level of a scheme it gets. A scheme (bedömningsskala) is part of the region's model;
// the one that holds where a model has none is `three_colours`: green = target met; yellow = not met, but within the tolerance; red = otherwise.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/rational.hpp"

namespace tertial::domain {

/// How good a level is, from which its colour and its mark follow: each tone has a shape of its own, so that a level is told without colour.
enum class Tone { good, nearly, fair, poor, bad, none };
/// "good" … as in models and JSON; nothing for another word.
[[nodiscard]] std::string_view tone_id(Tone tone);
[[nodiscard]] std::optional<Tone> find_tone(std::string_view id);
/// ● ◆ ▲ ▼ ■ ○.
[[nodiscard]] std::string_view tone_mark(Tone tone);

/// When an outcome gets a level: one of these is enough. None at all: whatever no better level took.
struct LevelRule {
    bool is_met = false;
    bool is_within_tolerance = false;
    bool is_improved = false;                        ///< nearer to the target than a year before
    std::optional<base::Rational> fulfilment_least;  ///< a share: 9/10
    [[nodiscard]] bool takes_the_rest() const { return !is_met && !is_within_tolerance && !is_improved && !fulfilment_least; }
};

struct Level {
    std::string id;
    std::string name;    ///< "Grön"
    std::string plural;  ///< of indicators that have it, in a head: "gröna"
    Tone tone = Tone::none;
    LevelRule rule;
};

/// What is said of an item that has no outcome, or that nobody has judged.
inline constexpr std::string_view not_assessed_id = "not_assessed";

/// Invariant: at least two levels, best first; the last takes the rest, and no other does.
struct AssessmentScheme {
    std::string id;
    std::vector<Level> levels;
    std::string not_assessed_name = "Ej bedömd";
    std::optional<base::Date> valid_from;

    [[nodiscard]] const Level* find(std::string_view level) const;
    [[nodiscard]] bool has_trend() const;
    /// A level's name, or that of what is not assessed.
    [[nodiscard]] std::string name_of(std::string_view level) const;
    [[nodiscard]] Tone tone_of(std::string_view level) const;
};
[[nodiscard]] const AssessmentScheme& three_colours();

/// `below_reference`: the target is another indicator's outcome, such as the country's, and is met by what lies under it.
enum class Comparison { max, min, equals, shorter_than, below_reference };
[[nodiscard]] std::optional<Comparison> find_comparison(std::string_view id);
/// What stands before the target: "Max", "Minst", "Kortare än", "Lägre än"; empty for equals.
[[nodiscard]] std::string_view comparison_words(Comparison comparison);

struct TargetValue {
    Comparison comparison = Comparison::max;
    base::Rational value;
    base::Rational tolerance;  ///< share of the target's size by which an outcome may miss it and still be within it; none for a zero target
};

/// How much of the target is reached, in the direction that is good: outcome / target where more is better, target / outcome where less is.
/// One where it is met. Nothing where the two do not have the same sign, or one is zero: no share says anything then.
[[nodiscard]] base::Result<std::optional<base::Rational>> fulfilment(const base::Rational& outcome, const TargetValue& target);

/// The id of the level. All in the same unit; `before` is the outcome a year earlier, for schemes with a trend. No outcome is not assessed, never
/// the worst.
[[nodiscard]] base::Result<std::string> assess(const std::optional<base::Rational>& outcome, const std::optional<base::Rational>& before,
                                               const TargetValue& target, const AssessmentScheme& scheme);

}  // namespace tertial::domain
