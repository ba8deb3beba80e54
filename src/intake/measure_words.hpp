// Sums of a data set's measures as people read them: by the field's own name, money in kronor. For receipts, checks and differences.
#pragma once

#include <string>

#include "base/rational.hpp"
#include "model/model.hpp"

namespace tertial::intake {

/// "Belopp".
[[nodiscard]] std::string measure_label(const model::DataSet& data_set, const std::string& measure);
/// "411 786 251,33 kr"; `sum` as it is stored, with the field's scale.
[[nodiscard]] std::string format_measure(const model::DataSet& data_set, const std::string& measure, base::Int128 sum);

/// An amount in kronor, or in whole units of the measure, as its sums are stored.
[[nodiscard]] base::Int128 stored_amount(const model::DataSet& data_set, const std::string& measure, std::int64_t whole);

}  // namespace tertial::intake
