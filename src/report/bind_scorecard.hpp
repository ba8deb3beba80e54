// The tables of what a board has decided, bound: indicators with outcome and target, assignments, the summary that counts their levels,
// and initiatives with their effects.
#pragma once

#include "report/figure_list.hpp"

namespace tertial::report {

/// Issues `goal_area_is_unknown`, `goals_are_not_in_the_model` (no data set holds the assessments), `initiatives_are_not_in_the_model`.
[[nodiscard]] BoundScorecard bind_scorecard(FigureList& list, const ParsedScorecard& scorecard);

}  // namespace tertial::report
