// Which professions work at a unit of each kind, and how many of them are women. Read by the writers of staff and of work time.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "synth/care_order.hpp"
#include "synth/table.hpp"

namespace tertial::synth {

struct Professions {
    std::map<std::string, std::vector<Weighted>> by_profile;
    std::map<std::string, std::int64_t> women_percent;
};

/// Issues are those of the two tables.
base::Result<Professions> read_professions(const CareOrder& order);

}  // namespace tertial::synth
