// Splits a whole amount over weights so that the parts sum to it exactly, and rounds half away from zero.
// It never uses floating point: a part is the difference of two rounded running totals, so no remainder is lost.
#pragma once

#include <cstdint>
#include <vector>

#include "base/rational.hpp"

namespace tertial::synth {

/// numerator / denominator rounded towards minus infinity; the denominator is positive.
[[nodiscard]] base::Int128 floor_divided(base::Int128 numerator, base::Int128 denominator);

/// numerator / denominator rounded half away from zero, as the reports round.
[[nodiscard]] base::Int128 half_away_divided(base::Int128 numerator, base::Int128 denominator);

/// One part per weight, in the order of the weights. Weights are not negative, and one of them is positive unless the total is zero.
[[nodiscard]] std::vector<std::int64_t> spread_exactly(std::int64_t total, const std::vector<std::int64_t>& weights);

}  // namespace tertial::synth
