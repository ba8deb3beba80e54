#include "synth/spread.hpp"

#include <cassert>
#include <numeric>

namespace tertial::synth {

using base::Int128;

Int128 floor_divided(Int128 numerator, Int128 denominator) {
    assert(denominator > 0);
    Int128 quotient = numerator / denominator;
    return numerator % denominator < 0 ? quotient - 1 : quotient;
}

Int128 half_away_divided(Int128 numerator, Int128 denominator) {
    if (denominator < 0) return half_away_divided(-numerator, -denominator);
    if (numerator < 0) return -half_away_divided(-numerator, denominator);
    return (2 * numerator + denominator) / (2 * denominator);
}

std::vector<std::int64_t> spread_exactly(std::int64_t total, const std::vector<std::int64_t>& weights) {
    Int128 weight_sum = 0;
    for (std::int64_t weight : weights) weight_sum += weight;
    std::vector<std::int64_t> parts(weights.size(), 0);
    if (weight_sum == 0) {
        assert(total == 0);
        return parts;
    }
    Int128 running_weight = 0;
    std::int64_t handed_out = 0;
    for (std::size_t index = 0; index < weights.size(); ++index) {
        running_weight += weights[index];
        auto reached = static_cast<std::int64_t>(floor_divided(Int128{total} * running_weight, weight_sum));
        parts[index] = reached - handed_out;
        handed_out = reached;
    }
    assert(handed_out == total);
    return parts;
}

}  // namespace tertial::synth
