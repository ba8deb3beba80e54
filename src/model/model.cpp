#include "model/model.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace tertial::model {
namespace {

template <class List, class Key>
auto find_by_id(const List& list, Key&& matches) -> decltype(&list.front()) {
    auto found = std::find_if(list.begin(), list.end(), matches);
    return found == list.end() ? nullptr : &*found;
}

}  // namespace

const Code* CodeList::find(const std::string& code) const {
    auto found = index_of_code.find(code);
    return found == index_of_code.end() ? nullptr : &codes[found->second];
}

const Field* DataSet::find_field(std::string_view name) const {
    return find_by_id(fields, [&](const Field& field) { return field.name == name; });
}

const DerivedField* DataSet::find_derived(std::string_view name) const {
    return find_by_id(derived, [&](const DerivedField& field) { return field.name == name; });
}

const Measure* DataSet::find_measure(std::string_view field) const {
    return find_by_id(measures, [&](const Measure& measure) { return measure.field == field; });
}

int scale_of(const Field& field) { return field.type == FieldType::money ? 2 : field.type == FieldType::decimal ? field.scale : 0; }

bool Mapping::gives(const std::string& field) const {
    return fixed.contains(field) || std::any_of(columns.begin(), columns.end(), [&](const auto& column) { return column.second == field; });
}

bool Mapping::hashes(const std::string& field) const { return std::find(keyed_hash.begin(), keyed_hash.end(), field) != keyed_hash.end(); }

std::vector<std::pair<std::string, std::string>> Mapping::all_columns() const {
    std::vector<std::pair<std::string, std::string>> all = columns;
    all.insert(all.end(), subtracted.begin(), subtracted.end());
    return all;
}

bool Mapping::turns_sign_of(const std::string& field) const { return std::find(opposite_sign.begin(), opposite_sign.end(), field) != opposite_sign.end(); }

const Unit* Model::find_unit(const std::string& code) const {
    auto found = index_of_unit.find(code);
    return found == index_of_unit.end() ? nullptr : &units[found->second];
}

const DataSet* Model::find_data_set(std::string_view wanted) const {
    return find_by_id(data_sets, [&](const DataSet& data_set) { return data_set.id == wanted; });
}

const Mapping* Model::find_mapping(std::string_view wanted) const {
    return find_by_id(mappings, [&](const Mapping& mapping) { return mapping.id == wanted; });
}

const Mapping* Model::mapping_of(std::string_view data_set) const {
    return find_by_id(mappings, [&](const Mapping& mapping) { return mapping.data_set == data_set; });
}

const Definition* Model::find_definition(std::string_view wanted) const {
    return find_by_id(definitions, [&](const Definition& definition) { return definition.id == wanted; });
}

const Statement* Model::find_statement(std::string_view wanted) const {
    return find_by_id(statements, [&](const Statement& statement) { return statement.id == wanted; });
}

const Basis* Model::find_basis(std::string_view wanted) const {
    return find_by_id(bases, [&](const Basis& basis) { return basis.id == wanted; });
}

const Template* Model::find_template(std::string_view name) const {
    return find_by_id(templates, [&](const Template& report) { return report.name == name; });
}

const GoalArea* Model::find_goal_area(std::string_view wanted) const {
    return find_by_id(goal_areas, [&](const GoalArea& area) { return area.id == wanted; });
}

const Target* Model::find_target(std::string_view wanted) const {
    return find_by_id(targets, [&](const Target& target) { return target.id == wanted; });
}

const Assignment* Model::find_assignment(std::string_view wanted) const {
    return find_by_id(assignments, [&](const Assignment& assignment) { return assignment.id == wanted; });
}

const domain::AssessmentScheme& Model::scheme_at(base::Month month) const {
    const domain::AssessmentScheme* holding = schemes.empty() ? &domain::three_colours() : &schemes.front();
    for (const domain::AssessmentScheme& scheme : schemes) {
        if (scheme.valid_from && *scheme.valid_from <= month.first_day()) holding = &scheme;
    }
    return *holding;
}

const Investment* Model::find_investment(std::string_view wanted) const {
    return find_by_id(investments, [&](const Investment& investment) { return investment.id == wanted; });
}

