#include "synth/combinations.hpp"

#include <algorithm>

#include "synth/random.hpp"
#include "synth/spread.hpp"

namespace tertial::synth {
namespace {

/// The size at which the assumptions state the number of combinations.
constexpr std::int64_t stated_row_count = 100'000;

struct Candidate {
    Combination combination;
    /// Place of the account plus place of the counterparty: the first of both come first.
    std::size_t rank = 0;
};

std::vector<Candidate> candidates_of(const Region& region, const Pool& pool, std::size_t pool_index) {
    std::vector<Candidate> candidates;
    for (const Unit& unit : region.units) {
        if (unit.board != pool.board) continue;
        auto profile = std::find_if(pool.profiles.begin(), pool.profiles.end(), [&](const Weighted& weighted) { return weighted.code == unit.profile; });
        if (profile == pool.profiles.end()) continue;
        for (std::size_t account = 0; account < pool.accounts.size(); ++account) {
            for (std::size_t counterparty = 0; counterparty < pool.counterparties.size(); ++counterparty) {
                std::int64_t weight = unit.size * profile->weight * pool.accounts[account].weight * pool.counterparties[counterparty].weight;
                std::uint64_t identity = derived_seed(pool_index, pool.accounts[account].code + "/" + unit.code + "/" + pool.counterparties[counterparty].code);
                candidates.push_back(
                    {{pool_index, pool.accounts[account].code, unit.code, pool.counterparties[counterparty].code, weight, unit.first_month, identity},
                     account + counterparty});
            }
        }
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.rank != b.rank ? a.rank < b.rank : a.combination.weight > b.combination.weight; });
    return candidates;
}

/// How many of its candidates each pool may use. What a small pool cannot use goes to the others.
std::vector<std::size_t> quotas(const std::vector<Pool>& pools, const std::vector<std::size_t>& available, std::int64_t ledger_row_count) {
    std::int64_t stated = 0;
    for (const Pool& pool : pools) stated += pool.combination_count;
    const std::int64_t wanted = stated * ledger_row_count / stated_row_count;
    std::vector<std::size_t> quota(pools.size(), 1);
    auto fill = [&](std::int64_t scale_permille) {
        std::int64_t used = 0;
        for (std::size_t index = 0; index < pools.size(); ++index) {
            std::int64_t share = std::max<std::int64_t>(1, pools[index].combination_count * scale_permille / 1000);
            quota[index] = std::min(available[index], static_cast<std::size_t>(share));
            used += static_cast<std::int64_t>(quota[index]);
        }
        return used;
    };
    // The smallest common scale that uses as many as wanted; where all are in use, the largest.
    std::int64_t low = 1, high = 1'000'000'000;
    while (low < high) {
        std::int64_t middle = low + (high - low) / 2;
        if (fill(middle) >= wanted)
            high = middle;
        else
            low = middle + 1;
    }
    fill(low);
    return quota;
}

std::int64_t unevenness(std::uint64_t seed, std::uint64_t identity, std::int64_t month, std::int64_t reach_percent) {
    Random random(scrambled(seed ^ identity) + static_cast<std::uint64_t>(month));
    return random.between(100 - reach_percent, 100 + reach_percent);
}

std::int64_t block_weight(const Combination& combination, const Pool& pool, base::Month month, std::uint64_t seed) {
    if (month < combination.first_month) return 0;
    std::int64_t season = pool.season_weights[static_cast<std::size_t>(month.month() - 1)];
    std::int64_t of_year = unevenness(seed, combination.identity, -month.year(), 8);
    std::int64_t of_month = unevenness(seed, combination.identity, month.month_count, 6);
    return combination.weight * season * of_year / 100 * of_month;
}

}  // namespace

std::vector<Combination> choose_combinations(const Region& region, const std::vector<Pool>& pools, std::int64_t ledger_row_count) {
    std::vector<std::vector<Candidate>> candidates;
    std::vector<std::size_t> available;
    for (std::size_t index = 0; index < pools.size(); ++index) {
        candidates.push_back(candidates_of(region, pools[index], index));
        available.push_back(candidates.back().size());
    }
    std::vector<std::size_t> quota = quotas(pools, available, ledger_row_count);
    std::vector<Combination> chosen;
    for (std::size_t index = 0; index < pools.size(); ++index) {
        for (std::size_t place = 0; place < quota[index]; ++place) chosen.push_back(std::move(candidates[index][place].combination));
    }
    return chosen;
}

base::Result<std::vector<std::vector<std::int64_t>>> spread_block(const std::vector<Combination>& combinations, const std::vector<Pool>& pools,
                                                                  const Block& block, std::uint64_t seed, std::int64_t step_ore) {
    const auto month_count = static_cast<std::size_t>(block.month_count);
    std::vector<std::vector<std::int64_t>> amounts(combinations.size(), std::vector<std::int64_t>(month_count, 0));
    std::size_t begin = 0;
    while (begin < combinations.size()) {
        const std::size_t pool_index = combinations[begin].pool_index;
        std::size_t end = begin;
        std::vector<std::int64_t> weights;
        for (; end < combinations.size() && combinations[end].pool_index == pool_index; ++end) {
            for (int month = 0; month < block.month_count; ++month)
                weights.push_back(block_weight(combinations[end], pools[pool_index], block.first.plus(month), seed));
        }
        std::int64_t total_ore = block.totals_ore[pool_index];
        if (total_ore != 0 && std::all_of(weights.begin(), weights.end(), [](std::int64_t weight) { return weight == 0; })) {
            return base::make_issue("pool_has_no_open_unit",
                                    "posten " + pools[pool_index].name + " har ingen giltig enhet från " + base::format_month(block.first), "rätta pools.csv");
        }
        std::vector<std::int64_t> parts = spread_exactly(total_ore / step_ore, weights);
        // The odd rest must land where there is a cell already, or it would make a row out of nothing.
        auto largest = static_cast<std::size_t>(std::max_element(weights.begin(), weights.end()) - weights.begin());
        for (std::size_t index = 0; index < parts.size(); ++index) {
            std::int64_t rest_ore = index == largest ? total_ore % step_ore : 0;
            amounts[begin + index / month_count][index % month_count] = parts[index] * step_ore + rest_ore;
        }
        begin = end;
    }
    return amounts;
}

}  // namespace tertial::synth
