// A figure bound to the model: names resolved to data sets and codes, periods to months, columns to arithmetic over atoms.
// An atom is one aggregate over one set of rows; everything else is exact arithmetic on atoms.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "domain/figure.hpp"
#include "figures/address.hpp"
#include "model/model.hpp"

namespace tertial::figures {

/// A test of one field: its code is one of `codes` (sorted), or its whole value lies within [least, most]. An absent value fails.
struct BoundTest {
    std::string field;
    bool by_code = true;
    std::vector<std::string> codes;
    std::optional<std::int64_t> least;
    std::optional<std::int64_t> most;
    friend bool operator==(const BoundTest&, const BoundTest&) = default;
};

struct BoundPredicate;
using BoundPredicatePointer = std::shared_ptr<const BoundPredicate>;
struct BoundNot {
    BoundPredicatePointer inner;
};
/// All of them; with none it is true.
struct BoundAll {
    std::vector<BoundPredicatePointer> parts;
};
/// At least one of them.
struct BoundAny {
    std::vector<BoundPredicatePointer> parts;
};
struct BoundPredicate {
    std::variant<BoundTest, BoundNot, BoundAll, BoundAny> node;
};

/// The rows of some of an atom's months, and what share of them counts: the organisation may have changed between its months.
struct AtomPart {
    BoundPredicatePointer predicate;  ///< unit restriction and basis included
    std::vector<base::Month> months;
    base::Rational share{1};
};

struct BoundAtom {
    AggregateFunction function = AggregateFunction::sum;  ///< a mean is bound as a sum or a count divided by days or months
    base::Rational percent{50};                           ///< of a percentile; a median is the fiftieth
    std::string data_set;
    std::string field;
    int scale = 0;                    ///< decimals of the field: its whole values are divided by 10^scale
    std::vector<AtomPart> parts;      ///< at least one
    std::vector<base::Month> months;  ///< of all parts, in order
    std::string formula;              ///< canonical aggregate in the expression language, basis and filters merged
    std::string definition;           ///< id of the definition that holds the aggregate; empty for one written directly
    std::string unit;
    base::Period period;
    std::optional<base::Month> comparable;  ///< the month of the organisation that the rows are seen under; nothing: their own
    bool is_level = false;                  ///< of a stock: no row at all means not measured, never zero
    bool needs_every_day = false;           ///< a mean of days: a day without its row is missing, not a day of zero
    bool needs_every_month = false;         ///< a mean of months' levels: likewise

    /// Worked out from all values of its rows: a median or another percentile.
    [[nodiscard]] bool is_distribution() const { return function == AggregateFunction::median || function == AggregateFunction::percentile; }
    /// Rows of it that are divided by shares cannot be told apart.
    [[nodiscard]] bool is_divisible() const { return !is_distribution() && function != AggregateFunction::count_distinct; }
    /// Equal keys mean equal rows: atoms are shared by it.
    [[nodiscard]] std::string key() const;
    /// The one that the row is in, or nullptr.
    [[nodiscard]] const AtomPart* part_of(base::Month month, const class RowValues& row) const;
};

struct BoundNode;
using BoundNodePointer = std::shared_ptr<const BoundNode>;
struct AtomIndex {
    std::size_t index = 0;
};
struct BoundOperation {
    Operation operation = Operation::add;
    BoundNodePointer left, right;
};
/// (|now| − |before|) / |before|; not applicable on a zero base or a change of sign.
struct BoundChangeShare {
    BoundNodePointer now, before;
};
struct BoundNode {
    std::variant<base::Rational, AtomIndex, BoundOperation, BoundChangeShare> node;
};

struct BoundFigure {
    Address address;
    std::string label;
    std::string source;
    std::string formula;  ///< the expression with references written out
    domain::Dimension dimension = domain::Dimension::plain;
    std::string default_measure_unit;
    int default_decimals = 0;
    std::vector<BoundAtom> atoms;
    BoundNodePointer node;
    std::vector<std::string> breaks;  ///< in its series, within its months: from when, and what is different
    std::string not_applicable;       ///< why the column does not exist for this figure; empty where it does
};

/// Binds names against the model. Issues name the nearest names: `name_is_unknown`, `data_set_is_unknown`, `field_is_unknown`,
/// `field_is_not_a_measure`, `attribute_is_unknown`, `code_is_unknown`, `unit_is_unknown`, `basis_is_unknown`, `basis_does_not_apply`,
/// `kinds_do_not_mix`, `stock_is_summed_over_time`, `ratio_has_no_denominator`, `definition_refers_to_itself`.
base::Result<BoundFigure> bind_figure(const model::Model& model, const Address& address, const base::Place& place = {});

/// True if a basis of the model leaves anything out of the data set's rows: the fields that bases test are there.
[[nodiscard]] bool has_bases(const model::Model& model, const model::DataSet& data_set);

/// Every definition and basis of the model, checked when it is read: names, kinds and roll-up.
[[nodiscard]] base::Issues check_definitions(const model::Model& model);

/// True if the row passes. `code_of` gives a field's text (empty pointer: absent), `whole_of` its whole value.
class RowValues {
public:
    virtual ~RowValues() = default;
    [[nodiscard]] virtual const std::string* code_of(const std::string& field) const = 0;
    [[nodiscard]] virtual std::optional<std::int64_t> whole_of(const std::string& field) const = 0;
};
[[nodiscard]] bool passes(const BoundPredicate& predicate, const RowValues& row);

}  // namespace tertial::figures
