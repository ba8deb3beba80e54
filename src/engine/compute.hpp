// Use case: figures. Plans all that are asked at once, runs the few queries, evaluates exactly.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/state.hpp"
#include "figures/bound.hpp"
#include "figures/plan.hpp"

namespace tertial::engine {

struct ComputedFigure {
    figures::BoundFigure bound;
    domain::Figure figure;
    std::vector<figures::AtomValue> atoms;  ///< in the bound figure's order
};

/// All figures or the issues that prevented them (an overflow, a damaged file). A missing value is no issue.
base::Result<std::vector<ComputedFigure>> compute_figures(Workspace& workspace, const Snapshot& snapshot, std::vector<figures::BoundFigure> bound,
                                                          facts::UseAggregates use);

/// Parses and binds a figure's address. Its as-of decides the snapshot, so that comes first: see `snapshot_for`.
base::Result<ComputedFigure> compute_figure(Workspace& workspace, const Snapshot& snapshot, const figures::Address& address, facts::UseAggregates use);

/// The figures one step below (figures::terms_of). One that is no figure of its own is left out.
base::Result<std::vector<ComputedFigure>> compute_terms(Workspace& workspace, const Snapshot& snapshot, const ComputedFigure& computed,
                                                        facts::UseAggregates use);

/// The outcomes that a figure of assessments rests on; none for every other figure.
base::Result<std::vector<ComputedFigure>> compute_outcomes(Workspace& workspace, const Snapshot& snapshot, const figures::BoundFigure& figure,
                                                           facts::UseAggregates use);
/// By address.
[[nodiscard]] std::map<std::string, domain::Figure> outcomes_of(const std::vector<ComputedFigure>& computed);

/// What a person asks for: a whole address as `expression`, or an expression with a unit and a period beside it.
base::Result<figures::Address> read_question(const std::string& expression, const std::string& unit, const std::string& period);

/// The snapshot that an address asks for.
base::Result<Snapshot> snapshot_for(Workspace& workspace, const figures::Address& address);

/// The queries behind the figures, as text, without running them.
base::Result<std::vector<std::string>> query_texts(Workspace& workspace, const Snapshot& snapshot, const std::vector<figures::BoundFigure>& bound,
                                                   facts::UseAggregates use);

}  // namespace tertial::engine
