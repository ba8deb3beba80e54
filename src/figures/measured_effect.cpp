#include "figures/measured_effect.hpp"

#include "figures/bound.hpp"
#include "figures/kinds.hpp"
#include "figures/parse.hpp"

namespace tertial::figures {
namespace {

using base::Result;
using model::InitiativeMethod;

bool lies_within(const model::Model& model, const std::string& unit, const std::string& whole) {
    for (const model::Unit* at = model.find_unit(unit); at != nullptr; at = model.find_unit(at->parent)) {
        if (at->code == whole) return true;
    }
    return false;
}

/// Every row passes an empty one.
std::string both(const std::string& left, const std::string& right) {
    if (left.empty() || right.empty()) return left.empty() ? right : left;
    return "(" + left + ") and (" + right + ")";
}

bool measures_alike(const InitiativeMethod& one, const InitiativeMethod& other) { return one.data_set == other.data_set && one.field == other.field; }

/// What others name in the whole unit falls away from the predicate; what they name below it is taken away where it lies, less what others
/// have named there before.
void add_counted(const model::Model& model, const MeasuredRows& rows, const InitiativeMethods& others, std::vector<MeasuredRows>& counted) {
    MeasuredRows left = rows;
    InitiativeMethods below;
    for (const InitiativeMethod* other : others) {
        if (lies_within(model, rows.unit, other->unit)) {
            if (other->where.empty()) return;
            left.where = both(left.where, "not (" + other->where + ")");
        } else if (lies_within(model, other->unit, rows.unit)) {
            below.push_back(other);
        }
    }
    counted.push_back(left);
    for (auto other = below.begin(); other != below.end(); ++other) {
        const MeasuredRows taken{both(left.where, (*other)->where), (*other)->unit, -left.sign};
        add_counted(model, taken, InitiativeMethods(below.begin(), other), counted);
    }
}

std::string expression_of(const InitiativeMethod& method, const std::string& where) {
    return (method.is_negated ? "-sum(" : "sum(") + method.data_set + "." + method.field + (where.empty() ? "" : " where " + where) + ")";
}

Result<Address> address_of(const std::string& expression, const std::string& unit, const base::Period& period, std::int64_t as_of, const base::Place& place) {
    Address address;
    address.expression = TRY(parse_expression(expression, place));
    address.unit = unit;
    address.period = period;
    address.as_of = as_of;
    return address;
}

/// What rests on outcomes in its turn could come back to the initiative itself.
base::Done require_delivered(const model::Model& model, const InitiativeMethod& method, const BoundFigure& figure) {
    for (const BoundAtom& atom : figure.atoms) {
        if (model.find_data_set(atom.data_set)->origin == model::RowOrigin::delivered) continue;
        return base::make_issue("measure_is_not_delivered", "åtgärden " + method.initiative + " mäts i " + atom.data_set + ", vars rader räknas fram",
                                "mät den i rader som levereras, till exempel ledger.amount", method.place);
    }
    return base::Nothing{};
}

base::Done require_rate(const model::Model& model, const InitiativeMethod& method) {
    ExpressionPointer price = TRY(parse_expression(method.price, method.place));
    const Shape shape = TRY(find_part_shape(model, *price, method.place));
    if (shape.kind == ShapeKind::rate && shape.dimension == domain::Dimension::share) return base::Nothing{};
    return base::make_issue("kinds_do_not_mix", "priset " + method.price + " är ingen takt, så det går inte att räkna upp med",
                            "välj en indikator för en prisserie, eller lämna price tomt", method.place);
}

base::Done check_method(const model::Model& model, const InitiativeMethod& method) {
    if (!method.price.empty()) TRY(require_rate(model, method));
    // Any month of a year does: names and kinds are the same in all.
    const MeasuredQuestion question = TRY(measured_question(method, whole_rows(method), base::Month::of(2020, 1), 0));
    const BoundFigure outturn = TRY(bind_figure(model, question.outturn, method.place));
    if (outturn.dimension != domain::Dimension::money) {
        return base::make_issue("measure_unit_does_not_fit", "åtgärden " + method.initiative + " mäts i annat än kronor", "välj ett mått i kronor",
                                method.place);
    }
    TRY(require_delivered(model, method, outturn));
    const BoundFigure beside = TRY(bind_figure(model, question.beside, method.place));
    TRY(require_delivered(model, method, beside));
    if (!question.price) return base::Nothing{};
    const BoundFigure price = TRY(bind_figure(model, *question.price, method.place));
    return require_delivered(model, method, price);
}

}  // namespace

MeasuredRows whole_rows(const InitiativeMethod& method) { return {method.where, method.unit, 1}; }

std::vector<MeasuredRows> counted_rows(const model::Model& model, const InitiativeMethod& method, const InitiativeMethods& earlier) {
    InitiativeMethods alike;
    for (const InitiativeMethod* other : earlier) {
        if (measures_alike(method, *other)) alike.push_back(other);
    }
    std::vector<MeasuredRows> counted;
    add_counted(model, whole_rows(method), alike, counted);
    return counted;
}

std::optional<MeasuredRows> common_rows(const model::Model& model, const InitiativeMethod& method, const InitiativeMethod& other) {
    if (!measures_alike(method, other)) return std::nullopt;
    const std::string where = both(method.where, other.where);
    if (lies_within(model, method.unit, other.unit)) return MeasuredRows{where, method.unit, 1};
    if (lies_within(model, other.unit, method.unit)) return MeasuredRows{where, other.unit, 1};
    return std::nullopt;
}

Result<MeasuredQuestion> measured_question(const InitiativeMethod& method, const MeasuredRows& rows, base::Month month, std::int64_t as_of) {
    const std::string expression = expression_of(method, rows.where);
    const base::Period period = base::Period::accumulated(month);
    MeasuredQuestion question;
    question.outturn = TRY(address_of(expression, rows.unit, period, as_of, method.place));
    question.outturn.measure_unit = "kr";
    question.beside = question.outturn;
    switch (method.against) {
        case InitiativeMethod::Against::budget: question.beside.column = Column::budget; break;
        case InitiativeMethod::Against::last_year:
            if (method.price.empty()) {
                question.beside.column = Column::prior;
            } else {
                question.beside = TRY(address_of("prior(" + expression + ") * (1 + " + method.price + ")", rows.unit, period, as_of, method.place));
                question.beside.measure_unit = "kr";
            }
            break;
        case InitiativeMethod::Against::baseline:
            question.beside.period = *method.baseline;
            question.months = TRY(base::Rational::create(period.month_count(), method.baseline->month_count()));
            if (!method.price.empty()) question.price = TRY(address_of(method.price, rows.unit, base::Period::month(month), as_of, method.place));
            break;
    }
    return question;
}

base::Issues check_initiative_methods(const model::Model& model) {
    base::Issues issues;
    for (const InitiativeMethod& method : model.initiative_methods) {
        if (model.find_unit(method.unit) == nullptr || method.data_set.empty()) continue;  // said elsewhere
        if (method.against == InitiativeMethod::Against::baseline && !method.baseline) continue;
        if (auto checked = check_method(model, method); !checked.ok()) issues.insert(issues.end(), checked.issues().begin(), checked.issues().end());
    }
    return issues;
}

}  // namespace tertial::figures
