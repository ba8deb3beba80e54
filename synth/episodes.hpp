// Writes inpatient episodes by month of discharge. Bed days are discharge day minus admission day, the same day giving none.
// Counts and bed days for January to April and for the rolling years come out as published; stays are skewed as real ones are.
#pragma once

#include "base/result.hpp"
#include "synth/care_order.hpp"
#include "synth/region.hpp"

namespace tertial::synth {

base::Done write_episodes(const CareOrder& order, const Region& region);

}  // namespace tertial::synth
