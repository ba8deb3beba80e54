// Puts words to a fault: where, what and how to mend it, in Swedish as to a controller. Reached only for faults that are shown.
#pragma once

#include <string>

#include "base/result.hpp"
#include "intake/bound_head.hpp"
#include "intake/fault.hpp"
#include "intake/problem.hpp"
#include "intake/value_form.hpp"
#include "model/model.hpp"

namespace tertial::intake {

struct FaultContext {
    const model::Model* model = nullptr;
    const model::DataSet* data_set = nullptr;
    const SourceTable* table = nullptr;
    const BoundHead* head = nullptr;
    ValueForms forms;
    std::string file;
};

/// The same with its parts apart, for the full list.
[[nodiscard]] Problem describe_problem(const Fault& fault, const FaultContext& context);
[[nodiscard]] base::Issue describe_fault(const Fault& fault, const FaultContext& context);

/// The value in quotes, at most 40 characters of it, without control characters.
[[nodiscard]] std::string shown_value(std::string_view value);

/// Issue `person_number_is_refused` in what gives no record: "bladet Övrigt", "raderna ovanför rubrikerna".
[[nodiscard]] base::Issue person_number_beside(const std::string& where, base::Place place);

}  // namespace tertial::intake
