// A data set's checks, as far as they are written in the expression language: which rows, and which value.
#pragma once

#include "domain/aggregate_query.hpp"
#include "figures/bound.hpp"

namespace tertial::figures {

/// The rows of these months that the check looks at; all of them where it does not say. Issues of the predicate.
base::Result<domain::RowFilter> bind_check_rows(const model::Model& model, const model::DataSet& data_set, const model::DeliveryCheck& check,
                                                const std::vector<base::Month>& months);

/// The value that a check of limits judges, in one month. Issues of the expression.
base::Result<BoundFigure> bind_check_value(const model::Model& model, const model::DeliveryCheck& check, base::Month month);

/// Issues of every check in the model.
[[nodiscard]] base::Issues check_delivery_checks(const model::Model& model);

}  // namespace tertial::figures
