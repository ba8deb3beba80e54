// Tables and charts bound: rows generated from statements, codes and units; columns laid over rows.
#pragma once

#include "report/figure_list.hpp"

namespace tertial::report {

[[nodiscard]] BoundInlines bind_inlines(FigureList& list, const ParsedInlines& inlines);
[[nodiscard]] BoundTable bind_table(FigureList& list, const ParsedTable& table);
[[nodiscard]] BoundChart bind_chart(FigureList& list, const ParsedChart& chart);

}  // namespace tertial::report
