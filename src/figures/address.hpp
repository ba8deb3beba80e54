// The one address of a figure, its one parser and its one printer.
//
//   EXPRESSION "@" unit ":" period [":" column] (":" key "=" value)*
//   keys in this order: basis, view, in (measure unit), asof (log position)
//   net_cost@HSN:2026-04-ack:deviation:basis=without_board_internal:in=mkr:asof=124
//
// What is left out means: column outturn, basis total, view as_was, the definition's own measure unit, the log's head.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/period.hpp"
#include "figures/expression.hpp"

namespace tertial::figures {

enum class Column { outturn, budget, prior, deviation, change, change_percent, target };

[[nodiscard]] std::string_view column_id(Column column);
[[nodiscard]] std::optional<Column> find_column(std::string_view name);
[[nodiscard]] std::vector<std::string> column_ids();
/// "utfall", "budget" … as in sentences.
[[nodiscard]] std::string_view column_words(Column column);

struct Address {
    ExpressionPointer expression;
    std::string unit;
    base::Period period;
    Column column = Column::outturn;
    std::string basis = "total";
    std::string measure_unit;  ///< empty: the definition's own
    std::optional<std::int64_t> as_of;
};

base::Result<Address> parse_address(std::string_view text, const base::Place& place = {});
[[nodiscard]] std::string format_address(const Address& address);

}  // namespace tertial::figures
