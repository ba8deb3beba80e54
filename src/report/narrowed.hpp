// An expression over fewer rows.
#pragma once

#include "figures/expression.hpp"

namespace tertial::report {

/// The expression with the test added to every reference and aggregate.
[[nodiscard]] figures::ExpressionPointer narrowed(const figures::ExpressionPointer& expression, const figures::PredicatePointer& test);

}  // namespace tertial::report
