#include "synth/unit_share.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace tertial::synth {

const std::vector<Division>& divisions() {
    static const std::vector<Division> all = {{"MED", "Medicin"}, {"KIR", "Kirurgi"}, {"NAR", "Nära vård"}};
    return all;
}

std::string division_of(const Region& region, const Unit& unit) {
    const Unit* above = &unit;
    while (above != nullptr && above->kind != "division") above = region.find_unit(above->parent);
    return above == nullptr ? "" : above->code;
}

std::vector<UnitShare> sharing_units(const Region& region, const std::vector<Weighted>& profiles, base::Month month) {
    std::vector<UnitShare> shares;
    for (const Unit& unit : region.units) {
        if (unit.size == 0 || month < unit.first_month || division_of(region, unit).empty()) continue;
        std::int64_t weight = profiles.empty() ? 1 : 0;
        for (const Weighted& profile : profiles) {
            if (profile.code == unit.profile) weight = profile.weight;
        }
        if (weight > 0) shares.push_back({&unit, unit.size * weight});
    }
    return shares;
}

std::vector<UnitShare> units_of_boards(const Region& region, const std::vector<std::string>& boards, base::Month month) {
    std::vector<UnitShare> shares;
    for (const Unit& unit : region.units) {
        bool belongs = std::find(boards.begin(), boards.end(), unit.board) != boards.end();
        if (belongs && unit.size > 0 && unit.first_month <= month) shares.push_back({&unit, unit.size});
    }
    return shares;
}

std::size_t draw_place(const std::vector<std::int64_t>& weights, Random& random) {
    std::int64_t left = random.below(std::accumulate(weights.begin(), weights.end(), std::int64_t{0}));
    std::size_t place = 0;
    while (left >= weights[place]) left -= weights[place++];
    return place;
}

const Unit& draw_unit(const std::vector<UnitShare>& shares, Random& random) {
    std::vector<std::int64_t> weights;
    for (const UnitShare& share : shares) weights.push_back(share.weight);
    return *shares[draw_place(weights, random)].unit;
}

const std::string& draw_code(const std::vector<Weighted>& codes, Random& random) {
    std::vector<std::int64_t> weights;
    for (const Weighted& code : codes) weights.push_back(code.weight);
    return codes[draw_place(weights, random)].code;
}

std::vector<std::int64_t> skewed_weights(std::int64_t count, Random& random) {
    std::vector<std::int64_t> weights;
    for (std::int64_t place = 0; place < count; ++place) weights.push_back(50 + random.between(1, 100) * random.between(1, 100));
    return weights;
}

base::Result<Span> read_span(const Table& table, std::size_t row) { return Span{TRY(table.month(row, "first_month")), TRY(table.month(row, "last_month"))}; }

}  // namespace tertial::synth
