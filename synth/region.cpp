#include "synth/region.hpp"

#include <algorithm>

#include "synth/table.hpp"

namespace tertial::synth {

using base::make_issue;
using base::Result;

namespace {

/// The board above each unit, found by walking upwards; a walk longer than the table means a circle.
base::Done find_boards(Region& region) {
    for (Unit& unit : region.units) {
        const Unit* above = &unit;
        for (std::size_t step = 0; above != nullptr && above->kind != "board"; ++step) {
            if (step > region.units.size())
                return make_issue("unit_is_its_own_parent", "enheten " + unit.code + " ligger under sig själv", "rätta organisation.csv");
            above = above->parent.empty() ? nullptr : region.find_unit(above->parent);
        }
        if (above != nullptr) unit.board = above->code;
    }
    return base::Nothing{};
}

Result<std::vector<Unit>> read_units(const std::string& path) {
    Table table = TRY(Table::read(path, {"unit", "kind", "parent", "valid_from", "care_site", "ward_group", "contact_group"}));
    std::vector<Unit> units;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        auto from = base::parse_date(table.text(row, "valid_from"));
        if (!from) return make_issue("date_is_not_readable", "valid_from är inget datum", "skriv datumet som 2015-01-01", table.place(row));
        units.push_back({table.text(row, "unit"), table.text(row, "kind"), table.text(row, "parent"), "", table.text(row, "care_site"),
                         table.text(row, "ward_group"), table.text(row, "contact_group"), base::Month::of(*from), "", 0});
    }
    return units;
}

/// A unit that has moved books under today's board from the month of its last move.
base::Done follow_moves(Region& region, const std::string& path) {
    Table table = TRY(Table::read(path, {"change", "unit", "from"}));
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        if (table.text(row, "change") != "move") continue;
        const Unit* known = TRY(require_unit(region, table.text(row, "unit"), table.place(row)));
        auto from = base::parse_date(table.text(row, "from"));
        if (!from) return make_issue("date_is_not_readable", "from är inget datum", "skriv datumet som 2015-01-01", table.place(row));
        Unit& unit = region.units[static_cast<std::size_t>(known - region.units.data())];
        unit.first_month = std::max(unit.first_month, base::Month::of(*from));
    }
    return base::Nothing{};
}

}  // namespace

const Unit* Region::find_unit(const std::string& code) const {
    auto found = std::find_if(units.begin(), units.end(), [&](const Unit& unit) { return unit.code == code; });
    return found == units.end() ? nullptr : &*found;
}

Result<const Unit*> require_unit(const Region& region, const std::string& code, const base::Place& place) {
    const Unit* unit = region.find_unit(code);
    if (unit == nullptr)
        return make_issue("unit_is_unknown", "enheten " + code + " finns inte i organisation.csv", "lägg till enheten eller rätta koden", place);
    return unit;
}

base::Done check_unit(const Region& region, const std::string& code, const base::Place& place) {
    auto found = require_unit(region, code, place);
    if (!found.ok()) return found.issues();
    return base::Nothing{};
}

Result<Region> read_region(const std::string& model_folder, const std::string& assumptions_folder) {
    Region region;
    region.units = TRY(read_units(model_folder + "/organisation.csv"));
    TRY(find_boards(region));
    TRY(follow_moves(region, model_folder + "/organisation_changes.csv"));
    Table accounts = TRY(Table::read(model_folder + "/accounts.csv", {"account", "line"}));
    for (std::size_t row = 0; row < accounts.row_count(); ++row) region.account_lines[accounts.text(row, "account")] = accounts.text(row, "line");
    Table counterparties = TRY(Table::read(model_folder + "/counterparties.csv", {"counterparty"}));
    for (std::size_t row = 0; row < counterparties.row_count(); ++row) region.counterparties.push_back(counterparties.text(row, "counterparty"));
    Table sizes = TRY(Table::read(assumptions_folder + "/units.csv", {"unit", "profile", "size"}));
    for (std::size_t row = 0; row < sizes.row_count(); ++row) {
        const Unit* known = TRY(require_unit(region, sizes.text(row, "unit"), sizes.place(row)));
        Unit& unit = region.units[static_cast<std::size_t>(known - region.units.data())];
        unit.profile = sizes.text(row, "profile");
        unit.size = TRY(sizes.whole(row, "size"));
    }
    return region;
}

}  // namespace tertial::synth
