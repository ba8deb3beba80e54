// The figures that worked-out rows rest on: what targets are assessed by, and what initiatives are measured by. They are worked out first.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/state.hpp"
#include "figures/bound.hpp"

namespace tertial::engine {

/// Figures that have been worked out, by address: by the query engine, or row by row when they are verified.
using Outcomes = std::map<std::string, domain::Figure>;

/// True where a row beneath the figure is an assessment or an initiative's outcome.
[[nodiscard]] bool rests_on_outcomes(const model::Model& model, const figures::BoundFigure& figure);
/// Those that the figures rest on, each once. They may rest on others in their turn: a target of what initiatives have given.
base::Result<std::vector<figures::BoundFigure>> bind_outcomes(const Snapshot& snapshot, const std::vector<figures::BoundFigure>& figures);

}  // namespace tertial::engine
