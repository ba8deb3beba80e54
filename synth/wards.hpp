// The wards with beds, and which published table each care site answers to. Read by the census of beds and by the episodes.
// It never decides sums; those stand in the assumption files.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "synth/care_order.hpp"
#include "synth/region.hpp"

namespace tertial::synth {

struct Ward {
    std::string code;
    std::int64_t bed_count = 0;
    std::int64_t mean_stay_tenths = 0;
    base::Month first_month;
};

/// The wards of one care site, in the order of the file.
base::Result<std::vector<Ward>> read_wards(const CareOrder& order, const Region& region, const std::string& care_site);

/// The two published tables of a care site. Intensive care has none.
struct CareSite {
    const char* name;
    const char* bed_table;
    const char* inpatient_table;
};
[[nodiscard]] const std::vector<CareSite>& care_sites();

}  // namespace tertial::synth
