// The active combinations of account, unit and counterparty, and how the pools' amounts fall on them month by month.
// More ledger rows mean more combinations, so that a monthly aggregate keeps about as many rows per cell at any size.
// It never makes rows; the ledger and the budget do.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "synth/pools.hpp"
#include "synth/region.hpp"

namespace tertial::synth {

struct Combination {
    std::size_t pool_index = 0;
    std::string account;
    std::string unit;
    std::string counterparty;
    std::int64_t weight = 0;
    base::Month first_month;
    /// Same for the same codes, whatever else is active.
    std::uint64_t identity = 0;
};

/// Largest share first within a pool, all units before a second account or counterparty of any.
[[nodiscard]] std::vector<Combination> choose_combinations(const Region& region, const std::vector<Pool>& pools, std::int64_t ledger_row_count);

/// A run of months whose total is given for each pool.
struct Block {
    base::Month first;
    int month_count = 0;
    /// Per pool, as booked.
    std::vector<std::int64_t> totals_ore;
};

/// amounts[combination][month of block], exact sums per pool. `seed` steers the unevenness between units and months.
/// `step_ore` is the size of the smallest coin (a budget is set in hundreds of kronor); the odd rest falls on one cell.
/// Issue `pool_has_no_open_unit` where money would fall on nothing.
base::Result<std::vector<std::vector<std::int64_t>>> spread_block(const std::vector<Combination>& combinations, const std::vector<Pool>& pools,
                                                                  const Block& block, std::uint64_t seed, std::int64_t step_ore);

}  // namespace tertial::synth
