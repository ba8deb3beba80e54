#include "synth/pools.hpp"

#include <algorithm>

namespace tertial::synth {
namespace {

using base::make_issue;
using base::Result;

constexpr std::int64_t ore_per_tkr = 100'000;
/// The board whose statement is published.
const char* const published_board = "HSN";

/// The three amounts of one pool as written, positive; "rest" has none yet.
struct WrittenAmounts {
    bool is_rest = false;
    PoolAmounts amounts;
};

Result<WrittenAmounts> read_amounts(const Table& table, std::size_t row) {
    WrittenAmounts written;
    written.is_rest = table.text(row, "outturn_jan_apr_2026_tkr") == "rest";
    if (written.is_rest) return written;
    written.amounts.previous_outturn_ore = TRY(table.scaled(row, "outturn_jan_apr_2025_tkr", ore_per_tkr));
    written.amounts.outturn_ore = TRY(table.scaled(row, "outturn_jan_apr_2026_tkr", ore_per_tkr));
    written.amounts.budget_ore = TRY(table.scaled(row, "budget_jan_apr_2026_tkr", ore_per_tkr));
    return written;
}

base::Done check_pool(const Pool& pool, const Region& region, const base::Place& place) {
    base::Issues issues;
    auto refuse = [&](const std::string& message) {
        issues.push_back(make_issue("pool_is_not_usable", pool.name + ": " + message, "rätta pools.csv eller modellen", place));
    };
    for (const Weighted& account : pool.accounts) {
        auto found = region.account_lines.find(account.code);
        if (found == region.account_lines.end())
            refuse("kontot " + account.code + " finns inte");
        else if (found->second != pool.line)
            refuse("kontot " + account.code + " hör till raden " + found->second);
    }
    for (const Weighted& counterparty : pool.counterparties) {
        if (std::find(region.counterparties.begin(), region.counterparties.end(), counterparty.code) == region.counterparties.end()) {
            refuse("motparten " + counterparty.code + " finns inte");
        }
    }
    for (const Weighted& profile : pool.profiles) {
        auto has_profile = [&](const Unit& unit) { return unit.profile == profile.code && unit.board == pool.board; };
        if (std::none_of(region.units.begin(), region.units.end(), has_profile)) refuse("ingen enhet har profilen " + profile.code);
    }
    if (!issues.empty()) return issues;
    return base::Nothing{};
}

/// Positive whatever the line: the statement prints cost as negative.
PoolAmounts sizes_of(const LineAmounts& line) {
    std::int64_t sign = is_income(line.line) ? 1 : -1;
    return {sign * line.previous_outturn_ore, sign * line.outturn_ore, sign * line.budget_ore};
}

void subtract(PoolAmounts& whole, const PoolAmounts& part) {
    whole.previous_outturn_ore -= part.previous_outturn_ore;
    whole.outturn_ore -= part.outturn_ore;
    whole.budget_ore -= part.budget_ore;
}

/// Gives each line's rest to its one rest pool, and turns the amounts to the ledger's sign.
base::Done settle(std::vector<Pool>& pools, const std::vector<bool>& is_rest, const std::vector<LineAmounts>& statement) {
    for (const LineAmounts& line : statement) {
        PoolAmounts left = sizes_of(line);
        Pool* rest = nullptr;
        for (std::size_t index = 0; index < pools.size(); ++index) {
            if (pools[index].board != published_board || pools[index].line != line.line) continue;
            if (is_rest[index])
                rest = &pools[index];
            else
                subtract(left, pools[index].amounts);
        }
        if (rest == nullptr || left.previous_outturn_ore <= 0 || left.outturn_ore <= 0 || left.budget_ore < 0) {
            return make_issue("line_has_no_rest", "raden " + line.line + " saknar en post som tar resten, eller delarna är större än raden", "rätta pools.csv");
        }
        rest->amounts = left;
    }
    for (Pool& pool : pools) {
        if (!is_income(pool.line)) continue;
        PoolAmounts credit;
        subtract(credit, pool.amounts);
        pool.amounts = credit;
    }
    return base::Nothing{};
}

}  // namespace

Result<Seasons> read_seasons(const std::string& path) {
    Table table = TRY(Table::read(path, {"season", "m01", "m12"}));
    Seasons seasons;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        std::array<std::int64_t, 12>& weights = seasons[table.text(row, "season")];
        for (std::size_t month = 0; month < 12; ++month) {
            std::string column = (month < 9 ? "m0" : "m") + std::to_string(month + 1);
            weights[month] = TRY(table.whole(row, column));
        }
    }
    return seasons;
}

Result<std::vector<Pool>> read_pools(const std::string& assumptions_folder, const Region& region, const std::vector<LineAmounts>& statement) {
    Seasons seasons = TRY(read_seasons(assumptions_folder + "/seasons.csv"));
    Table table = TRY(Table::read(assumptions_folder + "/pools.csv",
                                  {"pool", "board", "line", "accounts", "profiles", "counterparties", "season", "combination_weight",
                                   "outturn_jan_apr_2025_tkr", "outturn_jan_apr_2026_tkr", "budget_jan_apr_2026_tkr", "may_dec_permille"}));
    std::vector<Pool> pools;
    std::vector<bool> is_rest;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        Pool pool;
        pool.name = table.text(row, "pool");
        pool.board = table.text(row, "board");
        pool.line = table.text(row, "line");
        pool.accounts = TRY(read_weighted(table, row, "accounts"));
        pool.profiles = TRY(read_weighted(table, row, "profiles"));
        pool.counterparties = TRY(read_weighted(table, row, "counterparties"));
        auto season = seasons.find(table.text(row, "season"));
        if (season == seasons.end())
            return make_issue("pool_is_not_usable", "säsongen " + table.text(row, "season") + " finns inte", "rätta pools.csv", table.place(row));
        pool.season_weights = season->second;
        pool.combination_count = TRY(table.whole(row, "combination_weight"));
        pool.rest_of_year_permille = TRY(table.whole(row, "may_dec_permille"));
        WrittenAmounts written = TRY(read_amounts(table, row));
        pool.amounts = written.amounts;
        TRY(check_pool(pool, region, table.place(row)));
        pools.push_back(std::move(pool));
        is_rest.push_back(written.is_rest);
    }
    TRY(settle(pools, is_rest, statement));
    return pools;
}

}  // namespace tertial::synth
