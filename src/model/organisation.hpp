// What has happened to the organisation: each change is a decision that holds from the first of a month. organisation.csv says how the
// units lie after all of them; organisation_changes.csv says how they came to lie so. From the two, the tree of any month and where the
// rows of a month belong when they are seen under the tree of a later one.
#pragma once

#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/rational.hpp"
#include "base/result.hpp"

namespace tertial::model {

enum class ChangeKind {
    move,      ///< a unit comes under another parent
    merge,     ///< a unit goes up in another, which its rows are counted by from then on
    split,     ///< a unit is divided: several rows of the same unit and month, whose shares are 1 together
    transfer,  ///< some of a unit's rows (accounts, an activity, a project) become another unit's
    rename,    ///< a unit gets another name
};

struct OrganisationChange {
    ChangeKind kind = ChangeKind::move;
    std::string unit;
    base::Month from = base::Month::of(1, 1);  ///< the first month that it holds
    std::string before;                        ///< of a move the parent, of a rename the name
    std::string after;                         ///< the parent, the unit that takes over, or the name
    base::Rational share{1};                   ///< of a split
    std::string rows;                          ///< of a transfer: which rows, in the expression language
    std::string decision;
    base::Place place;
};

/// "move", "merge" …
[[nodiscard]] std::string_view change_id(ChangeKind kind);
/// "Biobanken flyttades till Laboratoriemedicin från januari 2026".
[[nodiscard]] std::string change_words(const OrganisationChange& change, const std::string& unit_name, const std::string& after_name);

/// The units under each other in the months of one tree, from `from` until the next one.
struct UnitTree {
    base::Month from = base::Month::of(1, 1);
    std::vector<std::string> parent_of_unit;  ///< in the order of the model's units
};

}  // namespace tertial::model
