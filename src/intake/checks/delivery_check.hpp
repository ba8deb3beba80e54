// Checks of a delivery as a whole, one file each. A check is a pure function: it is given sums by month and group, of what is delivered
// now and of what was delivered before, and gives findings. Which rows it looks at, and how severe its findings are, the model says.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "domain/aggregate_query.hpp"
#include "model/model.hpp"

namespace tertial::intake::checks {

/// What a check must be told before it can judge.
struct Question {
    std::vector<std::string> fields;    ///< rows are gathered by the values of these
    std::vector<std::string> measures;  ///< and summed
    int months_before = 0;              ///< of history
    bool unbalanced_only = false;       ///< only groups whose first measure does not sum to zero
};
[[nodiscard]] Question question_of(const model::DataSet& data_set, const model::DeliveryCheck& check);

struct Input {
    const model::Model& model;
    const model::DataSet& data_set;
    const model::DeliveryCheck& check;
    std::vector<base::Month> judged;         ///< what is delivered now, sorted
    std::set<base::Month> known;             ///< months that are in force once it is: those judged, and the ones before that have come
    std::vector<domain::RowGroup> groups{};  ///< the answer to the question, by month
};

struct Finding {
    base::Month month;
    std::string message;
    std::int64_t line = 0;      ///< 0: of no single row
    base::Int128 at_stake = 0;  ///< in the measure's base units, or rows: the largest are told first
};

struct Findings {
    std::vector<Finding> found;
    std::vector<Finding> lacking;  ///< what could not be judged, and why; the model says what is done about it
};

/// Vouchers, or other groups, whose rows must take each other out.
[[nodiscard]] Findings check_balance(const Input& input);
/// What a month opens with is what the month before closed with.
[[nodiscard]] Findings check_opening_balance(const Input& input);
/// A unit that delivered in each of the months before, and is still open, delivers now.
[[nodiscard]] Findings check_unit_stops(const Input& input);
/// The number of rows, or a sum, against its own history: last year's same month times how the year has moved since, else the median.
/// Robust: medians and quartiles only, so that one odd month neither hides nor makes another, and a step in the series makes none.
[[nodiscard]] Findings check_level(const Input& input);
/// A group that each of the months before has: an accrual, a rent, a recurring invoice.
[[nodiscard]] Findings check_recurring(const Input& input);
/// What two boards have booked against each other. The check's field holds the counterparty, whose list says which board it is.
[[nodiscard]] Findings check_internal_pairs(const Input& input);

}  // namespace tertial::intake::checks
