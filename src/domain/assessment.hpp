// The assessment of an outcome against its target: which level it gets, and what the level is called.
// Scheme of Region Jämtland Härjedalen: green = target met; yellow = not met, but within the tolerance; red = otherwise.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/rational.hpp"

namespace tertial::domain {

enum class Level { green, yellow, red, not_assessed };
inline constexpr std::array<Level, 4> all_levels = {Level::green, Level::yellow, Level::red, Level::not_assessed};

/// "green" … as in models, entries and JSON; nothing for another word.
[[nodiscard]] std::string_view level_id(Level level);
[[nodiscard]] std::optional<Level> find_level(std::string_view id);
/// "Grön", "Gul", "Röd", "Ej bedömd".
[[nodiscard]] std::string_view level_words(Level level);
/// A mark of its own shape, so that the level is told without colour: ● ▲ ■ ○.
[[nodiscard]] std::string_view level_mark(Level level);

enum class Comparison { max, min, equals, shorter_than };
[[nodiscard]] std::optional<Comparison> find_comparison(std::string_view id);
/// What stands before the target: "Max", "Minst", "Kortare än"; empty for equals.
[[nodiscard]] std::string_view comparison_words(Comparison comparison);

struct TargetValue {
    Comparison comparison = Comparison::max;
    base::Rational value;
    base::Rational tolerance;  ///< share of the target's size by which an outcome may miss it and still be yellow; none for a zero target
};

/// Outcome and target in the same unit. No outcome is not assessed, never red.
[[nodiscard]] base::Result<Level> assess(const std::optional<base::Rational>& outcome, const TargetValue& target);

}  // namespace tertial::domain
