// A pool is a part of a statement line that behaves alike: same accounts, kinds of unit, counterparties and season.
// Pools never hold rows; they say how much in all, and the combinations of account, unit and counterparty share it.
// Pools marked "rest" take what the published line leaves, so all pools of a line sum to it exactly.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "synth/region.hpp"
#include "synth/statement.hpp"
#include "synth/table.hpp"

namespace tertial::synth {

/// The weights of the twelve months, by name.
using Seasons = std::map<std::string, std::array<std::int64_t, 12>>;
base::Result<Seasons> read_seasons(const std::string& path);

/// Amounts as booked, debit positive, for January to April.
struct PoolAmounts {
    std::int64_t previous_outturn_ore = 0;
    std::int64_t outturn_ore = 0;
    std::int64_t budget_ore = 0;
};

struct Pool {
    std::string name;
    std::string board;
    std::string line;
    std::vector<Weighted> accounts;
    std::vector<Weighted> profiles;
    std::vector<Weighted> counterparties;
    std::array<std::int64_t, 12> season_weights{};
    /// How many combinations it has at 100 000 ledger rows.
    std::int64_t combination_count = 1;
    PoolAmounts amounts;
    /// May to December in thousandths of January to April.
    std::int64_t rest_of_year_permille = 2000;
};

/// Issues `pool_is_not_usable` for codes that the model does not have, and `line_has_no_rest` where the parts exceed the whole.
base::Result<std::vector<Pool>> read_pools(const std::string& assumptions_folder, const Region& region, const std::vector<LineAmounts>& statement);

}  // namespace tertial::synth
