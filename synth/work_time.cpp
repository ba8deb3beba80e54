#include <array>
#include <map>
#include <numeric>
#include <vector>

#include "synth/monthly_files.hpp"
#include "synth/professions.hpp"
#include "synth/published_cell.hpp"
#include "synth/random.hpp"
#include "synth/spread.hpp"
#include "synth/steering.hpp"
#include "synth/steering_figures.hpp"
#include "synth/table.hpp"
#include "synth/unit_share.hpp"

namespace tertial::synth {
namespace {

using base::Int128;
using base::Month;
using base::Rational;
using base::Result;

/// The cells of work time, in the order that they are written; sick leave has one per interval.
struct Kind {
    const char* kind;
    const char* interval;
};
constexpr std::array<Kind, 8> kinds = {
    {{"ordinary", ""}, {"worked", ""}, {"sick", "day_1_14"}, {"sick", "day_15_59"}, {"sick", "day_60_plus"}, {"overtime", ""}, {"extra", ""}, {"leave", ""}}};
constexpr std::size_t ordinary_place = 0, worked_place = 1, first_sick_place = 2, overtime_place = 5, extra_place = 6, leave_place = 7;

/// One unit, profession, sex and month, with the hundredths of an hour of each kind.
struct Cell {
    Month month;
    std::string division, unit, profession;
    bool is_woman = false;
    std::int64_t weight = 0;
    std::array<std::int64_t, kinds.size()> hundredths{};
};

std::vector<Cell> make_cells(const Region& region, const Professions& professions, const Span& span, Random& random) {
    std::vector<Cell> cells;
    for (Month month = span.first; month <= span.last; month = month.plus(1)) {
        // Longer months have more hours.
        const std::int64_t month_weight = month.days_in_month() * random.between(97, 103);
        for (const UnitShare& share : sharing_units(region, {}, month)) {
            for (const Weighted& profession : professions.by_profile.at(share.unit->profile)) {
                const std::int64_t women_percent = professions.women_percent.at(profession.code);
                for (bool is_woman : {true, false}) {
                    std::int64_t weight = share.weight * profession.weight * (is_woman ? women_percent : 100 - women_percent) * month_weight;
                    cells.push_back({month, division_of(region, *share.unit), share.unit->code, profession.code, is_woman, weight, {}});
                }
            }
        }
    }
    return cells;
}

/// Gives the cells that `belongs` picks a total of one kind. `reach_percent` is how much more or less one cell may get for its size;
/// all but the ordinary hours follow the ordinary ones.
template <class Belongs>
void give(std::vector<Cell>& cells, std::size_t kind, std::int64_t total_hundredths, std::int64_t reach_percent, Random& random, Belongs belongs) {
    std::vector<std::int64_t> weights;
    for (const Cell& cell : cells) {
        std::int64_t weight = kind == ordinary_place ? cell.weight : cell.hundredths[ordinary_place];
        weights.push_back(belongs(cell) ? weight * random.between(100 - reach_percent, 100 + reach_percent) : 0);
    }
    std::vector<std::int64_t> parts = spread_exactly(total_hundredths, weights);
    for (std::size_t place = 0; place < cells.size(); ++place) cells[place].hundredths[kind] += parts[place];
}

template <class Belongs>
std::int64_t sum_of(const std::vector<Cell>& cells, std::size_t kind, Belongs belongs) {
    std::int64_t sum = 0;
    for (const Cell& cell : cells) sum += belongs(cell) ? cell.hundredths[kind] : 0;
    return sum;
}

/// One row of shares: what a sex has of all ordinary hours, and of its own ordinary hours the sick leave, overtime and extra time.
struct Shares {
    std::int64_t ordinary_permille = 0;
    /// By place of kind, in hundred-thousandths.
    std::array<std::int64_t, kinds.size()> of_own{};
};

Result<Shares> read_shares(const CareOrder& order, const Span& span, bool is_woman) {
    static const std::array<const char*, 5> columns = {"day_1_14", "day_15_59", "day_60_plus", "overtime", "extra"};
    Table table = TRY(Table::read(order.assumptions_folder + "/work_time_shares.csv",
                                  {"first_month", "sex", "ordinary_permille", "day_1_14", "day_15_59", "day_60_plus", "overtime", "extra"}));
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        if (TRY(table.month(row, "first_month")) != span.first || (table.text(row, "sex") == "women") != is_woman) continue;
        Shares shares{TRY(table.whole(row, "ordinary_permille")), {}};
        for (std::size_t column = 0; column < columns.size(); ++column) shares.of_own[first_sick_place + column] = TRY(table.whole(row, columns[column]));
        return shares;
    }
    return base::make_issue("row_is_missing", "andelar saknas för " + base::format_month(span.first), "rätta work_time_shares.csv");
}

/// Hours per month of a division over a span; worked ones as published, ordinary ones assumed.
struct DivisionHours {
    std::string division;
    Span span;
    std::int64_t worked_hundredths = 0, ordinary_hundredths = 0;
};

Result<std::vector<DivisionHours>> read_hours(const CareOrder& order) {
    Table table = TRY(Table::read(order.assumptions_folder + "/work_time_hours.csv",
                                  {"first_month", "last_month", "division", "worked_hours_per_month", "ordinary_hours_per_month"}));
    std::vector<DivisionHours> hours;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        Span span = TRY(read_span(table, row));
        hours.push_back({table.text(row, "division"), span, TRY(table.scaled(row, "worked_hours_per_month", 100)) * span.month_count(),
                         TRY(table.scaled(row, "ordinary_hours_per_month", 100)) * span.month_count()});
    }
    return hours;
}

