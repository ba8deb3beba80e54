// Query results → atoms → figures. Exact all the way; a missing part makes the whole missing, with its reason.
#include <algorithm>

#include "base/text.hpp"
#include "figures/plan.hpp"

namespace tertial::figures {
namespace {

using base::Rational;
using base::Result;
using domain::Absence;

/// A value or the reason why there is none, while a figure is worked out.
struct Outcome {
    std::optional<Rational> value;
    Absence absence = Absence::none;
    std::string note;

    static Outcome of(Rational value) { return {value, Absence::none, {}}; }
    static Outcome without(Absence absence, std::string note) { return {std::nullopt, absence, std::move(note)}; }
};

std::string month_list(const std::vector<base::Month>& months) {
    std::vector<std::string> words;
    for (base::Month month : months) words.push_back(base::format_month(month));
    return base::joined(words, ", ");
}

Outcome lacking(const model::Model& model, const BoundAtom& atom, const AtomValue& value, const Coverage& coverage) {
    std::string label = model.find_data_set(atom.data_set)->label;
    std::string note = label + " saknar " + month_list(value.lacking_months);
    auto delivered = coverage.months_by_data_set.find(atom.data_set);
    bool all_later = delivered != coverage.months_by_data_set.end() && !delivered->second.empty() && value.lacking_months.front() > *delivered->second.rbegin();
    return Outcome::without(all_later ? Absence::not_yet : Absence::missing, note);
}

/// A census has one row per unit and day, so a month's rows are a whole number of times its days.
std::vector<base::Month> months_with_gaps(const AtomValue& value) {
    std::vector<base::Month> months;
    for (const auto& [month, rows] : value.rows_by_month) {
        if (rows % month.days_in_month() != 0) months.push_back(month);
    }
    return months;
}

/// Months without a measured level, of a period that has some.
std::vector<base::Month> unmeasured_months(const BoundAtom& atom, const AtomValue& value) {
    std::vector<base::Month> months;
    for (base::Month month : atom.months) {
        auto rows = value.rows_by_month.find(month);
        if (rows == value.rows_by_month.end() || rows->second == 0) months.push_back(month);
    }
    return months.size() < atom.months.size() ? months : std::vector<base::Month>();
}

Result<Outcome> of_atom(const model::Model& model, const BoundAtom& atom, const AtomValue& value, const Coverage& coverage) {
    if (!value.lacking_months.empty()) return lacking(model, atom, value, coverage);
    std::string label = model.find_data_set(atom.data_set)->label;
    if (atom.needs_every_day) {
        if (auto months = months_with_gaps(value); !months.empty()) {
            return Outcome::without(Absence::missing, label + " saknar enskilda dagar i " + month_list(months));
        }
    }
    if (atom.needs_every_month) {
        if (auto months = unmeasured_months(atom, value); !months.empty()) {
            return Outcome::without(Absence::missing, label + " har inga mätta värden i " + month_list(months));
        }
    }
    if (atom.is_distribution()) {
        auto percentile = TRY(find_percentile(value.histogram, atom.percent));
        return percentile ? Outcome::of(*percentile) : Outcome::without(Absence::not_measured, label + " har inga mätta värden");
    }
    bool is_sum = atom.function == AggregateFunction::sum;
    if (is_sum && value.present_count == 0 && (value.row_count > 0 || atom.is_level)) {
        return Outcome::without(Absence::not_measured, label + " har inga mätta värden");
    }
    // An initiative that could not be measured would otherwise count as one that gave nothing.
    const bool needs_every_row = model.find_data_set(atom.data_set)->origin == model::RowOrigin::initiative_outcomes;
    if (is_sum && needs_every_row && value.present_count < value.row_count) {
        return Outcome::without(Absence::missing, label + " saknar värde på " + std::to_string(value.row_count - value.present_count) + " av " +
                                                      std::to_string(value.row_count) + " rader");
    }
    return Outcome::of(TRY(counted(atom, value)));
}

class Evaluation {
public:
    Evaluation(const model::Model& model, const BoundFigure& figure, const std::vector<const AtomValue*>& values, const Coverage& coverage)
        : model_(model), figure_(figure), values_(values), coverage_(coverage) {}

    Result<Outcome> run(const BoundNode& node) {
        if (const auto* number = std::get_if<Rational>(&node.node)) return Outcome::of(*number);
        if (const auto* index = std::get_if<AtomIndex>(&node.node)) return run_atom(figure_.atoms[index->index], *values_[index->index]);
        if (const auto* operation = std::get_if<BoundOperation>(&node.node)) return run_operation(*operation);
        return run_change(std::get<BoundChangeShare>(node.node));
    }

private:
    Result<Outcome> run_atom(const BoundAtom& atom, const AtomValue& value) {
        Outcome outcome = TRY(of_atom(model_, atom, value, coverage_));
        if (outcome.value) outcome.value = TRY(unscaled(*outcome.value, atom.scale));
        return outcome;
    }

    Result<Outcome> run_operation(const BoundOperation& operation) {
        Outcome left = TRY(run(*operation.left));
        if (!left.value) return left;
        Outcome right = TRY(run(*operation.right));
        if (!right.value) return right;
        switch (operation.operation) {
            case Operation::add: return Outcome::of(TRY(base::add(*left.value, *right.value)));
            case Operation::subtract: return Outcome::of(TRY(base::subtract(*left.value, *right.value)));
            case Operation::multiply: return Outcome::of(TRY(base::multiply(*left.value, *right.value)));
            case Operation::divide: break;
        }
        if (right.value->is_zero()) return Outcome::without(Absence::not_applicable, "nämnaren är noll");
        return Outcome::of(TRY(base::divide(*left.value, *right.value)));
    }

