#include <algorithm>
#include <map>
#include <vector>

#include "base/period.hpp"
#include "synth/monthly_files.hpp"
#include "synth/random.hpp"
#include "synth/spread.hpp"
#include "synth/steering.hpp"
#include "synth/table.hpp"
#include "synth/unit_share.hpp"

namespace tertial::synth {
namespace {

using base::Month;
using base::Result;

constexpr const char* entry_head = "Bokning;Månad;Division;Objekt;Grupp;Belopp";
constexpr const char* budget_head = "Månad;Division;Objekt;Grupp;Belopp";
constexpr std::int64_t ore_per_tkr = 100'000;
/// A usual object, so that larger blocks have more of them.
constexpr std::int64_t object_size_tkr = 1'500;
constexpr std::int64_t objects_max = 14;
const Month year_first = Month::of(2026, 1);

struct InvestmentObject {
    std::string code, block, division;
    std::int64_t budget_ore = 0, outturn_ore = 0;
};

/// Off the whole thousands, but never so far that a block's printed sum would change.
Result<std::int64_t> amount_near(const Table& table, std::size_t row, const std::string& column, Random& random) {
    if (table.text(row, column).empty()) return 0;
    std::int64_t tkr = TRY(table.whole(row, column));
    return tkr == 0 ? 0 : tkr * ore_per_tkr + random.between(-5'000, 5'000);
}

std::string division_named(const std::string& label) {
    for (const Division& division : divisions()) {
        if (label == division.name || (label == "Nära Vård" && std::string(division.code) == "NAR")) return division.code;
    }
    return "";
}

/// The objects of every printed row that has a figure; spent on some of them, budgeted on all.
Result<std::vector<InvestmentObject>> read_objects(const CareOrder& order) {
    Table table = TRY(Table::read(order.published_folder + "/investments.csv", {"block_no", "label", "row_type", "outturn_jan_apr_26", "budget_26"}));
    Random random(derived_seed(order.seed, "investments"));
    std::vector<InvestmentObject> objects;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        if (table.text(row, "row_type") != "line" || (table.text(row, "outturn_jan_apr_26") + table.text(row, "budget_26")).empty()) continue;
        const std::string division = division_named(table.text(row, "label"));
        std::int64_t outturn_ore = TRY(amount_near(table, row, "outturn_jan_apr_26", random)), budget_ore = TRY(amount_near(table, row, "budget_26", random));
        const std::int64_t count = std::clamp<std::int64_t>(std::max(outturn_ore, budget_ore) / ore_per_tkr / object_size_tkr, 1, objects_max);
        std::vector<std::int64_t> budget_weights = skewed_weights(count, random), outturn_weights;
        for (std::int64_t weight : budget_weights) outturn_weights.push_back(outturn_weights.empty() || random.below(3) > 0 ? weight : 0);
        std::vector<std::int64_t> budgets = spread_exactly(budget_ore, budget_weights), outturns = spread_exactly(outturn_ore, outturn_weights);
        for (std::size_t place = 0; place < budgets.size(); ++place) {
            const std::string& block = table.text(row, "block_no");
            objects.push_back({block + "-" + division + "-" + std::to_string(place + 1), block, division, budgets[place], outturns[place]});
        }
    }
    return objects;
}

struct InvestmentRow {
    Month month;
    const InvestmentObject* object;
    std::int64_t amount_ore;
};

std::string row_text(const InvestmentRow& row) {
    return base::format_month(row.month) + ";" + row.object->division + ";" + row.object->code + ";" + row.object->block + ";";
}

/// An object of another board, with its own name in the model's register: one row per month from the year that it began in.
struct BoardObject {
    std::string code, unit, block;
    int first_year = 0;
    std::int64_t earlier_ore = 0, outturn_ore = 0, budget_ore = 0;
};

const Month board_objects_last = Month::of(2024, 8);

struct BoardEntry {
    Month month;
    const BoardObject* object;
    std::int64_t amount_ore;
};

/// Off the whole thousands, but never so far that a group's printed sum would change.
std::int64_t near(std::int64_t tkr, Random& random) { return tkr == 0 ? 0 : tkr * ore_per_tkr + random.between(-1'000, 1'000); }

Result<std::vector<BoardObject>> read_board_objects(const CareOrder& order, const Region& region) {
    Table table = TRY(Table::read(order.assumptions_folder + "/investment_objects.csv",
                                  {"object", "unit", "block", "first_year", "earlier_outturn_tkr", "outturn_tkr", "budget_tkr"}));
    Random random(derived_seed(order.seed, "board investments"));
    std::vector<BoardObject> objects;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        TRY(check_unit(region, table.text(row, "unit"), table.place(row)));
        BoardObject object{table.text(row, "object"), table.text(row, "unit"), table.text(row, "block"), static_cast<int>(TRY(table.whole(row, "first_year")))};
        object.earlier_ore = near(TRY(table.whole(row, "earlier_outturn_tkr")), random);
        object.outturn_ore = near(TRY(table.whole(row, "outturn_tkr")), random);
        object.budget_ore = TRY(table.whole(row, "budget_tkr")) * ore_per_tkr;
        objects.push_back(std::move(object));
    }
    return objects;
}

