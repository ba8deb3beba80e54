// Binds a figure: references are written out, filters merged, columns turned into arithmetic, periods into months.
#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "figures/bind_check.hpp"
#include "figures/bind_predicate.hpp"
#include "figures/bound.hpp"
#include "figures/kinds.hpp"
#include "figures/measured_effect.hpp"
#include "figures/parse.hpp"
#include "figures/unit_rows.hpp"
#include "figures/written_out.hpp"

namespace tertial::figures {
namespace {

using base::make_issue;
using base::Place;
using base::Result;

BoundNodePointer node_of(std::variant<base::Rational, AtomIndex, BoundOperation, BoundChangeShare> node) {
    return std::make_shared<const BoundNode>(BoundNode{std::move(node)});
}

BoundNodePointer difference(BoundNodePointer left, BoundNodePointer right) {
    return node_of(BoundOperation{Operation::subtract, std::move(left), std::move(right)});
}

/// Binds one written-out expression for one period and one source column ("" for outturn, or "budget").
class Binder {
public:
    Binder(const model::Model& model, BoundFigure& figure, const Place& place) : model_(model), figure_(figure), place_(place) {}

    Result<BoundNodePointer> bind(const ParsedExpression& expression, const base::Period& period, const std::string& source_column) {
        if (const auto* number = std::get_if<ParsedNumber>(&expression.node)) return node_of(number->value);
        if (std::holds_alternative<ParsedMonths>(expression.node)) return node_of(base::Rational(period.month_count()));
        if (const auto* aggregate = std::get_if<ParsedAggregate>(&expression.node)) return bind_aggregate(*aggregate, period, source_column);
        if (const auto* negation = std::get_if<ParsedNegation>(&expression.node)) {
            BoundNodePointer inner = TRY(bind(*negation->inner, period, source_column));
            return difference(node_of(base::Rational()), std::move(inner));
        }
        if (const auto* prior = std::get_if<ParsedPrior>(&expression.node)) return bind(*prior->inner, period.shifted_years(-1), source_column);
        const auto& operation = std::get<ParsedOperation>(expression.node);
        if (period.month_count() > 1 && TRY(meets_rate(operation))) return bind_by_month(expression, period, source_column);
        BoundNodePointer left = TRY(bind(*operation.left, period, source_column));
        BoundNodePointer right = TRY(bind(*operation.right, period, source_column));
        return node_of(BoundOperation{operation.operation, std::move(left), std::move(right)});
    }

private:
    /// The unit that all others lie below.
    [[nodiscard]] std::string top_unit() const {
        const model::Unit* unit = model_.find_unit(model_.units_of(figure_.address.unit).front());
        while (const model::Unit* above = model_.find_unit(unit->parent)) unit = above;
        return unit->code;
    }

    /// A flow multiplied or divided by a rate.
    [[nodiscard]] Result<bool> meets_rate(const ParsedOperation& operation) const {
        if (operation.operation != Operation::multiply && operation.operation != Operation::divide) return false;
        if (std::holds_alternative<ParsedNumber>(operation.left->node) || std::holds_alternative<ParsedNumber>(operation.right->node)) return false;
        auto left = find_part_shape(model_, *operation.left, place_), right = find_part_shape(model_, *operation.right, place_);
        if (!left.ok()) return left.issues();
        if (!right.ok()) return right.issues();
        const ShapeKind one = left.value().kind, other = right.value().kind;
        if (one == ShapeKind::flow && other == ShapeKind::rate) return true;
        return operation.operation == Operation::multiply && one == ShapeKind::rate && other == ShapeKind::flow;
    }

    /// Each month's flow meets its own month's rate, so that the whole is the sum of its months.
    Result<BoundNodePointer> bind_by_month(const ParsedExpression& product, const base::Period& period, const std::string& source_column) {
        BoundNodePointer sum = TRY(bind(product, base::Period::month(period.first), source_column));
        for (base::Month month = period.first.plus(1); month <= period.last; month = month.plus(1)) {
            BoundNodePointer of_month = TRY(bind(product, base::Period::month(month), source_column));
            sum = node_of(BoundOperation{Operation::add, std::move(sum), std::move(of_month)});
        }
        return sum;
    }

