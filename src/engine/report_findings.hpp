// What a report had to do without: its own tables and notes say it to the reader; these findings say it to whoever makes the report.
#pragma once

#include "engine/make_report.hpp"

namespace tertial::engine {

/// Warnings: `indicator_has_no_outcome`, one per target; `table_has_empty_cells`, one per table and reason, of figures that lack
/// deliveries; `comment_lacks_figure`, one per text of a person that names a figure without value; `unit_is_closed_in_the_period`, one per unit. A figure that
/// nobody measures or that does not apply is no finding.
[[nodiscard]] base::Issues find_report_findings(const MadeReport& made);

/// Names of the units at the report's unit and below that were closed within the period.
[[nodiscard]] std::vector<std::string> closed_units(const model::Model& model, const std::string& unit, const base::Period& period);

}  // namespace tertial::engine
