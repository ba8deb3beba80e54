// Use case: assessments. Every target and assignment that holds in a month, with its outcome and level. worked_out_rows.hpp makes rows
// of them.
#pragma once

#include "engine/outcomes.hpp"

namespace tertial::engine {

struct Assessment {
    const model::Target* target = nullptr;          ///< of an indicator; nullptr for an assignment
    const model::Assignment* assignment = nullptr;  ///< of an assignment; nullptr for an indicator
    std::string computed{domain::not_assessed_id};  ///< a level of the scheme; of an assignment nothing is computed
    std::string level{domain::not_assessed_id};     ///< that counts: a person's, where there is one
    const Judgement* judgement = nullptr;           ///< the person's; nullptr where nobody has judged
    std::optional<domain::Figure> outcome;          ///< of an indicator; without value where nothing was measured

    [[nodiscard]] const std::string& goal_area() const { return target != nullptr ? target->goal_area : assignment->goal_area; }
    [[nodiscard]] const std::string& unit() const { return target != nullptr ? target->unit : assignment->unit; }
    [[nodiscard]] const std::string& item() const { return target != nullptr ? target->id : assignment->id; }
    [[nodiscard]] std::string_view kind() const { return target != nullptr ? "indicator" : "assignment"; }
};

/// The outcomes that the assessments of a month need, bound.
base::Result<std::vector<figures::BoundFigure>> bind_assessed(const Snapshot& snapshot, base::Month month);
base::Result<std::vector<Assessment>> assess_month(const Snapshot& snapshot, base::Month month, const Outcomes& outcomes);

}  // namespace tertial::engine
