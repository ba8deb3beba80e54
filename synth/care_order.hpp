// What the writers of care data are told: where to read, where to write, and the seed. They hold no state between them.
#pragma once

#include <cstdint>
#include <string>

#include "base/date.hpp"

namespace tertial::synth {

struct CareOrder {
    std::string out_folder;
    std::string model_folder;
    std::string published_folder;
    std::string assumptions_folder;
    std::uint64_t seed = 1;
};

/// The demo's last month; every data set ends there.
inline const base::Month last_month = base::Month::of(2026, 4);

}  // namespace tertial::synth
