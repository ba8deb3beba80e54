#include "synth/board_ledger.hpp"

#include <algorithm>
#include <set>

#include "synth/random.hpp"
#include "synth/table.hpp"
#include "synth/unit_share.hpp"

namespace tertial::synth {
namespace {

using base::make_issue;
using base::Month;
using base::Result;

constexpr std::int64_t ore_per_tkr = 100'000;
constexpr std::int64_t hundred_kronor_ore = 10'000;

struct Reading {
    std::vector<Pool> pools;
    std::vector<std::string> budget_versions;
    std::vector<Combination> combinations;
    std::map<std::string, std::size_t> index_of_pool;
};

Result<Reading> read_board_pools(const std::string& assumptions_folder, const Region& region) {
    Seasons seasons = TRY(read_seasons(assumptions_folder + "/seasons.csv"));
    Table table = TRY(Table::read(assumptions_folder + "/board_pools.csv", {"pool", "units", "accounts", "counterparties", "season", "budget_version"}));
    Reading reading;
    base::Issues issues;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        const std::size_t index = reading.pools.size();
        Pool pool;
        pool.name = table.text(row, "pool");
        auto refuse = [&](const std::string& message) {
            issues.push_back(make_issue("pool_is_not_usable", pool.name + ": " + message, "rätta board_pools.csv eller modellen", table.place(row)));
        };
        if (!reading.index_of_pool.emplace(pool.name, index).second) refuse("namnet är taget");
        auto season = seasons.find(table.text(row, "season"));
        if (season == seasons.end())
            refuse("säsongen " + table.text(row, "season") + " finns inte");
        else
            pool.season_weights = season->second;
        const std::vector<Weighted> units = TRY(read_weighted(table, row, "units"));
        pool.accounts = TRY(read_weighted(table, row, "accounts"));
        pool.counterparties = TRY(read_weighted(table, row, "counterparties"));
        for (const Weighted& account : pool.accounts) {
            auto line = region.account_lines.find(account.code);
            if (line == region.account_lines.end())
                refuse("kontot " + account.code + " finns inte");
            else if (pool.line.empty())
                pool.line = line->second;
            else if (pool.line != line->second)
                refuse("kontot " + account.code + " hör till raden " + line->second + ", inte " + pool.line);
        }
        for (const Weighted& counterparty : pool.counterparties) {
            if (std::find(region.counterparties.begin(), region.counterparties.end(), counterparty.code) == region.counterparties.end())
                refuse("motparten " + counterparty.code + " finns inte");
        }
        for (const Weighted& unit : units) {
            if (region.find_unit(unit.code) == nullptr) refuse("enheten " + unit.code + " finns inte");
            for (const Weighted& account : pool.accounts) {
                for (const Weighted& counterparty : pool.counterparties) {
                    reading.combinations.push_back({index, account.code, unit.code, counterparty.code, unit.weight * account.weight * counterparty.weight,
                                                    Month{}, derived_seed(index, "board/" + account.code + "/" + unit.code + "/" + counterparty.code)});
                }
            }
        }
        reading.pools.push_back(std::move(pool));
        reading.budget_versions.push_back(table.text(row, "budget_version"));
    }
    if (!issues.empty()) return issues;
    return reading;
}

/// The totals of each run of months, per pool and as booked.
using Blocks = std::map<std::pair<Month, Month>, std::vector<std::int64_t>>;

base::Done spread(const Blocks& blocks, const Reading& reading, std::uint64_t seed, std::int64_t step_ore, MonthlyAmounts& into) {
    for (const auto& [span, totals] : blocks) {
        const int month_count = span.second.month_count - span.first.month_count + 1;
        auto amounts = TRY(spread_block(reading.combinations, reading.pools, {span.first, month_count, totals}, seed, step_ore));
        for (int month = 0; month < month_count; ++month) {
            std::vector<std::int64_t>& of_month = into[span.first.plus(month)];
            of_month.resize(reading.combinations.size(), 0);
            for (std::size_t index = 0; index < amounts.size(); ++index) of_month[index] += amounts[index][static_cast<std::size_t>(month)];
        }
    }
    return base::Nothing{};
}

}  // namespace

Result<BoardLedger> read_board_ledger(const std::string& assumptions_folder, const Region& region, std::uint64_t seed) {
    Reading reading = TRY(read_board_pools(assumptions_folder, region));
    Table table = TRY(Table::read(assumptions_folder + "/board_amounts.csv", {"pool", "first_month", "last_month", "outturn_tkr", "budget_tkr"}));
    Blocks outturn, budget;
    std::set<std::pair<std::size_t, Month>> given;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        auto pool = reading.index_of_pool.find(table.text(row, "pool"));
        auto refuse = [&](const std::string& message) {
            return make_issue("pool_is_not_usable", table.text(row, "pool") + ": " + message, "rätta board_amounts.csv", table.place(row));
        };
        if (pool == reading.index_of_pool.end()) return refuse("posten finns inte i board_pools.csv");
        const Span span = TRY(read_span(table, row));
        for (Month month = span.first; month <= span.last; month = month.plus(1)) {
            if (!given.emplace(pool->second, month).second) return refuse(base::format_month(month) + " har redan ett belopp");
        }
        auto add = [&](Blocks& blocks, const std::string& column) -> base::Done {
            if (table.text(row, column).empty()) return base::Nothing{};
            std::vector<std::int64_t>& totals = blocks[{span.first, span.last}];
            totals.resize(reading.pools.size(), 0);
            totals[pool->second] = -TRY(table.scaled(row, column, ore_per_tkr));
            return base::Nothing{};
        };
        TRY(add(outturn, "outturn_tkr"));
        TRY(add(budget, "budget_tkr"));
    }
    BoardLedger ledger;
    TRY(spread(outturn, reading, derived_seed(seed, "boards"), 1, ledger.outturn));
    TRY(spread(budget, reading, derived_seed(seed, "budget of boards"), hundred_kronor_ore, ledger.budget));
    ledger.pools = std::move(reading.pools);
    ledger.budget_versions = std::move(reading.budget_versions);
    ledger.combinations = std::move(reading.combinations);
    return ledger;
}

}  // namespace tertial::synth
