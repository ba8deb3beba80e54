// What is booked beside the published board's statement: the executive board's departments, the small boards and Finansförvaltningen.
// Each pool has its units, accounts and counterparties by name and its total for runs of months, so that a published figure of any
// unit and period can be met by choosing totals.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "synth/combinations.hpp"
#include "synth/pools.hpp"
#include "synth/region.hpp"

namespace tertial::synth {

/// Per month one amount for each combination, as booked.
using MonthlyAmounts = std::map<base::Month, std::vector<std::int64_t>>;

struct BoardLedger {
    std::vector<Pool> pools;
    std::vector<std::string> budget_versions;  ///< of the pools
    std::vector<Combination> combinations;
    MonthlyAmounts outturn;
    MonthlyAmounts budget;
};

/// From board_pools.csv and board_amounts.csv. Issues `pool_is_not_usable` for codes that the model does not have, accounts of different
/// lines and amounts of a pool that is not there or that overlap.
base::Result<BoardLedger> read_board_ledger(const std::string& assumptions_folder, const Region& region, std::uint64_t seed);

}  // namespace tertial::synth