    Result<BoundNodePointer> bind_aggregate(const ParsedAggregate& aggregate, const base::Period& period, const std::string& source_column) {
        const model::DataSet* data_set = model_.find_data_set(aggregate.data_set);
        ParsedAggregate formula = aggregate;
        if (!source_column.empty()) {
            auto other = data_set->columns.find(source_column);
            if (other == data_set->columns.end()) {
                figure_.not_applicable = "datamängden " + data_set->label + " har ingen " + source_column;
                return node_of(base::Rational());
            }
            data_set = model_.find_data_set(other->second);
            formula.data_set = data_set->id;
            const bool has_field = formula.field.empty() || data_set->find_field(formula.field) != nullptr || data_set->find_derived(formula.field) != nullptr;
            if (!has_field) {
                figure_.not_applicable = "datamängden " + data_set->label + " har inget fält " + formula.field;
                return node_of(base::Rational());
            }
        }
        const bool by_day = aggregate.function == AggregateFunction::mean_of_days, by_month = aggregate.function == AggregateFunction::mean_of_months;
        // Of a picture of the month's end only the last one tells what the period came to, unless the mean of all is asked for.
        base::Period read = data_set->monthly_snapshot && !by_month ? base::Period::month(period.last) : period;
        const std::string unit = data_set->for_all_units ? top_unit() : figure_.address.unit;
        BoundAtom atom;
        atom.function = aggregate.function;
        if (by_day) atom.function = AggregateFunction::sum;
        if (by_month) atom.function = aggregate.field.empty() ? AggregateFunction::count : AggregateFunction::sum;
        if (aggregate.function == AggregateFunction::percentile) atom.percent = aggregate.percent;
        atom.needs_every_day = by_day;
        atom.needs_every_month = by_month && !aggregate.field.empty();
        atom.data_set = data_set->id;
        atom.field = aggregate.field;
        atom.definition = aggregate.definition;
        atom.unit = unit;
        atom.period = read;
        atom.comparable = figure_.address.comparable;
        if (const model::Field* field = data_set->find_field(aggregate.field)) atom.scale = field->scale;
        for (base::Month month = read.first; month <= read.last; month = month.plus(1)) atom.months.push_back(month);
        TRY(bind_parts(formula, *data_set, atom));
        const model::Measure* measure = data_set->find_measure(aggregate.field);
        atom.is_level = measure != nullptr && (measure->kind == model::MeasureKind::stock || measure->kind == model::MeasureKind::rate);
        formula.function = atom.function;
        atom.formula = format_expression(ParsedExpression{formula, 0});
        BoundNodePointer value = node_of(AtomIndex{add(std::move(atom))});
        if (!by_day && !by_month) return value;
        return node_of(BoundOperation{Operation::divide, value, node_of(base::Rational(by_day ? period.day_count() : period.month_count()))});
    }

    /// A forecast is the unit's own word for all that lies below it: adding what the parts have said would count them twice. What holds for
    /// the whole region lies at its top, however the rest has moved.
    [[nodiscard]] std::vector<UnitRows> rows_of(const model::DataSet& data_set, const BoundAtom& atom) const {
        bool is_own_word = data_set.origin == model::RowOrigin::forecasts;
        if (is_own_word) return {{atom.months, {atom.unit}, {}, {}, base::Rational(1)}};
        return rows_of_unit(model_, atom.unit, atom.months, atom.comparable);
    }

