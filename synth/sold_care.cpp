#include <algorithm>
#include <array>
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

struct PatientMonth {
    Month month;
    std::int64_t patient = 0;
    std::string unit, home_region;
    bool is_first = false;
    std::int64_t amount_ore = 0;
};

/// The months of a span in which a patient is treated: one, now and then two.
std::vector<Month> draw_months(const Span& span, Random& random) {
    std::vector<Month> months = {span.draw_month(random)};
    if (random.below(100) < 26 && months.front() < span.last) months.push_back(months.front().plus(1));
    return months;
}

std::vector<PatientMonth> make_patients(const Region& region, const Pool& pool, const Span& span, std::int64_t patient_count, std::int64_t first_number,
                                        Random& random) {
    std::vector<PatientMonth> rows;
    const std::vector<UnitShare> shares = sharing_units(region, pool.profiles, span.first);
    for (std::int64_t patient = 0; patient < patient_count; ++patient) {
        const std::string& unit = draw_unit(shares, random).code;
        const std::string& home_region = draw_code(pool.counterparties, random);
        bool is_first = true;
        for (Month month : draw_months(span, random)) {
            rows.push_back({month, first_number + patient, unit, home_region, is_first, 0});
            is_first = false;
        }
    }
    std::vector<std::int64_t> amounts = spread_exactly(booked_ore(pool, span), skewed_weights(static_cast<std::int64_t>(rows.size()), random));
    for (std::size_t place = 0; place < rows.size(); ++place) rows[place].amount_ore = amounts[place];
    return rows;
}

Result<std::vector<PatientMonth>> all_patients(const CareOrder& order, const Region& region) {
    Pool pool = TRY(read_booked_pools(order, region, "sales_out_of_county")).front();
    Table totals = TRY(Table::read(order.assumptions_folder + "/sold_care_totals.csv", {"first_month", "patients"}));
    Random random(derived_seed(order.seed, "sold care"));
    std::vector<PatientMonth> rows;
    std::int64_t next_number = 1;
    for (const Span& span : booked_spans()) {
        if (span.first.month() == 1) next_number = 1;
        std::size_t row = TRY(totals.find("first_month", base::format_month(span.first)));
        std::int64_t patient_count = TRY(totals.whole(row, "patients"));
        std::vector<PatientMonth> more = make_patients(region, pool, span, patient_count, next_number, random);
        next_number += patient_count;
        rows.insert(rows.end(), more.begin(), more.end());
    }
    return rows;
}

}  // namespace

base::Done write_sold_care(const CareOrder& order, const Region& region) {
    std::vector<PatientMonth> rows = TRY(all_patients(order, region));
    std::int64_t amount_ore = 0, patients = 0;
    for (const PatientMonth& row : rows) {
        if (row.month.year() != last_month.year()) continue;
        amount_ore += row.amount_ore;
        patients += row.is_first ? 1 : 0;
    }
    TRY(require_figure(order, "income_per_out_of_county_patient", "2026-T1", amount_ore, base::Int128{100} * patients, 0));
    return write_by_month(order, "sold_care", "Patient;Månad;Enhet;Hemregion;Första_raden_på_året;Belopp", rows,
                          [](SourceFile& file, const PatientMonth& row, std::int64_t) {
                              file.add('U');
                              file.add_whole(row.month.year());
                              file.add('-');
                              file.add_padded(row.patient, 6);
                              file.add(";" + base::format_month(row.month) + ";" + row.unit + ";" + row.home_region + (row.is_first ? ";yes;" : ";no;"));
                              file.add_kronor(row.amount_ore);
                          });
}

}  // namespace tertial::synth
