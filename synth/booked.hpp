// What the ledger books on a pool in a run of months, for data sets that tell the same money row by row.
// It solves the statement and reads the pools as the ledger's writer does, from the same seed, so that the two agree to the öre.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "synth/care_order.hpp"
#include "synth/pools.hpp"
#include "synth/region.hpp"
#include "synth/unit_share.hpp"

namespace tertial::synth {

/// January to April, May to December, January to April: the runs of months that the ledger has totals for.
[[nodiscard]] const std::vector<Span>& booked_spans();

/// The board's pools of one line, or one pool by name. Issue `row_is_missing`.
base::Result<std::vector<Pool>> read_booked_pools(const CareOrder& order, const Region& region, const std::string& line_or_pool);

/// Positive whether it is income or cost.
[[nodiscard]] std::int64_t booked_ore(const Pool& pool, const Span& span);

}  // namespace tertial::synth