const Initiative* Model::find_initiative(std::string_view wanted) const {
    return find_by_id(initiatives, [&](const Initiative& initiative) { return initiative.id == wanted; });
}

const DataSet* Model::find_data_set(RowOrigin origin) const {
    return find_by_id(data_sets, [&](const DataSet& data_set) { return data_set.origin == origin; });
}

const CodeList* Model::find_code_list(std::string_view wanted) const {
    auto found = code_lists.find(std::string(wanted));
    return found == code_lists.end() ? nullptr : &found->second;
}

const UnitGroup* Model::find_group(std::string_view code) const {
    auto found = std::find_if(groups.begin(), groups.end(), [&](const UnitGroup& group) { return group.code == code; });
    return found == groups.end() ? nullptr : &*found;
}
std::vector<std::string> Model::units_of(const std::string& code) const {
    if (find_unit(code) != nullptr) return {code};
    std::vector<std::string> found;
    std::vector<std::string> waiting = {code};
    while (!waiting.empty()) {
        const UnitGroup* group = find_group(waiting.back());
        waiting.pop_back();
        if (group == nullptr) continue;
        found.insert(found.end(), group->units.begin(), group->units.end());
        waiting.insert(waiting.end(), group->children.rbegin(), group->children.rend());
    }
    return found;
}
std::vector<std::string> Model::subtree(const std::string& unit) const {
    std::vector<std::string> found;
    std::vector<std::string> waiting = units_of(unit);
    std::reverse(waiting.begin(), waiting.end());
    while (!waiting.empty()) {
        std::string code = waiting.back();
        waiting.pop_back();
        const Unit* here = find_unit(code);
        if (here == nullptr) continue;
        found.push_back(code);
        waiting.insert(waiting.end(), here->children.rbegin(), here->children.rend());
    }
    return found;
}

const UnitTree& Model::tree_at(base::Month month) const {
    auto later = std::find_if(trees.begin() + 1, trees.end(), [&](const UnitTree& tree) { return tree.from > month; });
    return *(later - 1);
}

std::vector<std::string> Model::subtree(const std::string& unit, base::Month month) const {
    const UnitTree& tree = tree_at(month);
    if (&tree == &trees.back()) return subtree(unit);
    std::vector<std::size_t> inside;
    for (const std::string& top : units_of(unit)) inside.push_back(index_of_unit.at(top));
    std::vector<std::vector<std::size_t>> below(units.size());
    for (std::size_t index = 0; index < units.size(); ++index) {
        if (!tree.parent_of_unit[index].empty()) below[index_of_unit.at(tree.parent_of_unit[index])].push_back(index);
    }
    for (std::size_t next = 0; next < inside.size(); ++next) {
        const std::vector<std::size_t>& children = below[inside[next]];
        inside.insert(inside.end(), children.begin(), children.end());
    }
    std::sort(inside.begin(), inside.end());
    std::vector<std::string> found;
    for (std::size_t index : inside) found.push_back(units[index].code);
    return found;
}

std::string Model::nearest_above(const std::string& unit, std::string_view kind, base::Month month) const {
    const UnitTree& tree = tree_at(month);
    auto index = index_of_unit.find(unit);
    while (index != index_of_unit.end()) {
        if (units[index->second].kind == kind) return units[index->second].code;
        index = index_of_unit.find(tree.parent_of_unit[index->second]);
    }
    return {};
}

std::string Model::nearest_above(const std::string& unit, std::string_view kind) const {
    for (const Unit* here = find_unit(unit); here != nullptr; here = find_unit(here->parent)) {
        if (here->kind == kind) return here->code;
    }
    return {};
}

base::Issue unknown_unit(const Model& model, const std::string& code, const base::Place& place) {
    std::vector<std::string> codes;
    for (const Unit& unit : model.units) codes.push_back(unit.code);
    for (const UnitGroup& group : model.groups) codes.push_back(group.code);
    return base::make_issue("unit_is_unknown", "enheten " + code + " finns inte", base::choice_hint(code, codes), place);
}

base::Issue unknown_report(const Model& model, const std::string& name) {
    std::vector<std::string> names;
    for (const Template& report : model.templates) names.push_back(report.name);
    return base::make_issue("report_is_unknown", "rapporten " + name + " finns inte", base::choice_hint(name, names));
}

}  // namespace tertial::model
