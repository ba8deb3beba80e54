// Row predicates: names → fields and code sets.
#pragma once

#include "figures/bound.hpp"

namespace tertial::figures {

/// Where a predicate is bound: the data set whose rows it tests, and the unit that asks (for own_board and own_region).
struct PredicateScope {
    const model::Model& model;
    const model::DataSet& data_set;
    const std::string& asking_unit;
    const base::Place& place;
    std::optional<base::Month> seen;  ///< the month of the organisation; nothing: as organisation.csv has it
};

base::Result<BoundPredicatePointer> bind_predicate(const PredicateScope& scope, const ParsedPredicate& predicate);
/// The rows of the units (sorted).
[[nodiscard]] BoundPredicatePointer unit_predicate(const model::DataSet& data_set, std::vector<std::string> units);
[[nodiscard]] BoundPredicatePointer negated(BoundPredicatePointer inner);

}  // namespace tertial::figures
