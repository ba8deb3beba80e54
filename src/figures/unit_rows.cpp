#include "figures/unit_rows.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

#include "figures/parse.hpp"

namespace tertial::figures {
namespace {

using base::Month;
using model::ChangeKind;
using model::OrganisationChange;

/// Some of a unit's rows, on their way from their own month's organisation to a later one's.
struct Going {
    std::string unit;
    std::vector<const OrganisationChange*> in, out;
    base::Rational share{1};
};

/// One change after the other, in the order of their months.
std::vector<Going> go(const model::Model& model, const std::string& unit, Month from, Month seen) {
    std::vector<Going> all = {{unit, {}, {}, base::Rational(1)}};
    for (const OrganisationChange& change : model.changes) {
        if (change.from <= from || change.from > seen) continue;
        std::vector<Going> after;
        // The rows of a split are one change: what has gone to one part does not go on to the next.
        bool is_later_part = change.kind == ChangeKind::split && &change != &*std::find_if(model.changes.begin(), model.changes.end(), [&](const auto& other) {
                                 return other.kind == ChangeKind::split && other.unit == change.unit && other.from == change.from;
                             });
        for (Going& going : all) {
            bool concerns = going.unit == change.unit && !is_later_part;
            if (!concerns || change.kind == ChangeKind::move || change.kind == ChangeKind::rename) {
                after.push_back(std::move(going));
            } else if (change.kind == ChangeKind::merge) {
                going.unit = change.after;
                after.push_back(std::move(going));
            } else if (change.kind == ChangeKind::transfer) {
                Going taken = going;
                taken.unit = change.after;
                taken.in.push_back(&change);
                going.out.push_back(&change);
                after.push_back(std::move(taken));
                after.push_back(std::move(going));
            } else {
                for (const OrganisationChange& part : model.changes) {
                    if (part.kind != ChangeKind::split || part.unit != change.unit || part.from != change.from) continue;
                    Going divided = going;
                    divided.unit = part.after;
                    auto share = base::multiply(divided.share, part.share);
                    if (share.ok()) divided.share = share.value();
                    after.push_back(std::move(divided));
                }
            }
        }
        all = std::move(after);
    }
    return all;
}

/// Units whose rows go elsewhere, in part or whole, between the two months.
std::set<std::string> going_units(const model::Model& model, Month from, Month seen) {
    std::set<std::string> units;
    for (const OrganisationChange& change : model.changes) {
        bool goes = change.kind == ChangeKind::merge || change.kind == ChangeKind::split || change.kind == ChangeKind::transfer;
        if (goes && change.from > from && change.from <= seen) units.insert(change.unit);
    }
    return units;
}

std::vector<UnitRows> rows_of_month(const model::Model& model, const std::string& unit, Month month, Month seen) {
    std::vector<std::string> below = model.subtree(unit, seen);
    std::sort(below.begin(), below.end());
    std::set<std::string> going = going_units(model, month, seen);
    // Rows that go the same way are asked for together; most stay where they are.
    using Way = std::tuple<std::vector<const OrganisationChange*>, std::vector<const OrganisationChange*>, std::pair<base::Int128, base::Int128>>;
    std::map<Way, std::vector<std::string>> units_by_way;
    std::vector<std::string>& staying = units_by_way[{{}, {}, {1, 1}}];
    std::copy_if(below.begin(), below.end(), std::back_inserter(staying), [&](const std::string& code) { return !going.contains(code); });
    for (const std::string& source : going) {
        // What has been divided and lies below the unit with more than one of its parts counts by all of them together.
        std::map<std::pair<std::vector<const OrganisationChange*>, std::vector<const OrganisationChange*>>, base::Rational> shares;
        for (const Going& rows : go(model, source, month, seen)) {
            if (!std::binary_search(below.begin(), below.end(), rows.unit)) continue;
            base::Rational& share = shares[{rows.in, rows.out}];
            auto sum = base::add(share, rows.share);
            if (sum.ok()) share = sum.value();
        }
        for (const auto& [rows, share] : shares) units_by_way[{rows.first, rows.second, {share.numerator(), share.denominator()}}].push_back(source);
    }
    std::vector<UnitRows> rows;
    for (auto& [way, units] : units_by_way) {
        const auto& [in, out, share] = way;
        std::sort(units.begin(), units.end());
        rows.push_back({{month}, std::move(units), in, out, base::Rational::create(share.first, share.second).value()});
    }
    return rows;
}

}  // namespace

std::vector<UnitRows> rows_of_unit(const model::Model& model, const std::string& unit, const std::vector<Month>& months, std::optional<Month> seen) {
    if (model.changes.empty()) {
        UnitRows rows{months, model.subtree(unit), {}, {}, base::Rational(1)};
        std::sort(rows.units.begin(), rows.units.end());
        return {std::move(rows)};
    }
    // Between two changes all months are alike; as they were, between two trees.
    auto stretch_of = [&](Month month) {
        if (!seen) return model.tree_at(month).from;
        auto later = std::find_if(model.changes.begin(), model.changes.end(), [&](const OrganisationChange& change) { return change.from > month; });
        return later == model.changes.begin() ? Month::of(1, 1) : (later - 1)->from;
    };
    std::vector<UnitRows> all;
    std::size_t stretch_size = 0;
    std::optional<Month> stretch;
    for (Month month : months) {
        if (stretch == stretch_of(month)) {
            for (std::size_t index = all.size() - stretch_size; index < all.size(); ++index) all[index].months.push_back(month);
            continue;
        }
        stretch = stretch_of(month);
        std::vector<UnitRows> rows = rows_of_month(model, unit, month, seen.value_or(month));
        stretch_size = rows.size();
        all.insert(all.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
    }
    return all;
}

std::vector<const OrganisationChange*> changes_between(const model::Model& model, const std::string& unit, Month first, Month seen) {
    std::vector<const OrganisationChange*> found;
    for (const OrganisationChange& change : model.changes) {
        if (change.kind == ChangeKind::rename || change.from <= first || change.from > seen) continue;
        auto lies_below = [&](const std::string& code, Month month) {
            std::vector<std::string> below = model.subtree(unit, month);
            return std::find(below.begin(), below.end(), code) != below.end();
        };
        const std::string& afterwards = change.kind == ChangeKind::move ? change.unit : change.after;
        if (lies_below(change.unit, change.from.plus(-1)) != lies_below(afterwards, change.from)) found.push_back(&change);
    }
    return found;
}

base::Result<BoundPredicatePointer> rows_of_transfer(const PredicateScope& scope, const OrganisationChange& transfer) {
    PredicatePointer parsed = TRY(parse_predicate(transfer.rows, transfer.place));
    auto bound = bind_predicate(scope, *parsed);
    if (bound.ok()) return bound;
    for (const base::Issue& issue : bound.issues()) {
        if (issue.code != "field_is_unknown") return bound.issues();
    }
    return BoundPredicatePointer();
}

base::Issues check_transfers(const model::Model& model) {
    base::Issues issues;
    for (const OrganisationChange& change : model.changes) {
        if (change.kind != ChangeKind::transfer) continue;
        bool is_understood = false;
        base::Issues found;
        for (const model::DataSet& data_set : model.data_sets) {
            auto rows = rows_of_transfer({model, data_set, change.unit, change.place, std::nullopt}, change);
            if (!rows.ok() && found.empty()) found = rows.issues();
            is_understood = is_understood || (rows.ok() && rows.value() != nullptr);
        }
        if (found.empty() && !is_understood) {
            found.push_back(base::make_issue("field_is_unknown", "ingen datamängd har fälten i villkoret " + change.rows,
                                             "rätta rows: villkoret prövar fält som account, project eller activity", change.place));
        }
        issues.insert(issues.end(), found.begin(), found.end());
    }
    return issues;
}

}  // namespace tertial::figures
