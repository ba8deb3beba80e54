// Rows that nobody delivers: what the model has decided and what people have said (model::RowOrigin), made when they are asked for.
// They answer the same queries as stored rows do, so that counts of levels, effects of initiatives and forecasts are figures like any
// other. Stands between the snapshot and compute, verify and trace.
#pragma once

#include "engine/assessments.hpp"

namespace tertial::engine {

/// One row, and where its words stand: an entry of the logbook, or a line of a file of the model.
class WorkedOutRow final : public figures::RowValues {
public:
    [[nodiscard]] const std::string* code_of(const std::string& field) const override;
    [[nodiscard]] std::optional<std::int64_t> whole_of(const std::string& field) const override;

    std::map<std::string, std::string> codes;  ///< an absent value is left out
    std::map<std::string, std::int64_t> wholes;
    base::Place place;                ///< in the model; empty for what only a person has said
    std::int64_t entry_position = 0;  ///< of what a person said; 0 where nobody has
};

/// The rows of a month. `outcomes` is needed for assessments alone.
base::Result<std::vector<WorkedOutRow>> worked_out_rows(const Snapshot& snapshot, const model::DataSet& data_set, base::Month month, const Outcomes& outcomes);

/// The answer to a query over such a data set.
base::Result<std::vector<domain::AggregateRow>> answer_query(const Snapshot& snapshot, const domain::AggregateQuery& query, const Outcomes& outcomes);

/// What has been delivered, and the months of rows that are worked out, which are there as soon as they are asked for.
[[nodiscard]] figures::Coverage whole_coverage(const Snapshot& snapshot, const std::vector<figures::BoundFigure>& figures);

/// The addresses of the outcomes beneath a figure of assessments: those whose rows it counts.
base::Result<std::vector<std::string>> counted_outcomes(const Snapshot& snapshot, const figures::BoundFigure& figure, const Outcomes& outcomes);

}  // namespace tertial::engine