    base::Done bind_parts(const ParsedAggregate& formula, const model::DataSet& data_set, BoundAtom& atom) {
        for (UnitRows& rows : rows_of(data_set, atom)) {
            std::optional<base::Month> seen;
            if (!model_.changes.empty()) seen = atom.comparable.value_or(rows.months.front());
            PredicateScope scope{model_, data_set, figure_.address.unit, place_, seen};
            BoundAll all{{unit_predicate(data_set, std::move(rows.units))}};
            bool has_rows = true;
            for (const model::OrganisationChange* transfer : rows.in) {
                BoundPredicatePointer taken = TRY(rows_of_transfer(scope, *transfer));
                has_rows = has_rows && taken != nullptr;
                if (taken) all.parts.push_back(std::move(taken));
            }
            // In a data set without the fields nothing has gone over.
            if (!has_rows) continue;
            for (const model::OrganisationChange* transfer : rows.out) {
                BoundPredicatePointer taken = TRY(rows_of_transfer(scope, *transfer));
                if (taken) all.parts.push_back(negated(std::move(taken)));
            }
            if (formula.predicate) all.parts.push_back(TRY(bind_predicate(scope, *formula.predicate)));
            if (rows.share != base::Rational(1) && !atom.is_divisible()) {
                figure_.not_applicable = "en enhet har delats efter andelar, och " + data_set.label + " kan inte delas så";
            }
            atom.parts.push_back({std::make_shared<const BoundPredicate>(BoundPredicate{std::move(all)}), std::move(rows.months), rows.share});
        }
        // Rows that only other data sets have: nothing, of months that must have been delivered all the same.
        if (atom.parts.empty()) {
            atom.parts.push_back(
                {std::make_shared<const BoundPredicate>(BoundPredicate{BoundAll{{unit_predicate(data_set, {})}}}), atom.months, base::Rational(1)});
        }
        return base::Nothing{};
    }

    std::size_t add(BoundAtom atom) {
        std::string key = atom.key();
        for (std::size_t index = 0; index < figure_.atoms.size(); ++index) {
            if (figure_.atoms[index].key() == key) return index;
        }
        figure_.atoms.push_back(std::move(atom));
        return figure_.atoms.size() - 1;
    }

