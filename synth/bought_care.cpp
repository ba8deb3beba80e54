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
constexpr std::int64_t large_invoice_ore = 180'000'000;
const Month population_first = Month::of(2025, 1);

struct CareInvoice {
    Month month;
    std::string unit, giver;
    const char* kind;
    std::int64_t amount_ore = 0;
};

void add_invoices(const Region& region, const Pool& pool, const Span& span, Random& random, std::vector<CareInvoice>& invoices) {
    const bool is_large = pool.accounts.size() == 1;
    const std::int64_t total_ore = booked_ore(pool, span);
    std::vector<std::int64_t> weights = skewed_weights(std::max<std::int64_t>(1, total_ore / (is_large ? large_invoice_ore : usual_invoice_ore)), random);
    for (std::int64_t amount_ore : spread_exactly(total_ore, weights)) {
        Month month = span.draw_month(random);
        const char* kind = is_large ? "highly_specialised" : random.below(10) < 6 ? "planned" : "acute";
        invoices.push_back(
            {month, draw_unit(sharing_units(region, pool.profiles, month), random).code, draw_code(pool.counterparties, random), kind, amount_ore});
    }
}

Result<std::vector<CareInvoice>> make_invoices(const CareOrder& order, const Region& region) {
    std::vector<Pool> pools = TRY(read_booked_pools(order, region, "bought_regional_care"));
    Random random(derived_seed(order.seed, "bought care"));
    std::vector<CareInvoice> invoices;
    for (const Span& span : booked_spans()) {
        for (const Pool& pool : pools) add_invoices(region, pool, span, random, invoices);
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
    return write_by_month(order, "bought_care", "Faktura;Månad;Enhet;Vårdgivare;Slag;Belopp", invoices,
                          [](SourceFile& file, const CareInvoice& row, std::int64_t number) {
                              file.add('R');
                              add_row_number(file, row.month, number);
                              file.add(";" + base::format_month(row.month) + ";" + row.unit + ";" + row.giver + ";" + row.kind + ";");
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
