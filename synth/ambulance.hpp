// Writes ambulance missions and shifts from January 2024 on, month by month.
// Missions per municipality, the median response time and the occupancy of each station come out as published; the rest is plausible.
#pragma once

#include "base/result.hpp"
#include "synth/care_order.hpp"
#include "synth/region.hpp"

namespace tertial::synth {

inline const base::Month ambulance_first_month = base::Month::of(2024, 1);

base::Done write_missions(const CareOrder& order, const Region& region);
base::Done write_shifts(const CareOrder& order, const Region& region);

}  // namespace tertial::synth