    const model::Model& model_;
    BoundFigure& figure_;
    Place place_;
};

Result<BoundNodePointer> bind_column(Binder& binder, const ParsedExpression& expression, const Address& address) {
    const base::Period& now = address.period;
    auto outturn = [&] { return binder.bind(expression, now, ""); };
    auto prior = [&] { return binder.bind(expression, address.against.of(now), ""); };
    switch (address.column) {
        case Column::outturn: return outturn();
        case Column::budget: return binder.bind(expression, now, "budget");
        case Column::prior: return prior();
        case Column::deviation: {
            BoundNodePointer actual = TRY(outturn());
            BoundNodePointer planned = TRY(binder.bind(expression, now, "budget"));
            return difference(std::move(actual), std::move(planned));
        }
        case Column::change: {
            BoundNodePointer actual = TRY(outturn());
            BoundNodePointer before = TRY(prior());
            return difference(std::move(actual), std::move(before));
        }
        case Column::change_percent: {
            BoundNodePointer actual = TRY(outturn());
            BoundNodePointer before = TRY(prior());
            return node_of(BoundChangeShare{std::move(actual), std::move(before)});
        }
        case Column::target:
        case Column::forecast:
        case Column::forecast_deviation: break;  // decided or said, not counted: bind_target, bind_forecast
    }
    return node_of(base::Rational());
}

/// The target that holds for the named indicator, unit and basis at the period's end; nullptr where nobody has decided one.
const model::Target* find_target(const model::Model& model, const Address& address) {
    const auto* reference = std::get_if<ParsedReference>(&address.expression->node);
    if (reference == nullptr || reference->predicate) return nullptr;
    for (const model::Target& target : model.targets) {
        bool holds = target.valid.first <= address.period.last && address.period.last <= target.valid.last;
        base::Period span = outcome_address(target, address.period.last, 0).period;
        if (span.first != address.period.first) continue;
        if (target.indicator == reference->name && target.outcome_unit == address.unit && target.basis == address.basis && holds) return &target;
    }
    return nullptr;
}

/// A target is a constant of the model, in the unit that it was decided in; or what its reference comes to.
base::Done bind_target(const model::Model& model, BoundFigure& figure, const Place& place) {
    const model::Target* target = find_target(model, figure.address);
    figure.node = node_of(target == nullptr ? base::Rational() : target->value.value);
    if (target == nullptr) {
        figure.not_applicable = "inget mål är beslutat";
        return base::Nothing{};
    }
    figure.label = target->label;
    figure.formula = target->id + ".target";
    figure.default_measure_unit = target->measure_unit;
    figure.dimension = domain::find_measure_unit(target->measure_unit)->dimension;
    figure.default_decimals = target->decimals;
    if (target->reference.empty()) return base::Nothing{};
    const Address reference = reference_address(*target, figure.address.period.last, 0);
    ExpressionPointer expression = TRY(written_out(model, *reference.expression, nullptr));
    figure.formula = format_expression(*expression);
    Binder binder(model, figure, place);
    figure.node = TRY(bind_column(binder, *expression, reference));
    return base::Nothing{};
}

/// A forecast is a person's word for a whole line or indicator: it has no filter, no basis and no other organisation than the unit's own. It holds
/// for the year of the period's last month, and is the newest that was given by then.
base::Done bind_forecast(const model::Model& model, const ParsedExpression& written, Binder& binder, BoundFigure& figure, const Place& place) {
    const Address& address = figure.address;
    const model::DataSet* forecasts = model.find_data_set(model::RowOrigin::forecasts);
    const auto* reference = std::get_if<ParsedReference>(&address.expression->node);
    figure.node = node_of(base::Rational());
    if (forecasts == nullptr)
        figure.not_applicable = "modellen har inga prognoser";
    else if (reference == nullptr || reference->predicate || address.basis != "total" || address.comparable || figure.dimension != domain::Dimension::money)
        figure.not_applicable = "prognoser lämnas för hela rader i kronor, utan urval och underlag, så som organisationen är";
    if (!figure.not_applicable.empty()) return base::Nothing{};
    const std::string said = "sum(" + forecasts->id + ".point where line = '" + reference->name + "' and measure = 'outturn' and before_measures = 'yes')";
    ExpressionPointer expression = TRY(parse_expression(said, place));
    figure.node = TRY(binder.bind(*expression, base::Period::month(address.period.last), ""));
    if (address.column == Column::forecast) {
        figure.formula = said;
        return base::Nothing{};
    }
    BoundNodePointer planned = TRY(binder.bind(written, base::Period::year(address.period.last.year()), "budget"));
    figure.node = difference(figure.node, std::move(planned));
    return base::Nothing{};
}

/// The filter of the address's basis, or nothing for the total.
Result<PredicatePointer> basis_filter(const model::Model& model, const Address& address, const ParsedExpression& expression, const Place& place) {
    const model::Basis* basis = model.find_basis(address.basis);
    if (basis->predicate.empty()) return PredicatePointer();
    if (TRY(find_shape(model, expression, place)).dimension != domain::Dimension::money) {
        return make_issue("basis_does_not_apply", "underlaget " + basis->label + " gäller bara belopp", "utelämna basis", place);
    }
    return parse_predicate(basis->predicate, basis->place);
}

void describe(const model::Model& model, const Shape& shape, BoundFigure& figure) {
    figure.dimension = shape.dimension;
    figure.default_measure_unit = std::string(domain::base_unit(shape.dimension).id);
    figure.label = format_expression(*figure.address.expression);
    if (const auto* reference = std::get_if<ParsedReference>(&figure.address.expression->node)) {
        const model::Definition& definition = *model.find_definition(reference->name);
        figure.label = definition.label;
        figure.source = definition.source;
        figure.default_measure_unit = definition.unit;
        figure.default_decimals = definition.decimals;
    }
    if (figure.address.column == Column::change_percent) {
        figure.dimension = domain::Dimension::share;
        figure.default_measure_unit = "percent";
        figure.default_decimals = 1;
    }
}

Result<base::Nothing> require_measure_unit(const BoundFigure& figure, const Place& place) {
    const std::string& wanted = figure.address.measure_unit;
    if (wanted.empty() || domain::find_measure_unit(wanted)->dimension == figure.dimension) return base::Nothing{};
    return make_issue("measure_unit_does_not_fit", figure.label + " kan inte visas i " + wanted,
                      "välj en enhet av samma slag, till exempel " + figure.default_measure_unit, place);
}

/// The definitions that an expression is made of, however many steps down. They have been written out once, so every name is there.
void collect_definitions(const model::Model& model, const ParsedExpression& expression, std::set<std::string>& names) {
    if (const auto* reference = std::get_if<ParsedReference>(&expression.node)) {
        const model::Definition* definition = model.find_definition(reference->name);
        if (definition == nullptr || !names.insert(definition->id).second) return;
        if (auto inner = parse_expression(definition->expression, definition->place); inner.ok()) collect_definitions(model, *inner.value(), names);
    } else if (const auto* negation = std::get_if<ParsedNegation>(&expression.node)) {
        collect_definitions(model, *negation->inner, names);
    } else if (const auto* prior = std::get_if<ParsedPrior>(&expression.node)) {
        collect_definitions(model, *prior->inner, names);
    } else if (const auto* operation = std::get_if<ParsedOperation>(&expression.node)) {
        collect_definitions(model, *operation->left, names);
        collect_definitions(model, *operation->right, names);
    }
}

/// Breaks in the series of the definitions that the figure is made of, within the months that each is read for. An aggregate that two of them
/// hold alike stands once, under the first.
std::vector<std::string> breaks_of(const model::Model& model, const BoundFigure& figure) {
    std::vector<std::string> found;
    if (model.series_breaks.empty()) return found;
    std::set<std::string> made_of;
    collect_definitions(model, *figure.address.expression, made_of);
    for (const model::SeriesBreak& one : model.series_breaks) {
        if (!made_of.contains(one.definition)) continue;
        std::set<std::string> below;
        collect_definitions(model, ParsedExpression{ParsedReference{one.definition, nullptr}, 0}, below);
        std::optional<base::Month> first, last;
        for (const BoundAtom& atom : figure.atoms) {
            if (!below.contains(atom.definition)) continue;
            first = first ? std::min(*first, atom.months.front()) : atom.months.front();
            last = last ? std::max(*last, atom.months.back()) : atom.months.back();
        }
        if (!first || one.month < *first || one.month > *last) continue;
        found.push_back("serien har ett brott från " + base::format_month_words(one.month) + " " + std::to_string(one.month.year()) + ": " + one.text);
    }
    return found;
}

}  // namespace

std::string BoundAtom::key() const {
    std::string rows = formula + "@" + unit + ":" + base::format_month(months.front()) + ":" + base::format_month(months.back());
    if (comparable) rows += ":" + base::format_month(*comparable);
    if (needs_every_month) return "monthly " + rows;
    return needs_every_day ? "daily " + rows : rows;
}

const AtomPart* BoundAtom::part_of(base::Month month, const RowValues& row) const {
    auto found = std::find_if(parts.begin(), parts.end(), [&](const AtomPart& part) {
        return std::find(part.months.begin(), part.months.end(), month) != part.months.end() && passes(*part.predicate, row);
    });
    return found == parts.end() ? nullptr : &*found;
}

Result<BoundFigure> bind_figure(const model::Model& model, const Address& address, const Place& place) {
    BoundFigure figure;
    figure.address = address;
    // Unit, name and basis are independent of each other: whoever misspells two of them hears of both.
    base::Issues issues;
    if (model.units_of(address.unit).empty()) issues.push_back(model::unknown_unit(model, address.unit, place));
    if (model.find_basis(address.basis) == nullptr) {
        std::vector<std::string> ids;
        for (const model::Basis& other : model.bases) ids.push_back(other.id);
        issues.push_back(make_issue("basis_is_unknown", "underlaget " + address.basis + " finns inte", base::did_you_mean(address.basis, ids), place));
    }
    auto found_shape = find_shape(model, *address.expression, place);
    if (!found_shape.ok()) issues.insert(issues.end(), found_shape.issues().begin(), found_shape.issues().end());
    if (!issues.empty()) return issues;
    Shape shape = found_shape.value();
    if (shape.kind == ShapeKind::number) {
        return make_issue("expression_is_not_readable", "ett tal är ingen siffra ur verksamheten", "skriv en indikator, en rad eller ett aggregat", place);
    }
    describe(model, shape, figure);
    if (address.column == Column::target) {
        TRY(bind_target(model, figure, place));
        TRY(require_measure_unit(figure, place));
        return figure;
    }
    TRY(require_measure_unit(figure, place));
    const model::Code* code = model.find_code_list("unit")->find(address.unit);
    if (address.comparable && code != nullptr && !code->valid_at(address.comparable->last_day())) {
        figure.node = node_of(base::Rational());
        figure.not_applicable = "enheten finns inte i organisationen " + base::format_month(*address.comparable);
        return figure;
    }
    PredicatePointer filter = TRY(basis_filter(model, address, *address.expression, place));
    ExpressionPointer expression = TRY(written_out(model, *address.expression, filter));
    figure.formula = format_expression(*expression);
    Binder binder(model, figure, place);
    if (address.column == Column::forecast || address.column == Column::forecast_deviation)
        TRY(bind_forecast(model, *expression, binder, figure, place));
    else
        figure.node = TRY(bind_column(binder, *expression, address));
    figure.breaks = breaks_of(model, figure);
    return figure;
}

bool has_bases(const model::Model& model, const model::DataSet& data_set) {
    return std::any_of(model.bases.begin(), model.bases.end(), [&](const model::Basis& basis) {
        if (basis.predicate.empty()) return false;
        auto predicate = parse_predicate(basis.predicate, basis.place);
        return predicate.ok() && bind_predicate({model, data_set, model.units.front().code, basis.place, std::nullopt}, *predicate.value()).ok();
    });
}

namespace {

/// An outcome that cannot be told in its target's unit could never be laid beside it, and one made of assessments would assess itself. What
/// else may be wrong with it is told elsewhere.
void check_target(const model::Model& model, const model::Target& target, Address address, base::Issues& issues) {
    address.measure_unit = target.measure_unit;
    auto bound = bind_figure(model, address, target.place);
    if (bound.ok()) {
        for (const BoundAtom& atom : bound.value().atoms) {
            if (model.find_data_set(atom.data_set)->origin != model::RowOrigin::assessments) continue;
            issues.push_back(make_issue("target_is_made_of_levels", "målet " + target.id + " räknar bedömningar, som målen själva avgör",
                                        "sätt målet för en indikator som inte räknas ur bedömningarna", target.place));
            return;
        }
        return;
    }
    for (const base::Issue& issue : bound.issues()) {
        if (issue.code == "measure_unit_does_not_fit") issues.push_back(issue);
    }
}

}  // namespace

base::Issues check_definitions(const model::Model& model) {
    base::Issues issues;
    auto collect = [&](const auto& result) {
        if (!result.ok()) issues.insert(issues.end(), result.issues().begin(), result.issues().end());
    };
    for (const model::Definition& definition : model.definitions) {
        auto parsed = parse_expression(definition.expression, definition.place);
        collect(parsed);
        if (!parsed.ok()) continue;
        auto shape = find_shape(model, *parsed.value(), definition.place);
        collect(shape);
        if (!shape.ok()) continue;
        auto kind = require_kind(definition, shape.value());
        collect(kind);
        if (!kind.ok() || model.units.empty()) continue;
        // Binding for the first unit and any month finds every wrong name in the predicates.
        collect(bind_figure(
            model, Address{parsed.value(), model.units.front().code, base::Period::month(base::Month::of(2020, 1)), Column::outturn, "total", {}, {}, {}, {}},
            definition.place));
    }
    for (const model::Target& target : model.targets) {
        if (model.find_definition(target.indicator) != nullptr) check_target(model, target, outcome_address(target, target.valid.last, 0), issues);
        if (model.find_definition(target.reference) != nullptr) check_target(model, target, reference_address(target, target.valid.last, 0), issues);
    }
    base::Issues of_transfers = check_transfers(model);
    issues.insert(issues.end(), of_transfers.begin(), of_transfers.end());
    for (const model::Basis& basis : model.bases) {
        if (!basis.predicate.empty()) collect(parse_predicate(basis.predicate, basis.place));
    }
    base::Issues of_methods = check_initiative_methods(model);
    issues.insert(issues.end(), of_methods.begin(), of_methods.end());
    base::Issues of_checks = check_delivery_checks(model);
    issues.insert(issues.end(), of_checks.begin(), of_checks.end());
    if (model.find_basis("total") == nullptr) {
        issues.push_back(
            make_issue("basis_is_unknown", "underlaget total saknas i bases.yaml", "lägg till \"- {id: total, label: totalt}\"", {"bases.yaml", 1, 0}));
    }
    base::sort_issues(issues);
    return issues;
}

}  // namespace tertial::figures
