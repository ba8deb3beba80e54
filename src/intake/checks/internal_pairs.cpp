#include "intake/checks/series.hpp"
#include "intake/measure_words.hpp"

namespace tertial::intake::checks {
namespace {

/// What one board has booked against the other, and the other against it.
struct Pair {
    base::Int128 first = 0, second = 0;
};

/// Board → the counterparty that stands for it, from the counterparties' own list (its column `unit`).
std::map<std::string, const model::Code*> counterparty_of_unit(const model::CodeList& list) {
    std::map<std::string, const model::Code*> found;
    for (const model::Code& code : list.codes) {
        auto unit = code.attributes.find("unit");
        if (unit != code.attributes.end() && !unit->second.empty()) found.emplace(unit->second, &code);
    }
    return found;
}

/// The nearest unit at or above that a counterparty stands for, as the organisation was in the month; empty if there is none.
std::string board_of(const model::Model& model, const std::map<std::string, const model::Code*>& boards, std::string unit, base::Month month) {
    const model::UnitTree& tree = model.tree_at(month);
    while (!unit.empty() && !boards.contains(unit)) {
        auto found = model.index_of_unit.find(unit);
        unit = found == model.index_of_unit.end() ? std::string() : tree.parent_of_unit[found->second];
    }
    return unit;
}

}  // namespace

Findings check_internal_pairs(const Input& input) {
    Findings findings;
    const model::Field* field = input.data_set.find_field(input.check.by.at(0));
    const model::CodeList* list = field == nullptr ? nullptr : input.model.find_code_list(field->list);
    if (list == nullptr) return findings;
    auto boards = counterparty_of_unit(*list);
    std::map<std::pair<base::Month, std::pair<std::string, std::string>>, Pair> pairs;
    for (const domain::RowGroup& group : input.groups) {
        if (!group.values.at(0) || !group.values.at(1)) continue;  // a row without counterparty is not internal
        const model::Code* counterparty = list->find(*group.values[1]);
        auto other = counterparty == nullptr ? std::map<std::string, std::string>::const_iterator{} : counterparty->attributes.find("unit");
        if (counterparty == nullptr || other == counterparty->attributes.end() || other->second.empty()) continue;
        std::string own = board_of(input.model, boards, *group.values[0], group.month);
        if (own.empty()) continue;
        bool is_first = own <= other->second;
        Pair& pair = pairs[{group.month, is_first ? std::pair(own, other->second) : std::pair(other->second, own)}];
        (is_first ? pair.first : pair.second) += group.sums.at(0);
    }
    for (const auto& [key, pair] : pairs) {
        const auto& [month, units] = key;
        base::Int128 difference = magnitude(pair.first + pair.second);
        if (difference == 0 || difference < least_at_stake(input)) continue;
        const std::string& first = boards.at(units.first)->name;
        const std::string& second = boards.at(units.second)->name;
        std::string message = units.first == units.second
                                  ? first + " har inom sig " + size_words(input, pair.first) + " som inte tar ut sig"
                                  : first + " har mot " + second + " bokfört " + size_words(input, pair.first) + ", " + second + " mot " + first + " " +
                                        size_words(input, pair.second) + "; det skiljer " + size_words(input, difference);
        findings.found.push_back({month, std::move(message), 0, difference});
    }
    return findings;
}

}  // namespace tertial::intake::checks
