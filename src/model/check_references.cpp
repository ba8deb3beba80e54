// Checks of a model as a whole: every name that one file uses must stand in another, and kinds must fit.
#include <algorithm>

#include "base/text.hpp"
#include "model/read_parts.hpp"

namespace tertial::model {
namespace {

using base::Issues;
using base::make_issue;
using base::Place;

std::vector<std::string> field_names(const DataSet& data_set) {
    std::vector<std::string> names;
    for (const Field& field : data_set.fields) names.push_back(field.name);
    for (const DerivedField& field : data_set.derived) names.push_back(field.name);
    return names;
}

void require_field(const DataSet& data_set, const std::string& name, const Place& place, Issues& issues) {
    std::vector<std::string> names = field_names(data_set);
    if (std::find(names.begin(), names.end(), name) != names.end()) return;
    issues.push_back(make_issue("field_is_unknown", "datamängden " + data_set.id + " har inget fält " + name, base::choice_hint(name, names), place));
}

void require_field_of_type(const DataSet& data_set, const std::string& name, std::initializer_list<FieldType> types, const std::string& role, Issues& issues) {
    require_field(data_set, name, data_set.place, issues);
    const Field* field = data_set.find_field(name);
    if (field == nullptr || std::find(types.begin(), types.end(), field->type) != types.end()) return;
    issues.push_back(make_issue("field_has_wrong_type", name + " kan inte vara " + role + " för datamängden " + data_set.id,
                                "ändra fältets typ eller välj ett annat fält", field->place));
}

/// The fields that rows which are worked out have.
std::vector<const char*> fields_of(RowOrigin origin) {
    switch (origin) {
        case RowOrigin::delivered: return {};
        case RowOrigin::assessments: return {"month", "unit", "goal_area", "kind", "level", "item"};
        case RowOrigin::initiatives: return {"month", "unit", "initiative", "kind", "parent", "effect_group", "level", "full_year_effect"};
        case RowOrigin::initiative_steps: return {"month", "unit", "step", "initiative", "package", "gross_effect"};
        case RowOrigin::initiative_outcomes:
            return {"month",         "unit",    "initiative", "kind",   "level",          "shows",
                    "overlaps_with", "outturn", "reference",  "effect", "counted_effect", "expected_effect"};
        case RowOrigin::investments: return {"month", "unit", "object", "block", "total_budget", "forecast"};
        case RowOrigin::forecasts: return {"month", "unit", "line", "round", "measure", "before_measures", "low", "point", "high"};
    }
    return {};
}

void check_data_set(const Model& model, const DataSet& data_set, Issues& issues) {
    for (const Field& field : data_set.fields) {
        if (field.list.empty() || model.find_code_list(field.list) != nullptr) continue;
        issues.push_back(make_issue("code_list_is_unknown", "kodlistan " + field.list + " finns inte", "ange den i region.yaml under code_lists", field.place));
    }
    require_field_of_type(data_set, data_set.unit_field, {FieldType::unit}, "enhetsfält", issues);
    require_field_of_type(data_set, data_set.period_field, {FieldType::month, FieldType::date, FieldType::instant}, "periodfält", issues);
    for (const char* name : fields_of(data_set.origin)) require_field(data_set, name, data_set.place, issues);
    if (data_set.origin != RowOrigin::delivered && !data_set.monthly_snapshot) {
        issues.push_back(make_issue("rows_are_no_monthly_picture",
                                    "raderna i " + data_set.id + " räknas fram för varje månad och får inte läggas ihop över månader",
                                    "lägg till \"monthly_snapshot: true\"", data_set.place));
    }
    for (const auto& [name, others] : data_set.also_called) require_field(data_set, name, data_set.place, issues);
    for (const std::string& name : data_set.key) require_field(data_set, name, data_set.place, issues);
    for (const std::string& name : data_set.dimensions) require_field(data_set, name, data_set.place, issues);
    for (const Measure& measure : data_set.measures) require_field(data_set, measure.field, measure.place, issues);
    for (const DerivedField& derived : data_set.derived) {
        require_field(data_set, derived.from, derived.place, issues);
        require_field(data_set, derived.to, derived.place, issues);
    }
    for (const DeliveryCheck& check : data_set.checks) check_delivery_check(model, data_set, check, issues);
    for (const auto& [column, other] : data_set.columns) {
        if (model.find_data_set(other) == nullptr) {
            issues.push_back(
                make_issue("data_set_is_unknown", "kolumnen " + column + " hänvisar till datamängden " + other + " som inte finns", "", data_set.place));
        }
    }
}

/// A unit that is its own ancestor is reported once, at the unit whose code comes first.
void check_organisation(const Model& model, Issues& issues) {
    for (const Unit& unit : model.units) {
        std::vector<std::string> chain = {unit.code};
        for (const Unit* above = model.find_unit(unit.parent); above != nullptr && chain.size() <= model.units.size(); above = model.find_unit(above->parent)) {
            if (above->code == unit.code) {
                if (*std::min_element(chain.begin(), chain.end()) == unit.code) {
                    chain.push_back(unit.code);
                    issues.push_back(make_issue("organisation_has_a_cycle", "enheterna ligger under varandra i ring: " + base::joined(chain, " → "),
                                                "ändra överordnad enhet för en av dem", unit.place));
                }
                break;
            }
            chain.push_back(above->code);
        }
    }
}

void require_definition(const Model& model, const std::string& id, const Place& place, Issues& issues) {
    if (model.find_definition(id) != nullptr) return;
    std::vector<std::string> ids;
    for (const Definition& definition : model.definitions) ids.push_back(definition.id);
    issues.push_back(make_issue("indicator_is_unknown", "indikatorn " + id + " finns inte", base::choice_hint(id, ids), place));
}

void require_unit(const Model& model, const std::string& code, const Place& place, Issues& issues) {
    if (model.find_unit(code) == nullptr) issues.push_back(unknown_unit(model, code, place));
}

/// Two targets that one address of a target could mean.
bool measures_the_same(const Target& a, const Target& b) {
    bool overlaps = a.valid.first <= b.valid.last && b.valid.first <= a.valid.last;
    return overlaps && a.indicator == b.indicator && a.outcome_unit == b.outcome_unit && a.basis == b.basis && a.span == b.span;
}

void require_goal_area(const Model& model, const std::string& id, const Place& place, Issues& issues) {
    if (model.find_goal_area(id) != nullptr) return;
    std::vector<std::string> ids;
    for (const GoalArea& area : model.goal_areas) ids.push_back(area.id);
    issues.push_back(make_issue("goal_area_is_unknown", "målområdet " + id + " finns inte", base::choice_hint(id, ids), place));
}

/// A code that a data set of worked-out rows filters by must be in its list; a misspelt one would give a quiet zero.
void require_listed(const Model& model, RowOrigin origin, const std::string& field_name, const std::string& code, const base::Place& place, Issues& issues) {
    const DataSet* data_set = model.find_data_set(origin);
    const Field* field = data_set == nullptr ? nullptr : data_set->find_field(field_name);
    const CodeList* list = field == nullptr ? nullptr : model.find_code_list(field->list);
    if (list == nullptr || code.empty() || list->find(code) != nullptr) return;
    std::vector<std::string> codes;
    for (const Code& other : list->codes) codes.push_back(other.code);
    issues.push_back(make_issue("code_is_unknown", "koden " + code + " finns inte i " + list->label, base::choice_hint(code, codes), place));
}

void require_initiative(const Model& model, const std::string& id, const base::Place& place, Issues& issues) {
    if (model.find_initiative(id) != nullptr) return;
    std::vector<std::string> ids;
    for (const Initiative& other : model.initiatives) ids.push_back(other.id);
    issues.push_back(make_issue("initiative_is_unknown", "åtgärden " + id + " finns inte", base::choice_hint(id, ids), place));
}

void check_initiative(const Model& model, const Initiative& initiative, Issues& issues) {
    require_unit(model, initiative.unit, initiative.place, issues);
    for (const std::string& line : initiative.lines) require_definition(model, line, initiative.place, issues);
    require_listed(model, RowOrigin::initiatives, "kind", initiative.kind, initiative.place, issues);
    require_listed(model, RowOrigin::initiatives, "effect_group", initiative.effect_group, initiative.place, issues);
    if (!initiative.parent.empty()) require_initiative(model, initiative.parent, initiative.place, issues);
}

}  // namespace

void check_references(const Model& model, Issues& issues) {
    check_organisation(model, issues);
    for (const DataSet& data_set : model.data_sets) check_data_set(model, data_set, issues);
    for (const Mapping& mapping : model.mappings) check_mapping(model, mapping, issues);
    for (const GoalArea& area : model.goal_areas) require_unit(model, area.unit, area.place, issues);
    for (const Assignment& assignment : model.assignments) {
        require_goal_area(model, assignment.goal_area, assignment.place, issues);
        require_unit(model, assignment.unit, assignment.place, issues);
        for (const std::string& board : assignment.boards) require_unit(model, board, assignment.place, issues);
    }
    for (auto target = model.targets.begin(); target != model.targets.end(); ++target) {
        bool is_repeated = std::any_of(model.targets.begin(), target, [&](const Target& other) { return measures_the_same(other, *target); });
        if (is_repeated) {
            issues.push_back(make_issue("name_is_given_twice", "samma enhet har redan ett mål för " + target->indicator + " i samma tid och underlag",
                                        "behåll ett av dem", target->place));
        }
    }
    for (const Target& target : model.targets) {
        require_definition(model, target.indicator, target.place, issues);
        if (!target.goal_area.empty()) require_goal_area(model, target.goal_area, target.place, issues);
        require_unit(model, target.unit, target.place, issues);
        if (target.outcome_unit != target.unit) require_unit(model, target.outcome_unit, target.place, issues);
        if (!target.reference.empty()) require_definition(model, target.reference, target.place, issues);
        if (model.find_basis(target.basis) == nullptr) {
            std::vector<std::string> ids;
            for (const Basis& basis : model.bases) ids.push_back(basis.id);
            issues.push_back(make_issue("basis_is_unknown", "underlaget " + target.basis + " finns inte", base::choice_hint(target.basis, ids), target.place));
        }
    }
    for (const Initiative& initiative : model.initiatives) check_initiative(model, initiative, issues);
    for (const domain::AssessmentScheme& scheme : model.schemes) {
        for (const domain::Level& level : scheme.levels) {
            require_listed(model, RowOrigin::assessments, "level", level.id, {"assessment_schemes.yaml", 0, 0}, issues);
        }
    }
    for (const SeriesBreak& one : model.series_breaks) require_definition(model, one.definition, one.place, issues);
    for (const Investment& investment : model.investments) {
        require_unit(model, investment.unit, investment.place, issues);
        require_listed(model, RowOrigin::investments, "block", investment.block, investment.place, issues);
    }
    for (const InitiativeYear& of_year : model.initiative_years) require_initiative(model, of_year.initiative, of_year.place, issues);
    for (const InitiativeMethod& method : model.initiative_methods) {
        require_initiative(model, method.initiative, method.place, issues);
        require_unit(model, method.unit, method.place, issues);
        if (!method.price.empty()) require_definition(model, method.price, method.place, issues);
    }
    for (const InitiativeStep& step : model.initiative_steps) {
        require_initiative(model, step.initiative, step.place, issues);
        require_listed(model, RowOrigin::initiative_steps, "package", step.package, step.place, issues);
    }
}

}  // namespace tertial::model
