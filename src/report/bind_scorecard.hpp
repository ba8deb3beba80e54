// The tables of a board's goals bound: indicators with outcome and target, assignments, and the summary that counts their levels.
#pragma once

#include "report/figure_list.hpp"

namespace tertial::report {

/// Issues `goal_area_is_unknown`, `goals_are_not_in_the_model` (no data set holds the assessments).
[[nodiscard]] BoundScorecard bind_scorecard(FigureList& list, const ParsedScorecard& scorecard);

}  // namespace tertial::report
