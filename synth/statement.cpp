#include "synth/statement.hpp"

#include <algorithm>

#include "synth/random.hpp"
#include "synth/spread.hpp"

namespace tertial::synth {
namespace {

using base::Int128;
using base::make_issue;
using base::Result;

constexpr std::int64_t ore_per_tkr = 100'000;
constexpr std::int64_t margin_ore = 5'000;
constexpr int sweeps_max = 200'000;

const std::array<const char*, 16> lines = {"patient_fees",      "sales",
                                           "grants_received",   "other_income",
                                           "personnel_cost",    "bought_regional_care",
                                           "bought_operations", "operation_services",
                                           "agency_staff_cost", "pharmaceuticals",
                                           "medical_supplies",  "grants_paid",
                                           "property_cost",     "consultant_cost",
                                           "other_cost",        "depreciation_and_financial_net"};

/// A printed row: which lines it sums, and its six printed cells.
struct PrintedRow {
    std::vector<std::size_t> members;
    std::int64_t outturn_tkr = 0, budget_tkr = 0, budget_difference_tkr = 0, previous_tkr = 0, difference_tkr = 0;
    std::int64_t change_tenths = 0;
};

std::vector<std::size_t> member_range(std::size_t first, std::size_t count) {
    std::vector<std::size_t> members;
    for (std::size_t index = first; index < first + count; ++index) members.push_back(index);
    return members;
}

/// The statement prints four income lines and their sum, twelve cost lines and their sum, and the net.
std::vector<std::size_t> members_of_printed_row(std::size_t row) {
    if (row < 4) return {row};
    if (row == 4) return member_range(0, 4);
    if (row < 17) return {row - 1};
    if (row == 17) return member_range(4, 12);
    return member_range(0, 16);
}

Result<std::vector<PrintedRow>> read_printed(const Table& published) {
    if (published.row_count() != 19) {
        return make_issue("statement_is_not_readable", "resultaträkningen har " + std::to_string(published.row_count()) + " rader, väntat 19",
                          "kontrollera filen");
    }
    std::vector<PrintedRow> rows;
    for (std::size_t row = 0; row < published.row_count(); ++row) {
        PrintedRow printed{members_of_printed_row(row)};
        printed.outturn_tkr = TRY(published.whole(row, "outturn_tkr"));
        printed.budget_tkr = TRY(published.whole(row, "budget_tkr"));
        printed.budget_difference_tkr = TRY(published.whole(row, "budget_diff_tkr"));
        printed.previous_tkr = TRY(published.whole(row, "outturn_prev_year_tkr"));
        printed.difference_tkr = TRY(published.whole(row, "diff_prev_year_tkr"));
        printed.change_tenths = TRY(published.scaled(row, "outturn_diff_pct", 10));
        rows.push_back(std::move(printed));
    }
    return rows;
}

using Amounts = std::vector<LineAmounts>;

struct RowSums {
    std::int64_t outturn_ore = 0, budget_ore = 0, previous_ore = 0;
};

RowSums sums_of(const Amounts& amounts, const PrintedRow& row) {
    RowSums sums;
    for (std::size_t member : row.members) {
        sums.outturn_ore += amounts[member].outturn_ore;
        sums.budget_ore += amounts[member].budget_ore;
        sums.previous_ore += amounts[member].previous_outturn_ore;
    }
    return sums;
}

/// How far `value` must move to come inside the printed cell with the margin; zero if it is inside.
std::int64_t needed_move(std::int64_t value_ore, std::int64_t printed_tkr) {
    std::int64_t middle = printed_tkr * ore_per_tkr;
    std::int64_t reach = ore_per_tkr / 2 - margin_ore;
    return std::clamp(value_ore, middle - reach, middle + reach) - value_ore;
}

/// How much of the move each of `parts` amounts takes, away from zero so that the sweeps cannot stall.
std::int64_t share(std::int64_t move, std::int64_t parts) {
    std::int64_t size = (std::abs(move) + parts - 1) / parts;
    return move < 0 ? -size : size;
}

/// Moves the outturn by a share of what the change in per cent demands, and last year's the other way.
bool mend_change(Amounts& amounts, const PrintedRow& row) {
    RowSums sums = sums_of(amounts, row);
    std::int64_t sign = sums.previous_ore < 0 ? -1 : 1;
    std::int64_t outturn = sign * sums.outturn_ore, previous = sign * sums.previous_ore;
    // 1000 (outturn − previous) / previous shall lie within half a tenth of a per cent of the printed change.
    auto lowest = static_cast<std::int64_t>(half_away_divided(Int128{previous} * (2000 + 2 * row.change_tenths - 1), 2000)) + margin_ore / 10;
    auto highest = static_cast<std::int64_t>(half_away_divided(Int128{previous} * (2000 + 2 * row.change_tenths + 1), 2000)) - margin_ore / 10;
    std::int64_t move = std::clamp(outturn, lowest, highest) - outturn;
    if (move == 0) return false;
    std::int64_t step = sign * share(move, 2 * static_cast<std::int64_t>(row.members.size()));
    for (std::size_t member : row.members) {
        amounts[member].outturn_ore += step;
        amounts[member].previous_outturn_ore -= step;
    }
    return true;
}

/// A column without budget stays exactly zero: a delivered budget without a row is a budget of nothing.
std::vector<std::size_t> budgeted(const PrintedRow& row, const std::vector<PrintedRow>& rows) {
    std::vector<std::size_t> members;
    for (std::size_t member : row.members) {
        std::size_t printed_row = member < 4 ? member : member + 1;
        if (rows[printed_row].budget_tkr != 0) members.push_back(member);
    }
    return members;
}

bool mend_row(Amounts& amounts, const PrintedRow& row, const std::vector<PrintedRow>& rows) {
    const std::vector<std::size_t> with_budget = budgeted(row, rows);
    const auto count = static_cast<std::int64_t>(row.members.size());
    const auto budget_count = static_cast<std::int64_t>(with_budget.size());
    bool moved = false;
    auto apply = [&](std::int64_t move, std::int64_t parts, int outturn_sign, int budget_sign, int previous_sign) {
        if (move == 0 || parts == 0) return;
        moved = true;
        std::int64_t step = share(move, parts);
        for (std::size_t member : row.members) {
            amounts[member].outturn_ore += outturn_sign * step;
            amounts[member].previous_outturn_ore += previous_sign * step;
        }
        for (std::size_t member : with_budget) amounts[member].budget_ore += budget_sign * step;
    };
    apply(needed_move(sums_of(amounts, row).outturn_ore, row.outturn_tkr), count, 1, 0, 0);
    apply(needed_move(sums_of(amounts, row).budget_ore, row.budget_tkr), budget_count, 0, 1, 0);
    apply(needed_move(sums_of(amounts, row).previous_ore, row.previous_tkr), count, 0, 0, 1);
    RowSums sums = sums_of(amounts, row);
    apply(needed_move(sums.outturn_ore - sums.budget_ore, row.budget_difference_tkr), count + budget_count, 1, -1, 0);
    sums = sums_of(amounts, row);
    apply(needed_move(sums.outturn_ore - sums.previous_ore, row.difference_tkr), 2 * count, 1, 0, -1);
    return mend_change(amounts, row) || moved;
}

base::Done check_cells(const Amounts& amounts, const std::vector<PrintedRow>& rows) {
    base::Issues issues;
    for (std::size_t index = 0; index < rows.size(); ++index) {
        const PrintedRow& row = rows[index];
        RowSums sums = sums_of(amounts, row);
        const std::array<std::pair<Int128, std::int64_t>, 6> cells = {{
            {half_away_divided(sums.outturn_ore, ore_per_tkr), row.outturn_tkr},
            {half_away_divided(sums.budget_ore, ore_per_tkr), row.budget_tkr},
            {half_away_divided(Int128{sums.outturn_ore} - sums.budget_ore, ore_per_tkr), row.budget_difference_tkr},
            {half_away_divided(sums.previous_ore, ore_per_tkr), row.previous_tkr},
            {half_away_divided(Int128{sums.outturn_ore} - sums.previous_ore, ore_per_tkr), row.difference_tkr},
            {half_away_divided((Int128{sums.outturn_ore} - sums.previous_ore) * 1000, sums.previous_ore), row.change_tenths},
        }};
        for (std::size_t cell = 0; cell < cells.size(); ++cell) {
            if (cells[cell].first == cells[cell].second) continue;
            issues.push_back(make_issue("cell_does_not_hold",
                                        "resultaträkningens rad " + std::to_string(index + 1) + ", cell " + std::to_string(cell + 1) + ": " +
                                            base::format_int128(cells[cell].first) + " i stället för " + std::to_string(cells[cell].second),
                                        "de publicerade cellerna motsäger varandra, kontrollera dem"));
        }
    }
    if (!issues.empty()) return issues;
    return base::Nothing{};
}

}  // namespace

const std::array<const char*, 16>& statement_lines() { return lines; }

bool is_income(const std::string& line) { return std::find(lines.begin(), lines.begin() + 4, line) != lines.begin() + 4; }

std::vector<std::string> statement_columns() {
    return {"outturn_tkr", "budget_tkr", "budget_diff_tkr", "outturn_prev_year_tkr", "diff_prev_year_tkr", "outturn_diff_pct"};
}

Result<std::vector<LineAmounts>> solve_statement(const Table& published, std::uint64_t seed) {
    std::vector<PrintedRow> rows = TRY(read_printed(published));
    Random random(derived_seed(seed, "statement"));
    Amounts amounts;
    for (std::size_t line = 0; line < lines.size(); ++line) {
        const PrintedRow& row = rows[line < 4 ? line : line + 1];
        // Off the whole thousands at once, so that no amount looks made up.
        auto near = [&](std::int64_t tkr) { return tkr == 0 ? 0 : tkr * ore_per_tkr + random.between(-20'000, 20'000); };
        amounts.push_back({lines[line], near(row.outturn_tkr), near(row.budget_tkr), near(row.previous_tkr)});
    }
    for (int sweep = 0; sweep < sweeps_max; ++sweep) {
        bool moved = false;
        for (const PrintedRow& row : rows) moved = mend_row(amounts, row, rows) || moved;
        if (moved) continue;
        TRY(check_cells(amounts, rows));
        return amounts;
    }
    base::Issues issues{
        make_issue("statement_has_no_solution", "inga belopp ger resultaträkningens alla publicerade celler", "kontrollera att cellerna går ihop")};
    auto checked = check_cells(amounts, rows);
    if (!checked.ok()) issues.insert(issues.end(), checked.issues().begin(), checked.issues().end());
    return issues;
}

}  // namespace tertial::synth
