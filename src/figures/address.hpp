// The one address of a figure, its one parser and its one printer.
//
//   EXPRESSION "@" unit ":" period [":" column] (":" key "=" value)*
//   keys in this order: basis, view, in (measure unit), asof (log position)
//   view=comparable: history under the organisation of the period's last month; view=comparable-2026-04: under that of April 2026
//   net_cost@HSN:2026-04-ack:deviation:basis=without_board_internal:in=mkr:asof=124
//   operations@HSN:2026-T1:change_percent-7y compares with seven years before, change_percent with the year before (at most 99),
//   change-2024-02 with the period of the same kind that ends in February 2024
//
// What is left out means: column outturn, basis total, view as_was, the definition's own measure unit, the log's head.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/period.hpp"
#include "figures/expression.hpp"

namespace tertial::figures {

/// `forecast` is what the unit has said, by the period's end, that its year will come to; `forecast_deviation` that less the year's budget.
enum class Column { outturn, budget, prior, deviation, change, change_percent, target, forecast, forecast_deviation };

[[nodiscard]] std::string_view column_id(Column column);
[[nodiscard]] std::optional<Column> find_column(std::string_view name);
[[nodiscard]] std::vector<std::string> column_ids();

/// What prior, change and change_percent look back at: the same period so many years earlier, or the period of the same kind that ends with
/// a month that is named, as a stop of hiring is counted from its own month.
struct Against {
    int years_back = 1;
    std::optional<base::Month> month;

    [[nodiscard]] base::Period of(const base::Period& period) const;
    friend bool operator==(const Against&, const Against&) = default;
};

struct ComparedColumn {
    Column column = Column::outturn;
    Against against;  ///< of those that look back
    friend bool operator==(const ComparedColumn&, const ComparedColumn&) = default;
};
/// The years of "7y" or "14y", one to 99.
[[nodiscard]] std::optional<int> find_years_back(std::string_view text);
/// "change-7y", "change-2024-02"; without anything, a year.
[[nodiscard]] std::optional<ComparedColumn> find_compared_column(std::string_view text);
/// "utfall", "budget" … as in sentences.
[[nodiscard]] std::string column_words(const ComparedColumn& column);

struct Address {
    ExpressionPointer expression;
    std::string unit;
    base::Period period;
    Column column = Column::outturn;
    std::string basis = "total";
    std::string measure_unit;  ///< empty: the definition's own
    std::optional<std::int64_t> as_of;
    Against against;                        ///< of prior, change and change_percent
    std::optional<base::Month> comparable;  ///< the month of the organisation that all is seen under; nothing: each month as it was

    [[nodiscard]] ComparedColumn compared_column() const { return {column, against}; }
};

/// "as_was", "comparable", "comparable-2026-04". Issues `view_is_not_available`, `address_is_not_readable`.
base::Done set_view(Address& address, const std::string& view, const base::Place& place = {});
base::Result<Address> parse_address(std::string_view text, const base::Place& place = {});
[[nodiscard]] std::string format_address(const Address& address);

}  // namespace tertial::figures