    Result<Outcome> run_change(const BoundChangeShare& change) {
        Outcome now = TRY(run(*change.now));
        if (!now.value) return now;
        Outcome before = TRY(run(*change.before));
        if (!before.value) return before;
        if (before.value->is_zero()) return Outcome::without(Absence::not_applicable, "jämförelsetalet är noll");
        if (now.value->sign() * before.value->sign() < 0) return Outcome::without(Absence::not_applicable, "talet har bytt tecken");
        Rational base_value = base::absolute(*before.value);
        Rational difference = TRY(base::subtract(base::absolute(*now.value), base_value));
        return Outcome::of(TRY(base::divide(difference, base_value)));
    }

    const model::Model& model_;
    const BoundFigure& figure_;
    const std::vector<const AtomValue*>& values_;
    const Coverage& coverage_;
};

void add_row(const PlannedAtom& planned, std::size_t part, const domain::AggregateRow& row, AtomValue& value) {
    value.row_count += row.row_count;
    value.parts[part].row_count += row.row_count;
    if (planned.atom->needs_every_day) value.rows_by_month[row.month] += row.row_count;
    if (planned.atom->needs_every_month) value.rows_by_month[row.month] += row.present_counts[planned.sum_index];
    if (planned.atom->is_distribution()) {
        if (row.histogram_value) value.histogram[*row.histogram_value] += row.row_count;
        value.present_count += row.row_count;
    } else if (planned.atom->function == AggregateFunction::count_distinct) {
        if (row.distinct_value) value.distinct.insert(*row.distinct_value);
        value.present_count += row.row_count;
    } else if (planned.atom->function == AggregateFunction::sum) {
        value.parts[part].sum += row.sums[planned.sum_index];
        value.present_count += row.present_counts[planned.sum_index];
    } else {
        value.present_count += row.row_count;
    }
}

}  // namespace

Result<Rational> unscaled(const Rational& stored, int scale) {
    base::Int128 unit = 1;
    for (int decimals = 0; decimals < scale; ++decimals) unit *= 10;
    return base::divide(stored, Rational::of(unit));
}

Result<Rational> counted(const BoundAtom& atom, const AtomValue& value) {
    if (atom.function == AggregateFunction::count_distinct) return Rational(static_cast<std::int64_t>(value.distinct.size()));
    Rational whole;
    for (std::size_t part = 0; part < value.parts.size(); ++part) {
        const AtomValue::Part& of_part = value.parts[part];
        Rational stored = Rational::of(atom.function == AggregateFunction::count ? base::Int128{of_part.row_count} : of_part.sum);
        Rational share = TRY(base::multiply(stored, atom.parts[part].share));
        whole = TRY(base::add(whole, share));
    }
    return whole;
}

Result<std::optional<Rational>> find_percentile(const std::map<std::int64_t, std::int64_t>& histogram, const Rational& percent) {
    std::int64_t count = 0;
    for (const auto& [value, rows] : histogram) count += rows;
    if (count == 0) return std::optional<Rational>();
    // Ranks run from 0 to count − 1; the wanted one may lie between two of them.
    const Rational share = TRY(base::divide(percent, Rational(100)));
    const Rational rank = TRY(base::multiply(share, Rational(count - 1)));
    const base::Int128 below = rank.numerator() / rank.denominator();
    const Rational way = TRY(base::subtract(rank, Rational::of(below)));
    std::int64_t passed = 0;
    std::optional<std::int64_t> lower, upper;
    for (const auto& [value, rows] : histogram) {
        passed += rows;
        if (!lower && passed > below) lower = value;
        if (!upper && passed > below + (way.is_zero() ? 0 : 1)) upper = value;
    }
    const Rational step = TRY(base::subtract(Rational(*upper), Rational(*lower)));
    const Rational part = TRY(base::multiply(step, way));
    return std::optional<Rational>(TRY(base::add(Rational(*lower), part)));
}

std::vector<AtomValue> evaluate_atoms(const Plan& plan, const QueryResults& results, const Coverage& coverage) {
    std::vector<AtomValue> values(plan.atoms.size());
    for (std::size_t index = 0; index < plan.atoms.size(); ++index) {
        const PlannedAtom& planned = plan.atoms[index];
        auto delivered = coverage.months_by_data_set.find(planned.atom->data_set);
        values[index].parts.resize(planned.parts.size());
        for (base::Month month : planned.atom->months) {
            bool present = delivered != coverage.months_by_data_set.end() && delivered->second.contains(month);
            if (!present) values[index].lacking_months.push_back(month);
        }
        for (const domain::AggregateRow& row : results[planned.query_index]) {
            for (std::size_t part = 0; part < planned.parts.size(); ++part) {
                const PlannedPart& of_part = planned.parts[part];
                if (of_part.months.contains(row.month) && of_part.predicate.passes(row.classes)) add_row(planned, part, row, values[index]);
            }
        }
    }
    return values;
}

Result<domain::Figure> evaluate_figure(const model::Model& model, const BoundFigure& bound, const std::vector<const AtomValue*>& values,
                                       const Coverage& coverage) {
    domain::Figure figure;
    figure.address = format_address(bound.address);
    figure.label = bound.label;
    figure.dimension = bound.dimension;
    Outcome outcome = Outcome::without(Absence::not_applicable, bound.not_applicable);
    if (bound.not_applicable.empty()) outcome = TRY(Evaluation(model, bound, values, coverage).run(*bound.node));
    figure.value = outcome.value;
    figure.absence = outcome.absence;
    figure.note = outcome.value ? base::joined(bound.breaks, "; ") : outcome.note;
    return figure;
}

}  // namespace tertial::figures
