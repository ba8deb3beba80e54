// Use case: assessments. Every target and assignment that holds in a month, with its outcome and level. They are also the rows of the
// data set that the model marks `assessments`, so that a count of colours is a figure like any other.
#pragma once

#include <map>
#include <set>

#include "engine/compute.hpp"

namespace tertial::engine {

struct Assessment {
    const model::Target* target = nullptr;                 ///< of an indicator; nullptr for an assignment
    const model::Assignment* assignment = nullptr;         ///< of an assignment; nullptr for an indicator
    domain::Level computed = domain::Level::not_assessed;  ///< by the scheme; of an assignment nothing is computed
    domain::Level level = domain::Level::not_assessed;     ///< that counts: a person's, where there is one
    const Judgement* judgement = nullptr;                  ///< the person's; nullptr where nobody has judged
    std::optional<domain::Figure> outcome;                 ///< of an indicator; without value where nothing was measured

    [[nodiscard]] const std::string& goal_area() const { return target != nullptr ? target->goal_area : assignment->goal_area; }
    [[nodiscard]] const std::string& unit() const { return target != nullptr ? target->unit : assignment->unit; }
    [[nodiscard]] const std::string& item() const { return target != nullptr ? target->id : assignment->id; }
    [[nodiscard]] std::string_view kind() const { return target != nullptr ? "indicator" : "assignment"; }
};

/// Figures that have been worked out, by address: by the query engine, or row by row when they are verified.
using Outcomes = std::map<std::string, domain::Figure>;

/// The months whose assessments the figures are made of; empty for figures of delivered rows alone.
[[nodiscard]] std::set<base::Month> assessed_months(const model::Model& model, const std::vector<figures::BoundFigure>& figures);
/// The outcomes that the assessments of these months need, bound.
base::Result<std::vector<figures::BoundFigure>> bind_outcomes(const Snapshot& snapshot, const std::set<base::Month>& months);
base::Result<std::vector<Assessment>> assess_month(const Snapshot& snapshot, base::Month month, const Outcomes& outcomes);

/// The assessments as rows of the data set, for figures over them.
class AssessmentRow final : public figures::RowValues {
public:
    AssessmentRow(const Assessment& assessment, base::Month month);
    [[nodiscard]] const std::string* code_of(const std::string& field) const override;
    [[nodiscard]] std::optional<std::int64_t> whole_of(const std::string&) const override { return std::nullopt; }

private:
    std::map<std::string, std::string> codes_;
};

/// The answer to a query over the data set of assessments.
base::Result<std::vector<domain::AggregateRow>> count_assessments(const Snapshot& snapshot, const domain::AggregateQuery& query, const Outcomes& outcomes);

/// What has been delivered, and the months of assessments, which are there as soon as they are asked for.
[[nodiscard]] figures::Coverage coverage_with_assessments(const Snapshot& snapshot, const std::vector<figures::BoundFigure>& figures);

/// The addresses of the outcomes beneath a figure of assessments: those whose rows it counts.
base::Result<std::vector<std::string>> counted_outcomes(const Snapshot& snapshot, const figures::BoundFigure& figure, const Outcomes& outcomes);

}  // namespace tertial::engine
