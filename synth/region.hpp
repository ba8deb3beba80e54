// The region's units, accounts and counterparties as the model declares them, with our assumptions on size and kind of work.
// It never judges whether a model is good; that is the work of the model room. Read once, then only looked up.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"

namespace tertial::synth {

struct Unit {
    std::string code;
    std::string kind;
    std::string parent;
    std::string board;
    std::string care_site;
    /// Of a ward: somatic, psychiatric, intensive or health_centre.
    std::string ward_group;
    /// Which published table counts the unit's contacts; empty if none does.
    std::string contact_group;
    /// Since when it is where it is today.
    base::Month first_month;
    /// What the unit does ("ward", "clinic") and how large it is, roughly its full-time positions. Only cost centres have them.
    std::string profile;
    std::int64_t size = 0;
};

struct Region {
    std::vector<Unit> units;
    /// Account code → statement line.
    std::map<std::string, std::string> account_lines;
    std::vector<std::string> counterparties;

    [[nodiscard]] const Unit* find_unit(const std::string& code) const;
};

/// Issues for tables that cannot be read and for assumptions about units that the model does not have.
base::Result<Region> read_region(const std::string& model_folder, const std::string& assumptions_folder);

/// Issue `unit_is_unknown`.
base::Done check_unit(const Region& region, const std::string& code, const base::Place& place);
base::Result<const Unit*> require_unit(const Region& region, const std::string& code, const base::Place& place);

}  // namespace tertial::synth
