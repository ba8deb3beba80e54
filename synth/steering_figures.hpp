// Holds a writer's own sums against steering_figures.csv, the printed figures of steering that have no table of their own.
#pragma once

#include <string>

#include "base/rational.hpp"
#include "base/result.hpp"
#include "synth/care_order.hpp"

namespace tertial::synth {

/// The printed figure of `measures` for a period. Issue `row_is_missing`.
base::Result<base::Rational> steering_figure(const CareOrder& order, const std::string& measures, const std::string& period);

/// Issue `cell_does_not_hold` where numerator / denominator is not printed as the figure.
base::Done require_figure(const CareOrder& order, const std::string& measures, const std::string& period, base::Int128 numerator, base::Int128 denominator,
                          int decimals);

}  // namespace tertial::synth
