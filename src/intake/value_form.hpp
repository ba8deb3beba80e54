// How a table's text writes numbers and days. Told by the mapping, or found out from a sample of the file's first records: the form
// that most of them can be read in. What cannot be decided is asked for, never guessed.
#pragma once

#include <string>

#include "base/result.hpp"
#include "intake/bound_head.hpp"
#include "intake/source_table.hpp"
#include "model/model.hpp"

namespace tertial::intake {

struct ValueForms {
    char decimal_mark = ',';
    char second_mark = 0;  ///< also taken: texts in a table whose numbers have a type of their own
    model::DateForm date_form = model::DateForm::year_first;
    bool swedish_time = false;
};

/// Issue `date_form_is_unclear`: all of the sample's days can be read with the day first and with the month first.
base::Result<ValueForms> find_value_forms(SourceTable& table, const BoundHead& head, const model::DataSet& data_set, const model::Mapping& mapping,
                                          const std::string& file);

/// "decimalkomma", and where days are not written as 2026-04-30 how they are.
[[nodiscard]] std::string value_form_words(const ValueForms& forms);
/// "2026-04-30", written in the form.
[[nodiscard]] std::string_view day_example(model::DateForm form);

}  // namespace tertial::intake
