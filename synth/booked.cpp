#include "synth/booked.hpp"

#include <cstdlib>

#include "synth/statement.hpp"

namespace tertial::synth {

using base::Month;

const std::vector<Span>& booked_spans() {
    static const std::vector<Span> spans = {
        {Month::of(2025, 1), Month::of(2025, 4)}, {Month::of(2025, 5), Month::of(2025, 12)}, {Month::of(2026, 1), Month::of(2026, 4)}};
    return spans;
}

base::Result<std::vector<Pool>> read_booked_pools(const CareOrder& order, const Region& region, const std::string& line_or_pool) {
    Table statement = TRY(Table::read(order.published_folder + "/income_statement.csv", statement_columns()));
    std::vector<LineAmounts> lines = TRY(solve_statement(statement, order.seed));
    std::vector<Pool> pools = TRY(read_pools(order.assumptions_folder, region, lines));
    std::erase_if(pools, [&](const Pool& pool) { return pool.board != "HSN" || (pool.line != line_or_pool && pool.name != line_or_pool); });
    if (pools.empty()) return base::make_issue("row_is_missing", "posten " + line_or_pool + " saknas", "rätta pools.csv");
    return pools;
}

std::int64_t booked_ore(const Pool& pool, const Span& span) {
    if (span.first.year() == last_month.year()) return std::abs(pool.amounts.outturn_ore);
    base::Int128 previous = std::abs(pool.amounts.previous_outturn_ore);
    return static_cast<std::int64_t>(span.first.month() == 1 ? previous : previous * pool.rest_of_year_permille / 1000);
}

}  // namespace tertial::synth
