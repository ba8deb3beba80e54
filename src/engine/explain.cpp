#include "engine/explain.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "figures/plan.hpp"
#include "figures/unit_rows.hpp"

namespace tertial::engine {
namespace {

using base::Json;

domain::NumberFormat default_format(const figures::BoundFigure& bound) {
    domain::NumberFormat format;
    format.unit = bound.address.measure_unit.empty() ? bound.default_measure_unit : bound.address.measure_unit;
    format.decimals = bound.default_decimals;
    format.shown_unit = domain::ShownUnit::yes;
    return format;
}

std::string unit_name(const model::Model& model, const std::string& code) {
    if (const model::Unit* unit = model.find_unit(code)) return unit->name;
    const model::UnitGroup* group = model.find_group(code);
    return group == nullptr ? code : group->name;
}

std::string basis_label(const model::Model& model, const std::string& id) {
    const model::Basis* basis = model.find_basis(id);
    return basis == nullptr ? id : basis->label;
}

std::string month_words(base::Month month) { return base::format_month_words(month) + " " + std::to_string(month.year()); }

/// What has happened to the organisation since the first of the figure's months, where it is told under a later one.
std::string changes_words(const model::Model& model, const figures::BoundFigure& bound) {
    const figures::Address& address = bound.address;
    if (!address.comparable || bound.atoms.empty()) return {};
    base::Month first = address.period.first;
    for (const figures::BoundAtom& atom : bound.atoms) first = std::min(first, atom.months.front());
    std::vector<std::string> told;
    for (const model::OrganisationChange* change : figures::changes_between(model, address.unit, first, *address.comparable)) {
        std::string words = model::change_words(*change, unit_name(model, change->unit), unit_name(model, change->after));
        told.push_back(change->decision.empty() ? words : words + " (" + change->decision + ")");
    }
    return told.empty() ? std::string() : " Omräknat för att " + base::joined(told, ", ") + ".";
}

/// A forecast is about the year, whatever part of it is over.
std::string asked_period_words(const figures::Address& address) {
    const bool is_forecast = address.column == figures::Column::forecast || address.column == figures::Column::forecast_deviation;
    if (!is_forecast) return base::format_period_words(address.period);
    return std::to_string(address.period.last.year()) + ", så som enheten hade sagt när " + month_words(address.period.last) + " var slut";
}

std::string sentence(const Snapshot& snapshot, const ComputedFigure& computed) {
    const figures::Address& address = computed.bound.address;
    std::string text = computed.bound.label + ", " + figures::column_words(address.compared_column()) + ", för " + unit_name(*snapshot.model, address.unit) +
                       " " + asked_period_words(address);
    if (computed.bound.dimension == domain::Dimension::money || address.basis != "total") text += ", " + basis_label(*snapshot.model, address.basis);
    if (address.comparable) text += ", jämförbart med organisationen " + month_words(*address.comparable);
    text += ": " + figure_text(computed) + ". Så som det var känt vid loggpost " + std::to_string(snapshot.state.head.position) + ".";
    text += changes_words(*snapshot.model, computed.bound);
    if (!computed.bound.source.empty()) text += " Definition: " + computed.bound.source + ".";
    return text;
}

std::vector<const AcceptedDelivery*> deliveries_of(const Snapshot& snapshot, const figures::BoundAtom& atom) {
    std::vector<const AcceptedDelivery*> found;
    for (const AcceptedDelivery& delivery : snapshot.state.deliveries) {
        if (delivery.data_set != atom.data_set) continue;
        bool overlaps = std::any_of(delivery.months_in_force.begin(), delivery.months_in_force.end(),
                                    [&](base::Month month) { return std::find(atom.months.begin(), atom.months.end(), month) != atom.months.end(); });
        if (overlaps) found.push_back(&delivery);
    }
    return found;
}

/// Of the aggregate as it was counted; nothing where it lacks months or rows.
std::optional<base::Rational> atom_value(const figures::BoundAtom& atom, const figures::AtomValue& value) {
    if (!value.lacking_months.empty()) return std::nullopt;
    std::optional<base::Rational> stored;
    if (atom.is_distribution()) {
        if (auto percentile = figures::find_percentile(value.histogram, atom.percent); percentile.ok()) stored = percentile.value();
    } else if (auto sum = figures::counted(atom, value); sum.ok()) {
        stored = sum.value();
    }
    if (!stored) return std::nullopt;
    auto counted = figures::unscaled(*stored, atom.scale);
    return counted.ok() ? std::optional(counted.value()) : std::nullopt;
}

domain::Dimension atom_dimension(const model::DataSet& data_set, const figures::BoundAtom& atom) {
    const model::Measure* measure = data_set.find_measure(atom.field);
    return measure == nullptr ? domain::Dimension::count : measure->dimension;
}

std::string field_label(const model::DataSet& data_set, const std::string& name) {
    if (const model::Field* field = data_set.find_field(name)) return field->label;
    const model::DerivedField* derived = data_set.find_derived(name);
    return derived == nullptr ? name : derived->label;
}

std::string describe_atom(const model::Model& model, const figures::BoundAtom& atom) {
    const model::DataSet& data_set = *model.find_data_set(atom.data_set);
    std::string what = "antal rader i ";
    if (atom.function == figures::AggregateFunction::median) what = "median av " + field_label(data_set, atom.field) + " i ";
    if (atom.function == figures::AggregateFunction::percentile) {
        what = domain::format_unrounded(atom.percent, domain::Dimension::plain) + ":e percentilen av " + field_label(data_set, atom.field) + " i ";
    }
    if (atom.function == figures::AggregateFunction::count_distinct) what = "antal olika " + field_label(data_set, atom.field) + " i ";
    if (atom.function == figures::AggregateFunction::sum) what = "summa av " + field_label(data_set, atom.field) + " i ";
    std::string text = what + data_set.label + ", " + unit_name(model, atom.unit) + ", " + base::format_period_words(atom.period);
    if (atom.comparable) text += ", i organisationen " + month_words(*atom.comparable);
    return text;
}

report::RecipePart make_part(const Snapshot& snapshot, const figures::BoundAtom& atom, const figures::AtomValue& value) {
    const model::Model& model = *snapshot.model;
    report::RecipePart part;
    if (const model::Definition* definition = model.find_definition(atom.definition)) part.label = definition->label;
    part.description = describe_atom(model, atom);
    part.formula = atom.formula;
    if (auto exact = atom_value(atom, value)) {
        part.exact = base::format_exact(*exact);
        part.exact_text = domain::format_unrounded(*exact, atom_dimension(*model.find_data_set(atom.data_set), atom));
    }
    part.row_count = std::to_string(value.row_count);
    for (const AcceptedDelivery* delivery : deliveries_of(snapshot, atom)) {
        part.deliveries.push_back(delivery->file_name + " (loggpost " + std::to_string(delivery->position) + ")");
    }
    return part;
}

Json part_json(const Snapshot& snapshot, const figures::BoundAtom& atom, const figures::AtomValue& value) {
    Json months = Json::array(), files = Json::array(), lacking = Json::array();
    for (base::Month month : atom.months) months.push_back(base::format_month(month));
    for (base::Month month : value.lacking_months) lacking.push_back(base::format_month(month));
    for (const AcceptedDelivery* delivery : deliveries_of(snapshot, atom)) {
        files.push_back(
            {{"file", delivery->file_name}, {"delivery", delivery->delivery}, {"position", delivery->position}, {"warning_count", delivery->warning_count}});
    }
    report::RecipePart part = make_part(snapshot, atom, value);
    return {
        {"label", part.label}, {"description", part.description}, {"data_set", atom.data_set}, {"formula", atom.formula},       {"unit", atom.unit},
        {"months", months},    {"lacking_months", lacking},       {"exact", part.exact},       {"exact_text", part.exact_text}, {"row_count", value.row_count},
        {"deliveries", files}};
}

}  // namespace

std::string figure_text(const ComputedFigure& computed) {
    if (computed.figure.value) return domain::format_figure(computed.figure, default_format(computed.bound));
    return domain::absence_reason(computed.figure);
}

Terms pointers_to(const std::vector<ComputedFigure>& terms) {
    Terms pointers;
    for (const ComputedFigure& term : terms) pointers.push_back(&term);
    return pointers;
}

report::Recipe make_recipe(const Snapshot& snapshot, const ComputedFigure& computed, const Terms& terms) {
    report::Recipe recipe;
    recipe.address = computed.figure.address;
    recipe.label = computed.bound.label;
    recipe.sentence = sentence(snapshot, computed);
    recipe.formula = computed.bound.formula;
    if (computed.figure.value) {
        recipe.exact = base::format_exact(*computed.figure.value);
        recipe.exact_text = domain::format_unrounded(*computed.figure.value, computed.figure.dimension);
    }
    recipe.note = computed.figure.note;
    for (const ComputedFigure* term : terms) recipe.terms.push_back({term->figure.address, term->bound.label, figure_text(*term)});
    for (std::size_t index = 0; index < computed.bound.atoms.size(); ++index) {
        recipe.parts.push_back(make_part(snapshot, computed.bound.atoms[index], computed.atoms[index]));
    }
    return recipe;
}

Json figure_json(const Snapshot& snapshot, const ComputedFigure& computed) {
    const domain::Figure& figure = computed.figure;
    Json json = {{"address", figure.address},
                 {"label", figure.label},
                 {"value", figure.value ? Json(base::format_exact(*figure.value)) : Json()},
                 {"base_unit", domain::base_unit(figure.dimension).id},
                 {"text", figure_text(computed)},
                 {"absence", domain::absence_id(figure.absence)},
                 {"note", figure.note},
                 {"as_of", snapshot.state.head.position}};
    return json;
}

Json explain_json(const Snapshot& snapshot, const ComputedFigure& computed, const Terms& terms) {
    Json json = figure_json(snapshot, computed);
    json["sentence"] = sentence(snapshot, computed);
    json["formula"] = computed.bound.formula;
    json["model_hash"] = snapshot.state.model_hash;
    json["terms"] = Json::array();
    for (const ComputedFigure* term : terms) json["terms"].push_back(figure_json(snapshot, *term));
    json["parts"] = Json::array();
    for (std::size_t index = 0; index < computed.bound.atoms.size(); ++index) {
        json["parts"].push_back(part_json(snapshot, computed.bound.atoms[index], computed.atoms[index]));
    }
    return json;
}

std::string explain_text(const Snapshot& snapshot, const ComputedFigure& computed, const Terms& terms) {
    report::Recipe recipe = make_recipe(snapshot, computed, terms);
    std::string text = recipe.sentence + "\n\n";
    if (!recipe.exact_text.empty()) text += "Exakt: " + recipe.exact_text + "\n";
    if (!recipe.exact_text.empty() && !recipe.note.empty()) text += "Att jämföra: " + recipe.note + "\n";
    text += "Adress: " + recipe.address + "\nFormel: " + recipe.formula + "\n";
    if (!recipe.terms.empty()) text += "\nBestår av:\n";
    for (const report::RecipeTerm& term : recipe.terms) text += "  " + term.label + ": " + term.text + "\n    " + term.address + "\n";
    text += "\nUnderlag, som det är bokfört och räknat:\n";
    for (const report::RecipePart& part : recipe.parts) {
        text += "  " + (part.label.empty() ? "" : part.label + ": ") + part.description + "\n    " + part.formula + " = " +
                (part.exact_text.empty() ? "saknas" : part.exact_text) + " (" + part.row_count + " rader)\n";
        for (const std::string& delivery : part.deliveries) text += "    ur " + delivery + "\n";
    }
    return text;
}

}  // namespace tertial::engine
