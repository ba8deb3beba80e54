// Which rows belong to a unit. As it was: those of the units that lay below it in the rows' own month. Comparable: those that would lie
// below it in a later month's organisation: units that have gone up in another or been divided are counted where they went, and rows that
// have been taken over (accounts, an activity) where they are now.
#pragma once

#include <vector>

#include "figures/bind_predicate.hpp"

namespace tertial::figures {

/// Rows of some months, and what share of them counts.
struct UnitRows {
    std::vector<base::Month> months;
    std::vector<std::string> units;                     ///< sorted
    std::vector<const model::OrganisationChange*> in;   ///< transfers whose rows these are
    std::vector<const model::OrganisationChange*> out;  ///< transfers whose rows these are not
    base::Rational share{1};
};

/// For the months, in runs for which the answer is the same; at least one for each month, and no row is in two. `seen`: the month of the organisation; nothing:
/// each month's own.
[[nodiscard]] std::vector<UnitRows> rows_of_unit(const model::Model& model, const std::string& unit, const std::vector<base::Month>& months,
                                                 std::optional<base::Month> seen);

/// The changes that make rows from the month on belong to the unit, or no more, when they are seen in a later one.
[[nodiscard]] std::vector<const model::OrganisationChange*> changes_between(const model::Model& model, const std::string& unit, base::Month first,
                                                                            base::Month seen);

/// A transfer's rows in a data set; nothing where the data set has not the fields that it speaks of. Issues of the condition itself.
base::Result<BoundPredicatePointer> rows_of_transfer(const PredicateScope& scope, const model::OrganisationChange& transfer);

/// Transfers whose condition no data set understands, or that cannot be read.
[[nodiscard]] base::Issues check_transfers(const model::Model& model);

}  // namespace tertial::figures
