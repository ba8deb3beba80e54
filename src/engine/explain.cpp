#include "engine/explain.hpp"

#include <algorithm>

#include "base/text.hpp"

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
    const model::Unit* unit = model.find_unit(code);
    return unit == nullptr ? code : unit->name;
}

std::string basis_label(const model::Model& model, const std::string& id) {
    const model::Basis* basis = model.find_basis(id);
    return basis == nullptr ? id : basis->label;
}

std::string sentence(const Snapshot& snapshot, const ComputedFigure& computed) {
    const figures::Address& address = computed.bound.address;
    std::string text = computed.bound.label + ", " + std::string(figures::column_words(address.column)) + ", för " + unit_name(*snapshot.model, address.unit) +
                       " " + base::format_period_words(address.period);
    if (computed.bound.dimension == domain::Dimension::money || address.basis != "total") text += ", " + basis_label(*snapshot.model, address.basis);
    text += ": " + figure_text(computed) + ". Så som det var känt vid loggpost " + std::to_string(snapshot.state.head.position) + ".";
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

std::string atom_exact(const figures::BoundAtom& atom, const figures::AtomValue& value) {
    if (!value.lacking_months.empty()) return {};
    switch (atom.function) {
        case figures::AggregateFunction::count: return std::to_string(value.row_count);
        case figures::AggregateFunction::median: {
            auto median = figures::find_median(value.histogram);
            return median ? base::format_exact(*median) : "";
        }
        case figures::AggregateFunction::sum:
        case figures::AggregateFunction::mean_of_days: break;
    }
    return base::format_int128(value.sum);
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
    if (atom.function == figures::AggregateFunction::sum) what = "summa av " + field_label(data_set, atom.field) + " i ";
    return what + data_set.label + ", " + unit_name(model, atom.unit) + ", " + base::format_period_words(atom.period);
}

Json part_json(const Snapshot& snapshot, const figures::BoundAtom& atom, const figures::AtomValue& value) {
    Json months = Json::array(), files = Json::array(), lacking = Json::array();
    for (base::Month month : atom.months) months.push_back(base::format_month(month));
    for (base::Month month : value.lacking_months) lacking.push_back(base::format_month(month));
    for (const AcceptedDelivery* delivery : deliveries_of(snapshot, atom)) {
        files.push_back(
            {{"file", delivery->file_name}, {"delivery", delivery->delivery}, {"position", delivery->position}, {"warning_count", delivery->warning_count}});
    }
    return {{"description", describe_atom(*snapshot.model, atom)},
            {"data_set", atom.data_set},
            {"formula", atom.formula},
            {"unit", atom.unit},
            {"months", months},
            {"lacking_months", lacking},
            {"exact", atom_exact(atom, value)},
            {"row_count", value.row_count},
            {"deliveries", files}};
}

}  // namespace

std::string figure_text(const ComputedFigure& computed) {
    if (computed.figure.value) return domain::format_figure(computed.figure, default_format(computed.bound));
    std::string text(domain::absence_words(computed.figure.absence));
    return computed.figure.note.empty() ? text : text + " (" + computed.figure.note + ")";
}

report::Recipe make_recipe(const Snapshot& snapshot, const ComputedFigure& computed) {
    report::Recipe recipe;
    recipe.address = computed.figure.address;
    recipe.label = computed.bound.label;
    recipe.sentence = sentence(snapshot, computed);
    recipe.formula = computed.bound.formula;
    recipe.exact = computed.figure.value ? base::format_exact(*computed.figure.value) : "";
    recipe.note = computed.figure.note;
    for (std::size_t index = 0; index < computed.bound.atoms.size(); ++index) {
        const figures::BoundAtom& atom = computed.bound.atoms[index];
        report::RecipePart part;
        part.description = describe_atom(*snapshot.model, atom);
        part.formula = atom.formula;
        part.exact = atom_exact(atom, computed.atoms[index]);
        part.row_count = std::to_string(computed.atoms[index].row_count);
        for (const AcceptedDelivery* delivery : deliveries_of(snapshot, atom)) {
            part.deliveries.push_back(delivery->file_name + " (loggpost " + std::to_string(delivery->position) + ")");
        }
        recipe.parts.push_back(std::move(part));
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

Json explain_json(const Snapshot& snapshot, const ComputedFigure& computed) {
    Json json = figure_json(snapshot, computed);
    json["sentence"] = sentence(snapshot, computed);
    json["formula"] = computed.bound.formula;
    json["model_hash"] = snapshot.state.model_hash;
    json["parts"] = Json::array();
    for (std::size_t index = 0; index < computed.bound.atoms.size(); ++index) {
        json["parts"].push_back(part_json(snapshot, computed.bound.atoms[index], computed.atoms[index]));
    }
    return json;
}

std::string explain_text(const Snapshot& snapshot, const ComputedFigure& computed) {
    std::string text = sentence(snapshot, computed) + "\n\nFormel: " + computed.bound.formula + "\n";
    if (computed.figure.value)
        text += "Exakt: " + base::format_exact(*computed.figure.value) + " " + std::string(domain::base_unit(computed.figure.dimension).id) + "\n";
    text += "Adress: " + computed.figure.address + "\n\nDelar:\n";
    for (const report::RecipePart& part : make_recipe(snapshot, computed).parts) {
        text += "  " + part.description + "\n    " + part.formula + " = " + (part.exact.empty() ? "saknas" : part.exact) + " (" + part.row_count + " rader)\n";
        for (const std::string& delivery : part.deliveries) text += "    ur " + delivery + "\n";
    }
    return text;
}

}  // namespace tertial::engine
