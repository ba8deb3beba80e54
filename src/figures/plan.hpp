// Many bound figures → few aggregate queries → figures. Pure: the same figures give the same queries, byte for byte; the engine
// runs the queries in between.
//
// For each data set the values of every tested field are partitioned into classes, such that two values in one class pass exactly
// the same tests of this page. One query per data set (and one per field whose values are ranked or told apart) then answers every figure.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "domain/aggregate_query.hpp"
#include "figures/bound.hpp"

namespace tertial::figures {

/// What has been delivered: data set → months in force.
struct Coverage {
    std::map<std::string, std::set<base::Month>> months_by_data_set;
};

/// The value of one atom, with what lies beneath it.
struct AtomValue {
    /// What counts by the same share.
    struct Part {
        base::Int128 sum = 0;
        std::int64_t row_count = 0;
        friend bool operator==(const Part&, const Part&) = default;
    };
    std::vector<Part> parts;                            ///< by the atom's parts
    std::int64_t row_count = 0;                         ///< all rows beneath it
    std::int64_t present_count = 0;                     ///< rows whose measure is present
    std::map<std::int64_t, std::int64_t> histogram;     ///< value → rows, for a percentile
    std::set<std::string> distinct;                     ///< different values, where they are counted
    std::vector<base::Month> lacking_months;            ///< asked for but not delivered
    std::map<base::Month, std::int64_t> rows_by_month;  ///< only for an atom that needs every day (its rows) or every month (its measured rows)

    friend bool operator==(const AtomValue&, const AtomValue&) = default;
};

/// A predicate over classes instead of values.
struct ClassTest {
    std::size_t key_index = 0;
    std::vector<bool> passing_classes;
};
struct ClassPredicate {
    enum class Kind { test, negation, all, any };
    Kind kind = Kind::all;
    ClassTest test;
    std::vector<ClassPredicate> parts;
    [[nodiscard]] bool passes(const std::vector<int>& classes) const;
};

struct PlannedPart {
    ClassPredicate predicate;
    std::set<base::Month> months;
};
struct PlannedAtom {
    const BoundAtom* atom = nullptr;
    std::size_t query_index = 0;
    std::size_t sum_index = 0;       ///< into the query's sums; unused where nothing is summed
    std::vector<PlannedPart> parts;  ///< by the atom's parts
};

struct Plan {
    std::vector<domain::AggregateQuery> queries;
    std::vector<bool> answerable_from_aggregates;      ///< per query: every key is a kept dimension
    std::vector<PlannedAtom> atoms;                    ///< unique ones
    std::map<std::string, std::size_t> index_of_atom;  ///< by BoundAtom::key
};

/// The figures must outlive the plan.
[[nodiscard]] Plan plan_figures(const model::Model& model, const std::vector<BoundFigure>& figures);

using QueryResults = std::vector<std::vector<domain::AggregateRow>>;
[[nodiscard]] std::vector<AtomValue> evaluate_atoms(const Plan& plan, const QueryResults& results, const Coverage& coverage);

/// One figure from its atoms' values (in the figure's own atom order).
base::Result<domain::Figure> evaluate_figure(const model::Model& model, const BoundFigure& figure, const std::vector<const AtomValue*>& values,
                                             const Coverage& coverage);

/// The rows beneath one part of an atom, for trace.
[[nodiscard]] domain::RowFilter row_filter(const AtomPart& part);

/// The atom's sum or number of rows, each part by its share; as stored, before the field's scale. Not of a percentile.
base::Result<base::Rational> counted(const BoundAtom& atom, const AtomValue& value);

/// A decimal field is stored as a whole number of its last decimal: `stored` / 10^scale.
[[nodiscard]] base::Result<base::Rational> unscaled(const base::Rational& stored, int scale);

/// The value that `percent` (0 to 100) of the rows lie at or below. Between two values it lies by its share of the way, as PERCENTILE_CONT of
/// SQL does: the fiftieth is the median, the mean of the two middle values of an even count. Nothing for an empty histogram.
base::Result<std::optional<base::Rational>> find_percentile(const std::map<std::int64_t, std::int64_t>& histogram, const base::Rational& percent);

}  // namespace tertial::figures
