// Tables and charts bound: rows generated from statements, codes and units; columns laid over rows.
#pragma once

#include "report/figure_list.hpp"

namespace tertial::report {

/// "apr-26".
[[nodiscard]] std::string short_month(base::Month month);
[[nodiscard]] BoundInlines bind_inlines(FigureList& list, const ParsedInlines& inlines);
[[nodiscard]] BoundTable bind_table(FigureList& list, const ParsedTable& table);
[[nodiscard]] BoundChart bind_chart(FigureList& list, const ParsedChart& chart);

}  // namespace tertial::report
