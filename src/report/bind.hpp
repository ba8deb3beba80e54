// Template tree → bound report: names resolved against the model, for one unit and period. Pure.
#pragma once

#include "base/result.hpp"
#include "report/bound.hpp"

namespace tertial::report {

/// All issues at once, at their places in the template: those of figures::bind_figure, and `unit_is_unknown`, `code_list_is_unknown`,
/// `code_is_unknown`, `basis_is_unknown`, `statement_is_unknown`, `field_is_unknown`, `measure_unit_does_not_fit`, `rows_are_empty`.
/// Every address carries asof=<position>.
/// Of what people have said, the newest text for a slot, the unit and its months is bound with it, and an issue within it is placed in
/// that text.
base::Result<BoundReport> bind_report(const model::Model& model, const ParsedReport& report, const ReportScope& scope, const SaidThings& said = {});

/// The issues that a report of the text's unit and period would have with the text; `position` is that of the logbook's head.
[[nodiscard]] base::Issues check_person_text(const model::Model& model, const PersonText& text, std::int64_t position);

}  // namespace tertial::report
