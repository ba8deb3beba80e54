// Finds öre amounts for the printed income statement so that every printed cell comes out under rounding, sums included.
// It knows nothing of units or rows; the ledger and the budget are spread from what it gives.
// Method: start at the printed figures, move the amounts of each broken cell just far enough, round and round until
// all cells hold with a margin (projections on half-spaces, in integers). Then every cell is checked once more by division.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "synth/table.hpp"

namespace tertial::synth {

/// The three amounts of a line for January to April. Signs as printed: income positive, cost negative.
struct LineAmounts {
    std::string line;
    std::int64_t outturn_ore = 0;
    std::int64_t budget_ore = 0;
    std::int64_t previous_outturn_ore = 0;
};

/// The ids of the lines in the order of the printed statement.
[[nodiscard]] const std::array<const char*, 16>& statement_lines();
[[nodiscard]] bool is_income(const std::string& line);

/// The columns of income_statement.csv that are read.
[[nodiscard]] std::vector<std::string> statement_columns();

/// Issues `statement_is_not_readable`, `statement_has_no_solution` (the cells could not be met) and `cell_does_not_hold`.
[[nodiscard]] base::Result<std::vector<LineAmounts>> solve_statement(const Table& published, std::uint64_t seed);

}  // namespace tertial::synth
