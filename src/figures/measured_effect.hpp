// What an initiative has given, as figures: the rows that it names and what they are laid beside (model::InitiativeMethod). Cost is negative
// and income positive, so what is better is positive. Rows that two initiatives name are counted once, for the one that stands first.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "figures/address.hpp"
#include "model/model.hpp"

namespace tertial::figures {

/// Rows of a unit that pass a predicate, added (1) or taken away (-1).
struct MeasuredRows {
    std::string where;
    std::string unit;
    int sign = 1;
};

using InitiativeMethods = std::vector<const model::InitiativeMethod*>;

[[nodiscard]] MeasuredRows whole_rows(const model::InitiativeMethod& method);
/// The rows that no earlier initiative names. Units are told apart as they lie now.
[[nodiscard]] std::vector<MeasuredRows> counted_rows(const model::Model& model, const model::InitiativeMethod& method, const InitiativeMethods& earlier);
/// The rows that both name, if any row can be both's: the same measure, and one's unit lies within the other's.
[[nodiscard]] std::optional<MeasuredRows> common_rows(const model::Model& model, const model::InitiativeMethod& method, const model::InitiativeMethod& other);

/// What the rows came to from January to the month, and what that is laid beside: a figure, times `months` (the share of its months that have gone), and
/// raised by `price`.
struct MeasuredQuestion {
    Address outturn;
    Address beside;
    base::Rational months{1};
    std::optional<Address> price;
};
base::Result<MeasuredQuestion> measured_question(const model::InitiativeMethod& method, const MeasuredRows& rows, base::Month month, std::int64_t as_of);

/// Methods whose rows or prices are not in the model, or are no money that is delivered, and prices that are no rate: `measure_is_not_delivered`,
/// `measure_unit_does_not_fit`, `kinds_do_not_mix`, and what bind_figure says.
[[nodiscard]] base::Issues check_initiative_methods(const model::Model& model);

}  // namespace tertial::figures
