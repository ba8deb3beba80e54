// Writes the ledger, one file per month, in order of posting day, with bounded memory at any number of rows. The ordered rows are those
// of 2025 and 2026 for the published board; earlier years and the other boards come beside in few rows.
// The amounts of a cell (combination and month) are split over its rows so that they sum to it exactly.
// Only the operating side is written, as the follow-up gets it, so vouchers need not balance here.
#pragma once

#include <cstdint>
#include <string>

#include "base/result.hpp"
#include "synth/combinations.hpp"
#include "synth/pools.hpp"
#include "synth/region.hpp"

namespace tertial::synth {

struct LedgerOrder {
    std::string out_folder;
    std::string assumptions_folder;
    std::uint64_t seed = 1;
    std::int64_t row_count = 100'000;
};

/// What was written, for the person who ordered it.
struct LedgerSummary {
    std::int64_t row_count = 0;
    std::int64_t combination_count = 0;
    std::int64_t cell_count = 0;
};

base::Result<LedgerSummary> write_ledger(const LedgerOrder& order, const Region& region, const std::vector<Pool>& pools);

/// One file per year, one row per combination and month.
base::Done write_budget(const LedgerOrder& order, const Region& region, const std::vector<Pool>& pools);

}  // namespace tertial::synth
