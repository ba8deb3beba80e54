// Use case: explain. A computed figure's recipe: a sentence in Swedish, its formula, its parts and the deliveries beneath.
#pragma once

#include "base/json.hpp"
#include "engine/compute.hpp"
#include "report/document.hpp"

namespace tertial::engine {

/// The figures one step below, in the definition's order.
using Terms = std::vector<const ComputedFigure*>;

/// The recipe that a number opens in a report.
[[nodiscard]] report::Recipe make_recipe(const Snapshot& snapshot, const ComputedFigure& computed, const Terms& terms);

/// The figure with its recipe, as JSON (docs/formats/figure.md). Each part tells data set, formula, unit, months and files, so
/// that one can predict which records the figure depends on.
[[nodiscard]] base::Json explain_json(const Snapshot& snapshot, const ComputedFigure& computed, const Terms& terms);
/// Some lines of Swedish.
[[nodiscard]] std::string explain_text(const Snapshot& snapshot, const ComputedFigure& computed, const Terms& terms);
[[nodiscard]] Terms pointers_to(const std::vector<ComputedFigure>& terms);

/// The figure alone, as JSON.
[[nodiscard]] base::Json figure_json(const Snapshot& snapshot, const ComputedFigure& computed);
/// The number as the definition or the address's measure unit shows it, with unit; or the reason for its absence.
[[nodiscard]] std::string figure_text(const ComputedFigure& computed);

}  // namespace tertial::engine
