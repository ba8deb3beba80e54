// The ambulance stations: how many shifts a day, and in which months they are open.
// Missions and shifts read them; occupancy is not decided here but by the published table.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "synth/care_order.hpp"
#include "synth/region.hpp"

namespace tertial::synth {

struct Station {
    std::string code;
    std::int64_t shifts_per_day = 1;
    std::int64_t shift_minutes = 720;
    /// Some stations are open in winter only; the span may run over New Year.
    std::int64_t first_open_month = 1;
    std::int64_t last_open_month = 12;

    [[nodiscard]] bool is_open(int month) const {
        if (first_open_month <= last_open_month) return month >= first_open_month && month <= last_open_month;
        return month >= first_open_month || month <= last_open_month;
    }
};

base::Result<std::vector<Station>> read_stations(const CareOrder& order, const Region& region);

}  // namespace tertial::synth
