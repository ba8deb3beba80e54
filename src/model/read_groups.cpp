// Other trees over the organisation's units: unit_groups.csv.
#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "model/named_row.hpp"
#include "model/read_parts.hpp"

namespace tertial::model {
namespace {

using base::Issues;
using base::make_issue;

UnitGroup* find(Model& model, const std::string& code) {
    auto found = std::find_if(model.groups.begin(), model.groups.end(), [&](const UnitGroup& group) { return group.code == code; });
    return found == model.groups.end() ? nullptr : &*found;
}

bool is_in_ring(Model& model, const UnitGroup& group) {
    const UnitGroup* above = find(model, group.parent);
    for (std::size_t steps = 0; above != nullptr; ++steps, above = find(model, above->parent)) {
        if (above == &group || steps > model.groups.size()) return true;
    }
    return false;
}

void join_groups(Model& model, Issues& issues) {
    std::vector<std::string> codes;
    for (const UnitGroup& group : model.groups) codes.push_back(group.code);
    for (const UnitGroup& group : model.groups) {
        if (group.parent.empty()) continue;
        UnitGroup* above = find(model, group.parent);
        if (above == nullptr || above->tree != group.tree) {
            issues.push_back(make_issue("group_is_unknown", "gruppen " + group.parent + " finns inte i trädet " + group.tree,
                                        base::choice_hint(group.parent, codes), group.place));
        } else if (is_in_ring(model, group)) {
            issues.push_back(
                make_issue("groups_are_a_ring", "grupperna ligger under varandra i ring: " + group.code, "rätta parent i någon av dem", group.place));
        } else {
            above->children.push_back(group.code);
        }
    }
}

/// Within a tree each unit is in one group at most, itself or by what it lies below: otherwise its rows would count twice.
void require_apart(const Model& model, Issues& issues) {
    std::map<std::pair<std::string, std::string>, std::string> group_of;
    for (const UnitGroup& group : model.groups) {
        for (const std::string& unit : group.units) {
            for (const std::string& below : model.subtree(unit)) {
                auto [other, is_first] = group_of.emplace(std::pair(group.tree, below), group.code);
                if (is_first) continue;
                issues.push_back(make_issue("unit_is_in_two_groups", below + " ligger både i " + other->second + " och i " + group.code,
                                            "låt enheten, eller den som den ligger under, stå i en grupp", group.place));
                break;
            }
        }
    }
}

}  // namespace

void read_groups(const std::string& text, const std::string& file, Model& model, Issues& issues) {
    const std::size_t issue_count = issues.size();
    read_rows(text, file, {"tree", "group", "name", "parent", "units"}, issues, [&](const NamedRow& row) {
        UnitGroup group{row.text("group"), row.text("name"), row.text("tree"), row.text("parent"), {}, {}, row.place()};
        if (group.code.empty()) row.report("field_is_empty", "group är tomt", "ge gruppen en kod");
        if (model.has_place(group.code)) row.report("name_is_given_twice", group.code + " finns redan", "byt kod på gruppen");
        if (!row.text("units").empty()) group.units = base::split(row.text("units"), ' ');
        for (const std::string& unit : group.units) {
            if (model.find_unit(unit) == nullptr) issues.push_back(unknown_unit(model, unit, row.place()));
        }
        model.groups.push_back(std::move(group));
    });
    if (issues.size() > issue_count) return;
    join_groups(model, issues);
    for (const UnitGroup& group : model.groups) {
        if (!group.units.empty() || !group.children.empty()) continue;
        issues.push_back(make_issue("group_is_empty", "gruppen " + group.code + " har inga enheter och inga grupper under sig",
                                    "ange enheter i units, eller ta bort gruppen", group.place));
    }
    if (issues.size() == issue_count) require_apart(model, issues);
}

}  // namespace tertial::model
