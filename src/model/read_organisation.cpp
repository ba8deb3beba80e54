// organisation_changes.csv: what has happened to the organisation; the trees of the months before; and whether the two files agree.
#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "model/named_row.hpp"
#include "model/read_parts.hpp"

namespace tertial::model {
namespace {

using base::Issues;
using base::make_issue;
using base::Month;

constexpr ChangeKind kinds[] = {ChangeKind::move, ChangeKind::merge, ChangeKind::split, ChangeKind::transfer, ChangeKind::rename};

ChangeKind read_kind(const NamedRow& row) {
    std::vector<std::string> ids;
    for (ChangeKind kind : kinds) ids.emplace_back(change_id(kind));
    std::string id = row.one_of("change", ids);
    for (ChangeKind kind : kinds) {
        if (change_id(kind) == id) return kind;
    }
    return ChangeKind::rename;
}

Month read_from(const NamedRow& row) {
    auto date = base::parse_date(row.text("from"));
    if (!date) {
        row.report("date_is_not_readable", "from: \"" + row.text("from") + "\" är inget datum", "skriv ÅÅÅÅ-MM-DD");
        return Month::of(2000, 1);
    }
    if (date->day() != 1) {
        row.report("change_is_not_on_the_first", "ändringen gäller från mitten av en månad",
                   "skriv den första i månaden: en organisationsändring gäller hela månader");
    }
    return Month::of(*date);
}

/// How a check finds the changes of one unit, in the order of their months.
std::vector<const OrganisationChange*> changes_of(const Model& model, const std::string& unit, ChangeKind kind) {
    std::vector<const OrganisationChange*> found;
    for (const OrganisationChange& change : model.changes) {
        if (change.unit == unit && change.kind == kind) found.push_back(&change);
    }
    return found;
}

class Checking {
public:
    Checking(const Model& model, Issues& issues) : model_(model), issues_(issues) {}

    void check() {
        for (const OrganisationChange& change : model_.changes) check_names(change);
        if (!issues_.empty()) return;
        for (const OrganisationChange& change : model_.changes) check_validity(change);
        for (const Unit& unit : model_.units) {
            check_moves(unit);
            check_shares(unit);
        }
        for (const UnitTree& tree : model_.trees) check_tree(tree);
    }

private:
    void report(const OrganisationChange& change, const char* code, const std::string& message, const std::string& hint) {
        issues_.push_back(make_issue(code, message, hint, change.place));
    }

    void check_names(const OrganisationChange& change) {
        auto require = [&](const std::string& code) {
            if (model_.find_unit(code) == nullptr) issues_.push_back(unknown_unit(model_, code, change.place));
        };
        require(change.unit);
        if (change.kind == ChangeKind::rename) {
            if (change.before.empty() || change.after.empty())
                report(change, "field_is_empty", "ett namnbyte har namnet före och namnet efter", "fyll i before och after");
            return;
        }
        require(change.after);
        if (change.kind == ChangeKind::move) require(change.before);
        if (change.kind == ChangeKind::transfer && change.rows.empty())
            report(change, "field_is_empty", "det står inte vilka rader som går över", "skriv ett villkor i rows, till exempel account.group = 'it'");
        if (change.after == change.unit)
            report(change, "unit_is_its_own_parent", "enheten " + change.unit + " ändras till sig själv", "ange en annan enhet i after");
    }

    [[nodiscard]] bool is_valid_at(const std::string& unit, base::Date day) const {
        const Code* code = model_.find_code_list("unit")->find(unit);
        return code != nullptr && code->valid_at(day);
    }

    /// What changes was there the month before, what takes over is there then; and what has gone up in another is there no more.
    void check_validity(const OrganisationChange& change) {
        base::Date first = change.from.first_day(), before = change.from.plus(-1).last_day();
        std::string month = base::format_month(change.from);
        if (!is_valid_at(change.unit, before)) {
            report(change, "unit_is_not_valid_then", "enheten " + change.unit + " finns inte före " + month,
                   "rätta from, eller enhetens valid_from och valid_to i organisation.csv");
        }
        if (change.kind != ChangeKind::rename && !is_valid_at(change.after, first)) {
            report(change, "unit_is_not_valid_then", "enheten " + change.after + " finns inte i " + month,
                   "rätta from, eller enhetens valid_from och valid_to i organisation.csv");
        }
        bool must_end = change.kind == ChangeKind::merge || change.kind == ChangeKind::split;
        if (must_end && is_valid_at(change.unit, first)) {
            report(change, "unit_has_not_ended", "enheten " + change.unit + " gäller fortfarande i " + month + ", när den har gått över till " + change.after,
                   "skriv " + base::format_date(before) + " som valid_to i organisation.csv");
        }
    }

