// What a definition's name stands for: written out to aggregates, or one step down to the figures that it is made of.
#pragma once

#include <vector>

#include "figures/address.hpp"
#include "model/model.hpp"

namespace tertial::figures {

/// The expression with every reference replaced by its definition, and every aggregate narrowed by `filter` (nullptr: by nothing)
/// and marked with the definition that holds it. The names must have been found, as `find_shape` does.
base::Result<ExpressionPointer> written_out(const model::Model& model, const ParsedExpression& expression, const PredicatePointer& filter);

/// The figures one step below: "income" and "gross_cost" under "net_cost", for the same unit, period, column and basis. Each once, in
/// the definition's order; none where the definition is made of aggregates alone. One that does not bind (a count under a
/// ratio on a basis for money) is no figure of its own, and left to whoever binds it.
[[nodiscard]] std::vector<Address> terms_of(const model::Model& model, const Address& address);

/// The address of a target's outcome, and of the target itself, for a report whose last month is `month`.
[[nodiscard]] Address outcome_address(const model::Target& target, base::Month month, std::int64_t as_of);
[[nodiscard]] Address target_address(const model::Target& target, base::Month month, std::int64_t as_of);
/// Of a target with a reference: the figure that it is.
[[nodiscard]] Address reference_address(const model::Target& target, base::Month month, std::int64_t as_of);

}  // namespace tertial::figures