/// What an object cost in each month of a run of months.
std::vector<std::int64_t> months_of(std::int64_t amount_ore, Month first, Month last, Random& random) {
    const int count = last.month_count - first.month_count + 1;
    return spread_exactly(amount_ore, skewed_weights(count, random));
}

/// A file replaces every month that its name covers: whole years, and the months of the last year one by one.
base::Period file_period(Month month) { return month.year() < board_objects_last.year() ? base::Period::year(month.year()) : base::Period::month(month); }

struct EarlierPeriod {
    bool operator()(const base::Period& a, const base::Period& b) const { return a.first < b.first; }
};

base::Done write_board_entries(const CareOrder& order, const Region& region) {
    std::vector<BoardObject> objects = TRY(read_board_objects(order, region));
    Random random(derived_seed(order.seed, "board investment entries"));
    std::map<base::Period, std::vector<BoardEntry>, EarlierPeriod> entries_of_period;
    const Month this_year = Month::of(board_objects_last.year(), 1);
    for (const BoardObject& object : objects) {
        const Month first = Month::of(object.first_year, 1);
        std::vector<std::int64_t> amounts;
        if (first < this_year) amounts = months_of(object.earlier_ore, first, this_year.plus(-1), random);
        for (std::int64_t amount : months_of(object.outturn_ore, this_year, board_objects_last, random)) amounts.push_back(amount);
        for (std::size_t place = 0; place < amounts.size(); ++place) {
            const Month month = first.plus(static_cast<int>(place));
            entries_of_period[file_period(month)].push_back({month, &object, amounts[place]});
        }
    }
    for (const auto& [period, entries] : entries_of_period) {
        SourceFile file = TRY(SourceFile::create(order.out_folder, "investment_entry-" + base::format_period(period) + ".csv", entry_head));
        std::int64_t number = 0;
        for (const BoardEntry& entry : entries) {
            file.add('B');
            add_row_number(file, entry.month, ++number);
            file.add(";" + base::format_month(entry.month) + ";" + entry.object->unit + ";" + entry.object->code + ";" + entry.object->block + ";");
            file.add_kronor(entry.amount_ore);
            TRY(file.end_row());
        }
        TRY(file.finish());
    }
    return base::Nothing{};
}

base::Done write_board_budget(const CareOrder& order, const Region& region) {
    std::vector<BoardObject> objects = TRY(read_board_objects(order, region));
    const int year = board_objects_last.year();
    SourceFile file = TRY(SourceFile::create(order.out_folder, "investment_budget-" + std::to_string(year) + ".csv", budget_head));
    for (int month = 1; month <= 12; ++month) {
        for (const BoardObject& object : objects) {
            file.add(base::format_month(Month::of(year, month)) + ";" + object.unit + ";" + object.code + ";" + object.block + ";");
            file.add_kronor(month == 1 ? object.budget_ore : 0);
            TRY(file.end_row());
        }
    }
    return file.finish();
}

}  // namespace

base::Done write_investment_entries(const CareOrder& order, const Region& region) {
    TRY(write_board_entries(order, region));
    std::vector<InvestmentObject> objects = TRY(read_objects(order));
    Random random(derived_seed(order.seed, "investment entries"));
    std::vector<InvestmentRow> rows;
    for (const InvestmentObject& object : objects) {
        if (object.outturn_ore == 0) continue;
        std::vector<std::int64_t> parts = spread_exactly(object.outturn_ore, skewed_weights(random.between(1, 6), random));
        for (std::int64_t part : parts) rows.push_back({year_first.plus(static_cast<int>(random.below(4))), &object, part});
    }
    return write_by_month(order, "investment_entry", entry_head, rows, [](SourceFile& file, const InvestmentRow& row, std::int64_t number) {
        file.add('I');
        add_row_number(file, row.month, number);
        file.add(";" + row_text(row));
        file.add_kronor(row.amount_ore);
    });
}

base::Done write_investment_budget(const CareOrder& order, const Region& region) {
    TRY(write_board_budget(order, region));
    std::vector<InvestmentObject> objects = TRY(read_objects(order));
    SourceFile file = TRY(SourceFile::create(order.out_folder, "investment_budget-2026.csv", budget_head));
    for (int month = 0; month < 12; ++month) {
        for (const InvestmentObject& object : objects) {
            InvestmentRow row{year_first.plus(month), &object, month == 0 ? object.budget_ore : 0};
            file.add(row_text(row));
            file.add_kronor(row.amount_ore);
            TRY(file.end_row());
        }
    }
    return file.finish();
}

}  // namespace tertial::synth
