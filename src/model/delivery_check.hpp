// A check (kontroll) of what a file holds once its rows can be read: that vouchers balance, that a unit still delivers, that a total
// is like its own history. Declared in the data set; each kind has a file of its own in intake/checks.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/rational.hpp"
#include "base/result.hpp"

namespace tertial::model {

enum class CheckKind {
    balance,          ///< the measure sums to zero in every group
    repeated_rows,    ///< no two rows are the same in every field
    opening_balance,  ///< opening of a month = closing of the month before, in every group
    unit_stops,       ///< a unit that delivered in each of the months before delivers now
    level,            ///< rows, or a measure, are like their own history of the same season
    recurring,        ///< a group that each of the months before has is there now
    internal_pairs,   ///< what two boards have booked against each other takes each other out
    rows,             ///< no row passes `where`
    limits,           ///< the expression's value of the month lies within its limits
};

/// What is done where a check lacks what it needs: rows without a value in a field that it groups by, or an earlier month.
enum class MissingPolicy { left_out, told, refused };

struct DeliveryCheck {
    std::string id;
    CheckKind kind = CheckKind::balance;
    std::string label;  ///< what people see it called
    base::Severity severity = base::Severity::warning;
    MissingPolicy missing = MissingPolicy::left_out;
    std::optional<base::Month> valid_from;  ///< first month that it looks at, also as history
    std::string where;                      ///< row predicate: only these rows are looked at. Empty: all
    std::vector<std::string> by;            ///< fields whose values make the groups
    std::string measure;                    ///< empty: the data set's first money measure, else its rows
    std::string closing;                    ///< of opening_balance: the measure that `measure` must equal a month later
    int months = 0;                         ///< of history that is looked at
    int share_percent = 0;                  ///< of level: smallest deviation worth telling, in per cent of what was expected
    int spreads = 0;                        ///< of level: smallest deviation worth telling, in upper quartiles of the earlier ones
    std::int64_t at_stake = 0;              ///< smallest amount worth telling, in kronor or whole units of the measure
    std::string unit;                       ///< of limits: whose value; empty: the whole region's
    std::string expression;                 ///< of limits
    std::optional<base::Rational> least;
    std::optional<base::Rational> most;
    std::string message;  ///< of rows and limits: what is wrong, in the region's own words. May be empty
    std::string hint;     ///< how it is mended. May be empty
    base::Place place;
};

/// "balance", as it is written in the model.
[[nodiscard]] std::string check_kind_name(CheckKind kind);

/// When files of a data set are to have come, and from whom.
struct ExpectedDelivery {
    std::string from;  ///< a system or a role, never a person
    int every_months = 1;
    int within_days = 0;               ///< after the last day of the period that it is about
    std::optional<base::Month> since;  ///< first month that is expected
    std::vector<std::string> parts;    ///< each of these is expected; empty: one file for all
    base::Place place;
};

}  // namespace tertial::model
