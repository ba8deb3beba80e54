// Template tree → bound report: names resolved against the model, for one unit and period. Pure.
#pragma once

#include "base/result.hpp"
#include "report/bound.hpp"

namespace tertial::report {

/// All issues at once, at their places in the template: those of figures::bind_figure, and `unit_is_unknown`, `code_list_is_unknown`,
/// `code_is_unknown`, `basis_is_unknown`, `statement_is_unknown`, `field_is_unknown`, `measure_unit_does_not_fit`, `rows_are_empty`.
/// Every address carries asof=<position>.
base::Result<BoundReport> bind_report(const model::Model& model, const ParsedReport& report, const ReportScope& scope);

}  // namespace tertial::report
