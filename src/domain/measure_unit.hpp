// Measure units: what a value is counted in, and how units of one dimension convert. Values are stored in the base unit of
// their dimension (money in öre, durations in seconds, shares as plain ratios); a display unit only scales.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/rational.hpp"

namespace tertial::domain {

enum class Dimension { money, count, share, duration, plain };

struct MeasureUnit {
    std::string_view id;  ///< "ore", "tkr", "percent" … as written in models, templates and addresses
    Dimension dimension;
    std::int64_t base_numerator;  ///< one of this unit = base_numerator / base_denominator base units
    std::int64_t base_denominator;
    std::string_view printed;  ///< after a number in a sentence ("mkr", "%"); empty where nothing is printed
};

/// nullptr for an unknown id.
[[nodiscard]] const MeasureUnit* find_measure_unit(std::string_view id);
[[nodiscard]] std::vector<std::string> measure_unit_ids();
/// The unit that values of the dimension are stored in.
[[nodiscard]] const MeasureUnit& base_unit(Dimension dimension);

/// A value in base units, counted in `unit` instead.
[[nodiscard]] base::Result<base::Rational> in_unit(const base::Rational& base_value, const MeasureUnit& unit);

}  // namespace tertial::domain