    /// Each move begins where the one before it ended, and the last one ends where organisation.csv says.
    void check_moves(const Unit& unit) {
        std::vector<const OrganisationChange*> moves = changes_of(model_, unit.code, ChangeKind::move);
        for (std::size_t index = 0; index < moves.size(); ++index) {
            const OrganisationChange& move = *moves[index];
            bool is_last = index + 1 == moves.size();
            const std::string& next = is_last ? unit.parent : moves[index + 1]->before;
            if (!is_last && moves[index + 1]->from == move.from) {
                report(*moves[index + 1], "change_is_given_twice", "enheten " + unit.code + " flyttas två gånger samma månad", "ta bort den ena");
            } else if (move.after != next) {
                report(move, "moves_do_not_meet",
                       "enheten " + unit.code + " flyttas till " + move.after + ", men " +
                           (is_last ? "organisation.csv har den under " : "nästa flytt går från ") + (next.empty() ? "ingen" : next),
                       "rätta det som är fel: organisation.csv säger hur det är efter den sista flytten");
            }
        }
    }

    void check_shares(const Unit& unit) {
        std::map<Month, base::Rational> sums;
        std::map<Month, const OrganisationChange*> first;
        for (const OrganisationChange* split : changes_of(model_, unit.code, ChangeKind::split)) {
            first.emplace(split->from, split);
            auto sum = base::add(sums[split->from], split->share);
            if (sum.ok()) sums[split->from] = sum.value();
            if (split->share.sign() <= 0) report(*split, "value_is_not_allowed", "andelen är inte större än noll", "skriv till exempel 0.6");
        }
        for (const auto& [month, sum] : sums) {
            if (sum == base::Rational(1)) continue;
            report(*first[month], "shares_are_not_whole", "andelarna av " + unit.code + " blir " + base::format_exact(sum) + " tillsammans, inte 1",
                   "rätta share på delningens rader");
        }
    }

    /// The tree of today is checked with the organisation itself.
    void check_tree(const UnitTree& tree) {
        if (&tree == &model_.trees.back()) return;
        for (std::size_t index = 0; index < model_.units.size(); ++index) {
            std::size_t above = index, steps = 0;
            for (auto parent = model_.index_of_unit.find(tree.parent_of_unit[above]); parent != model_.index_of_unit.end() && steps <= model_.units.size();
                 ++steps) {
                above = parent->second;
                parent = model_.index_of_unit.find(tree.parent_of_unit[above]);
            }
            if (steps <= model_.units.size()) continue;
            issues_.push_back(make_issue("organisation_has_a_cycle",
                                         "före " + base::format_month(next_after(tree)) + " låg enheten " + model_.units[index].code + " under sig själv",
                                         "rätta before på någon av flyttarna", model_.changes.front().place));
            return;
        }
    }

    [[nodiscard]] Month next_after(const UnitTree& tree) const { return (&tree + 1)->from; }

    const Model& model_;
    Issues& issues_;
};

/// Backwards from organisation.csv: before the month of a move the unit lay under the parent that the move says.
void build_trees(Model& model) {
    std::set<Month> months = {Month::of(1, 1)};
    for (const OrganisationChange& change : model.changes) {
        if (change.kind == ChangeKind::move) months.insert(change.from);
    }
    std::vector<std::string> parents;
    for (const Unit& unit : model.units) parents.push_back(unit.parent);
    for (auto month = months.rbegin(); month != months.rend(); ++month) {
        model.trees.insert(model.trees.begin(), UnitTree{*month, parents});
        for (const OrganisationChange& change : model.changes) {
            auto unit = model.index_of_unit.find(change.unit);
            if (change.kind == ChangeKind::move && change.from == *month && unit != model.index_of_unit.end()) parents[unit->second] = change.before;
        }
    }
}

}  // namespace

void read_organisation_changes(const std::string& text, const std::string& file, Model& model, Issues& issues) {
    read_rows(text, file, {"change", "unit", "from", "before", "after", "share", "rows", "decision"}, issues, [&](const NamedRow& row) {
        OrganisationChange change;
        change.kind = read_kind(row);
        change.unit = row.text("unit");
        change.from = read_from(row);
        change.before = row.text("before");
        change.after = row.text("after");
        if (change.kind == ChangeKind::split) change.share = row.number("share");
        change.rows = row.text("rows");
        change.decision = row.text("decision");
        change.place = row.place();
        model.changes.push_back(std::move(change));
    });
    std::stable_sort(model.changes.begin(), model.changes.end(), [](const auto& one, const auto& other) { return one.from < other.from; });
}

void build_unit_trees(Model& model, Issues& issues) {
    Issues found;
    for (const OrganisationChange& change : model.changes) {
        if (change.kind == ChangeKind::move && model.find_unit(change.before) == nullptr) found.push_back(unknown_unit(model, change.before, change.place));
    }
    if (!found.empty()) {
        issues.insert(issues.end(), found.begin(), found.end());
        return;
    }
    build_trees(model);
    Checking(model, found).check();
    issues.insert(issues.end(), found.begin(), found.end());
}

}  // namespace tertial::model
