#include <algorithm>
#include <vector>

#include "synth/booked.hpp"
#include "synth/monthly_files.hpp"
#include "synth/random.hpp"
#include "synth/spread.hpp"
#include "synth/steering.hpp"
#include "synth/steering_figures.hpp"
#include "synth/table.hpp"
#include "synth/unit_share.hpp"

namespace tertial::synth {
namespace {

using base::Month;
using base::Result;

constexpr std::int64_t usual_invoice_ore = 6'000'000;
/// A usual large case, and the least that any of them costs, in per cent of the limit that reference_values.csv has.
constexpr std::int64_t large_case_percent = 175;
constexpr std::int64_t large_case_least_percent = 101;
/// Every third large case is acute.
constexpr std::size_t large_cases_per_acute = 3;
const Month population_first = Month::of(2025, 1);

struct CareInvoice {
    Month month;
    std::string unit, giver;
    const char* kind;
    bool is_large = false;
    std::int64_t amount_ore = 0;
};

/// Cases that cost the limit and more, one invoice each.
std::vector<std::int64_t> large_amounts(std::int64_t total_ore, std::int64_t limit_ore, Random& random) {
    const std::int64_t least_ore = limit_ore * large_case_least_percent / 100;
    const std::int64_t count = std::max<std::int64_t>(1, total_ore * 100 / (limit_ore * large_case_percent));
    std::vector<std::int64_t> amounts = spread_exactly(total_ore - count * least_ore, skewed_weights(count, random));
    for (std::int64_t& amount_ore : amounts) amount_ore += least_ore;
    return amounts;
}

const char* draw_kind(const Pool& pool, bool is_large, std::size_t place, Random& random) {
    if (is_large) return place % large_cases_per_acute == 0 ? "acute" : "highly_specialised";
    if (pool.name == "bought_care_remote") return "remote";
    return random.below(10) < 6 ? "planned" : "acute";
}

void add_invoices(const Region& region, const Pool& pool, const Span& span, std::int64_t limit_ore, Random& random, std::vector<CareInvoice>& invoices) {
    const bool is_large = pool.name == "bought_care_large_cases";
    const std::int64_t total_ore = booked_ore(pool, span);
    std::vector<std::int64_t> amounts = is_large ? large_amounts(total_ore, limit_ore, random)
                                                 : spread_exactly(total_ore, skewed_weights(std::max<std::int64_t>(1, total_ore / usual_invoice_ore), random));
    for (std::size_t place = 0; place < amounts.size(); ++place) {
        Month month = span.draw_month(random);
        const std::string& unit = draw_unit(sharing_units(region, pool.profiles, month), random).code;
        const std::string& giver = draw_code(pool.counterparties, random);
        invoices.push_back({month, unit, giver, draw_kind(pool, is_large, place, random), is_large, amounts[place]});
    }
}

Result<std::vector<CareInvoice>> make_invoices(const CareOrder& order, const Region& region) {
    std::vector<Pool> pools = TRY(read_booked_pools(order, region, "bought_regional_care"));
    Table limits = TRY(Table::read(order.assumptions_folder + "/reference_values.csv", {"kind", "amount_tkr"}));
    const std::int64_t limit_ore = TRY(limits.scaled(TRY(limits.find("kind", "large_case")), "amount_tkr", 100'000));
    Random random(derived_seed(order.seed, "bought care"));
    std::vector<CareInvoice> invoices;
    for (const Span& span : booked_spans()) {
        for (const Pool& pool : pools) add_invoices(region, pool, span, limit_ore, random, invoices);
    }
    return invoices;
}

struct Residents {
    Month month;
    std::string municipality;
    std::int64_t persons = 0;
};

/// People at each month's end: the assumed number at the last one, and before that some tenths of a per mille more or less a month.
Result<std::vector<Residents>> make_residents(const CareOrder& order) {
    Table table = TRY(Table::read(order.assumptions_folder + "/population.csv", {"municipality", "persons", "change_per_month"}));
    std::vector<Residents> residents;
    for (Month month = population_first; month <= last_month; month = month.plus(1)) {
        for (std::size_t row = 0; row < table.row_count(); ++row) {
            std::int64_t change = TRY(table.whole(row, "change_per_month"));
            std::int64_t months_left = last_month.month_count - month.month_count;
            residents.push_back({month, table.text(row, "municipality"), TRY(table.whole(row, "persons")) - change * months_left});
        }
    }
    return residents;
}

}  // namespace

base::Done write_bought_care(const CareOrder& order, const Region& region) {
    std::vector<CareInvoice> invoices = TRY(make_invoices(order, region));
    std::vector<Residents> residents = TRY(make_residents(order));
    std::int64_t rolling_ore = 0, persons = 0;
    for (const CareInvoice& invoice : invoices) rolling_ore += invoice.month > last_month.plus(-12) ? invoice.amount_ore : 0;
    for (const Residents& of_municipality : residents) persons += of_municipality.month == last_month ? of_municipality.persons : 0;
    TRY(require_figure(order, "bought_care_per_inhabitant", "2026-T1", rolling_ore, base::Int128{100} * persons, 0));
    return write_by_month(
        order, "bought_care", "Faktura;Månad;Enhet;Vårdgivare;Slag;Större_vårdfall;Belopp", invoices,
        [](SourceFile& file, const CareInvoice& row, std::int64_t number) {
            file.add('R');
            add_row_number(file, row.month, number);
            file.add(";" + base::format_month(row.month) + ";" + row.unit + ";" + row.giver + ";" + row.kind + (row.is_large ? ";yes;" : ";no;"));
            file.add_kronor(row.amount_ore);
        });
}

base::Done write_population(const CareOrder& order, const Region&) {
    std::vector<Residents> residents = TRY(make_residents(order));
    return write_by_month(order, "population", "Månad;Nämnd;Kommun;Personer", residents, [](SourceFile& file, const Residents& row, std::int64_t) {
        file.add(base::format_month(row.month) + ";HSN;" + row.municipality + ";");
        file.add_whole(row.persons);
    });
}

}  // namespace tertial::synth
