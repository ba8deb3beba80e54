#include <algorithm>
#include <vector>

#include "synth/monthly_files.hpp"
#include "synth/published_cell.hpp"
#include "synth/random.hpp"
#include "synth/spread.hpp"
#include "synth/steering.hpp"
#include "synth/table.hpp"
#include "synth/unit_share.hpp"

namespace tertial::synth {
namespace {

using base::Int128;
using base::Month;
using base::Rational;
using base::Result;

constexpr std::int64_t hours_per_line = 92;
constexpr std::int64_t hours_per_post_and_month = 165;

struct AgencyLine {
    Month month;
    std::string unit, profession, reason;
    std::int64_t hours_hundredths = 0, amount_ore = 0;
};

/// Hours and amounts of the lines of one profession in one span, exact sums.
std::vector<AgencyLine> make_lines(const Region& region, const Table& totals, std::size_t row, const Span& span, const std::vector<Weighted>& profiles,
                                   std::int64_t hours, std::int64_t amount_ore, Random& random) {
    std::vector<AgencyLine> lines;
    std::vector<std::int64_t> hour_weights, amount_weights;
    for (std::int64_t line = 0; line < hours / hours_per_line; ++line) {
        Month month = span.draw_month(random);
        lines.push_back(
            {month, draw_unit(sharing_units(region, profiles, month), random).code, totals.text(row, "profession"), totals.text(row, "reason"), 0, 0});
        hour_weights.push_back(random.between(40, 160));
        amount_weights.push_back(hour_weights.back() * random.between(88, 112));
    }
    std::vector<std::int64_t> of_hours = spread_exactly(hours * 100, hour_weights), of_amount = spread_exactly(amount_ore, amount_weights);
    for (std::size_t place = 0; place < lines.size(); ++place) {
        lines[place].hours_hundredths = of_hours[place];
        lines[place].amount_ore = of_amount[place];
    }
    return lines;
}

Result<std::vector<AgencyLine>> all_lines(const CareOrder& order, const Region& region) {
    Table totals = TRY(
        Table::read(order.assumptions_folder + "/agency_totals.csv", {"first_month", "last_month", "profession", "reason", "profiles", "hours", "amount_tkr"}));
    Random random(derived_seed(order.seed, "agency staff"));
    std::vector<AgencyLine> lines;
    for (std::size_t row = 0; row < totals.row_count(); ++row) {
        std::vector<AgencyLine> more = make_lines(region, totals, row, TRY(read_span(totals, row)), TRY(read_weighted(totals, row, "profiles")),
                                                  TRY(totals.whole(row, "hours")), TRY(totals.scaled(row, "amount_tkr", 100'000)), random);
        lines.insert(lines.end(), more.begin(), more.end());
    }
    return lines;
}

/// A printed row and the professions that it adds up.
struct AgencyRow {
    const char* label;
    std::vector<std::string> professions;
};

AgencyLine sum_of(const std::vector<AgencyLine>& lines, const AgencyRow& row, int year) {
    AgencyLine sum{Month::of(year, 4), "", "", "", 0, 0};
    for (const AgencyLine& line : lines) {
        if (line.month < Month::of(year, 1) || line.month > sum.month) continue;
        if (std::find(row.professions.begin(), row.professions.end(), line.profession) == row.professions.end()) continue;
        sum.hours_hundredths += line.hours_hundredths;
        sum.amount_ore += line.amount_ore;
    }
    return sum;
}

base::Done check_published(const CareOrder& order, const std::vector<AgencyLine>& lines) {
    static const std::vector<AgencyRow> rows = {{"Läkare", {"doctor", "doctor_primary_care"}},
                                                {"Varav läkare primärvården", {"doctor_primary_care"}},
                                                {"Sjuksköterskor", {"nurse"}},
                                                {"Övriga", {"other"}},
                                                {"Totalt", {"doctor", "doctor_primary_care", "nurse", "other"}}};
    constexpr std::int64_t ore_per_mkr = 100'000'000;
    Table table = TRY(Table::read(order.published_folder + "/staffing_agencies.csv", {"label", "cost_2024_04_mkr", "cost_2025_04_mkr", "cost_2026_04_mkr",
                                                                                      "change_vs_prev_year_mkr", "equivalent_full_time_positions"}));
    for (const AgencyRow& row : rows) {
        std::size_t at = TRY(table.find("label", row.label));
        for (int year : {2024, 2025, 2026}) {
            const std::string column = "cost_" + std::to_string(year) + "_04_mkr";
            TRY(require_cell(row.label + column, Rational::create(sum_of(lines, row, year).amount_ore, ore_per_mkr), table.decimal(at, column), 0));
        }
        AgencyLine now = sum_of(lines, row, 2026);
        Int128 change = now.amount_ore - sum_of(lines, row, 2025).amount_ore;
        TRY(require_cell(std::string(row.label) + ", förändring", Rational::create(change, ore_per_mkr), table.decimal(at, "change_vs_prev_year_mkr"), 0));
        TRY(require_cell(std::string(row.label) + ", tjänster", Rational::create(now.hours_hundredths, 100 * 4 * hours_per_post_and_month),
                         table.decimal(at, "equivalent_full_time_positions"), 0));
    }
    return base::Nothing{};
}

}  // namespace

base::Done write_agency_staff(const CareOrder& order, const Region& region) {
    std::vector<AgencyLine> lines = TRY(all_lines(order, region));
    TRY(check_published(order, lines));
    return write_by_month(order, "agency_staff", "Fakturarad;Månad;Enhet;Yrkesgrupp;Anledning;Timmar;Belopp", lines,
                          [](SourceFile& file, const AgencyLine& line, std::int64_t number) {
                              file.add('B');
                              add_row_number(file, line.month, number);
                              file.add(";" + base::format_month(line.month) + ";" + line.unit + ";" + line.profession + ";" + line.reason + ";");
                              file.add_hundredths(line.hours_hundredths);
                              file.add(';');
                              file.add_kronor(line.amount_ore);
                          });
}

}  // namespace tertial::synth
