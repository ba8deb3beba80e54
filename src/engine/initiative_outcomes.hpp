// Use case: what initiatives have given, measured from January to a month by each one's own method (figures/measured_effect.hpp).
// worked_out_rows.hpp makes rows of them.
#pragma once

#include "engine/outcomes.hpp"

namespace tertial::engine {

struct InitiativeOutcome {
    const model::InitiativeMethod* method = nullptr;
    std::optional<base::Rational> outturn;          ///< in öre, cost negative; nothing where rows that it needs have not been delivered
    std::optional<base::Rational> reference;        ///< what the outturn is laid beside
    std::optional<base::Rational> effect;           ///< outturn less reference
    std::optional<base::Rational> counted_effect;   ///< of the rows that no earlier initiative measures: these add up
    std::optional<base::Rational> expected_effect;  ///< by the phasing of the full year's
    std::vector<std::string> overlaps_with;         ///< earlier initiatives that measure some of the same rows
    std::vector<std::string> addresses;             ///< the figures that it is made of
};

/// The figures that the outcomes of a month need, bound.
base::Result<std::vector<figures::BoundFigure>> bind_measured(const Snapshot& snapshot, base::Month month);
/// Of the initiatives under way that have a method, in the order of the model.
base::Result<std::vector<InitiativeOutcome>> measure_initiatives(const Snapshot& snapshot, base::Month month, const Outcomes& outcomes);

}  // namespace tertial::engine