/// Ordinary and worked hours by division, sick leave over the whole board, and leave as what then remains.
base::Done fill_cells(std::vector<Cell>& cells, const CareOrder& order, const Span& span, const std::vector<DivisionHours>& hours, Random& random) {
    for (bool is_woman : {true, false}) {
        Shares shares = TRY(read_shares(order, span, is_woman));
        for (const DivisionHours& of_division : hours) {
            auto belongs = [&](const Cell& cell) { return cell.is_woman == is_woman && cell.division == of_division.division; };
            give(cells, ordinary_place, of_division.ordinary_hundredths * shares.ordinary_permille / 1000, 4, random, belongs);
        }
        auto of_sex = [&](const Cell& cell) { return cell.is_woman == is_woman; };
        const std::int64_t own_hundredths = sum_of(cells, ordinary_place, of_sex);
        for (std::size_t kind = first_sick_place; kind < leave_place; ++kind) {
            auto total = static_cast<std::int64_t>(Int128{own_hundredths} * shares.of_own[kind] / 100'000);
            give(cells, kind, total, kind < overtime_place ? 55 : 30, random, of_sex);
        }
    }
    for (const DivisionHours& of_division : hours) {
        auto belongs = [&](const Cell& cell) { return cell.division == of_division.division; };
        give(cells, worked_place, of_division.worked_hundredths, 4, random, belongs);
        std::int64_t leave = sum_of(cells, ordinary_place, belongs) - of_division.worked_hundredths;
        for (std::size_t kind = first_sick_place; kind < leave_place; ++kind) leave += (kind < overtime_place ? -1 : 1) * sum_of(cells, kind, belongs);
        give(cells, leave_place, leave, 12, random, belongs);
    }
    return base::Nothing{};
}

base::Done check_published(const CareOrder& order, const std::vector<Cell>& cells, const std::vector<DivisionHours>& hours) {
    auto now = [](const Cell& cell) { return cell.month.year() == last_month.year(); };
    std::int64_t sick = 0;
    for (std::size_t kind = first_sick_place; kind < overtime_place; ++kind) sick += sum_of(cells, kind, now);
    TRY(require_figure(order, "sick_leave_share", "2026-T1", Int128{100} * sick, sum_of(cells, ordinary_place, now), 1));
    Table table = TRY(Table::read(order.published_folder + "/personnel.csv", {"division", "measure", "earlier_value", "current_value", "printed_change"}));
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        if (table.text(row, "measure") != "hours_worked") continue;
        std::map<int, Rational> worked;
        for (const DivisionHours& of_division : hours) {
            for (const Division& division : divisions()) {
                if (of_division.division != division.code || table.text(row, "division") != division.name || of_division.span.month_count() != 4) continue;
                auto belongs = [&](const Cell& cell) {
                    return cell.division == division.code && cell.month >= of_division.span.first && cell.month <= of_division.span.last;
                };
                worked[of_division.span.first.year()] = TRY(Rational::create(sum_of(cells, worked_place, belongs), 400));
            }
        }
        const std::string name = "arbetad tid " + table.text(row, "division");
        if (!table.text(row, "earlier_value").empty()) TRY(require_cell(name, worked[2025], table.decimal(row, "earlier_value"), 0));
        if (!table.text(row, "current_value").empty()) TRY(require_cell(name, worked[2026], table.decimal(row, "current_value"), 0));
        if (!table.text(row, "printed_change").empty())
            TRY(require_cell(name, base::subtract(worked[2026], worked[2025]), table.decimal(row, "printed_change"), 0));
    }
    return base::Nothing{};
}

struct HoursRow {
    Month month;
    const Cell* cell;
    std::size_t kind;
};

}  // namespace

base::Done write_work_time(const CareOrder& order, const Region& region) {
    Professions professions = TRY(read_professions(order));
    std::vector<DivisionHours> hours = TRY(read_hours(order));
    std::vector<Cell> all;
    for (std::size_t first = 0; first < hours.size(); first += divisions().size()) {
        const Span span = hours[first].span;
        Random random(derived_seed(order.seed, "work time " + base::format_month(span.first)));
        std::vector<DivisionHours> of_span(hours.begin() + static_cast<std::ptrdiff_t>(first),
                                           hours.begin() + static_cast<std::ptrdiff_t>(first + divisions().size()));
        std::vector<Cell> cells = make_cells(region, professions, span, random);
        TRY(fill_cells(cells, order, span, of_span, random));
        all.insert(all.end(), cells.begin(), cells.end());
    }
    TRY(check_published(order, all, hours));
    std::vector<HoursRow> rows;
    for (const Cell& cell : all) {
        for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
            if (cell.hundredths[kind] != 0) rows.push_back({cell.month, &cell, kind});
        }
    }
    return write_by_month(order, "work_time", "Rad;Månad;Enhet;Kön;Yrkesgrupp;Slag;Sjukintervall;Timmar", rows,
                          [](SourceFile& file, const HoursRow& row, std::int64_t number) {
                              const Kind& kind = kinds[row.kind];
                              file.add('T');
                              add_row_number(file, row.month, number);
                              file.add(";" + base::format_month(row.month) + ";" + row.cell->unit + (row.cell->is_woman ? ";women;" : ";men;"));
                              file.add(row.cell->profession + ";" + kind.kind + ";" + kind.interval + ";");
                              file.add_hundredths(row.cell->hundredths[row.kind]);
                          });
}

}  // namespace tertial::synth
