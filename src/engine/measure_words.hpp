// Sums of a data set's measures as people read them: by the field's own name, money in kronor. For receipts and differences.
#pragma once

#include <string>

#include "base/rational.hpp"
#include "model/model.hpp"

namespace tertial::engine {

/// "Belopp".
[[nodiscard]] std::string measure_label(const model::DataSet& data_set, const std::string& measure);
/// "411 786 251,33 kr"; `sum` as it is stored, with the field's scale.
[[nodiscard]] std::string format_measure(const model::DataSet& data_set, const std::string& measure, base::Int128 sum);

}  // namespace tertial::engine
