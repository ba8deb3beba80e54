// Writes the daily census of beds, one row per ward and day, for the two rolling years that the report compares.
// The sums per care site are given; within them a ward-day is plausible: overcrowding is what exceeds the available beds.
#pragma once

#include "base/result.hpp"
#include "synth/care_order.hpp"
#include "synth/region.hpp"

namespace tertial::synth {

base::Done write_bed_days(const CareOrder& order, const Region& region);

}  // namespace tertial::synth
