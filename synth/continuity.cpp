#include <vector>

#include "synth/monthly_files.hpp"
#include "synth/published_cell.hpp"
#include "synth/random.hpp"
#include "synth/spread.hpp"
#include "synth/steering.hpp"
#include "synth/steering_figures.hpp"
#include "synth/table.hpp"

namespace tertial::synth {
namespace {

using base::Int128;
using base::Month;
using base::Result;

struct Centre {
    std::string unit, printed_label;
    std::int64_t patients = 0, index_percent = 0, visits = 0, usual_visits = 0;
};

struct ListedPatient {
    Month month;
    std::string unit;
    std::int64_t visits = 0, usual_visits = 0;
};

Result<std::vector<Centre>> read_centres(const CareOrder& order, const Region& region) {
    Table table = TRY(Table::read(order.assumptions_folder + "/continuity.csv", {"unit", "patients", "index_percent", "printed_label"}));
    std::vector<Centre> centres;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        TRY(check_unit(region, table.text(row, "unit"), table.place(row)));
        centres.push_back(
            {table.text(row, "unit"), table.text(row, "printed_label"), TRY(table.whole(row, "patients")), TRY(table.whole(row, "index_percent")), 0, 0});
    }
    return centres;
}

/// The centres that are printed get their own index; the others share what is left so that the whole comes to `index_percent`.
void settle_centres(std::vector<Centre>& centres, std::int64_t index_percent) {
    std::int64_t visits = 0, left = 0;
    std::vector<std::int64_t> weights;
    for (const Centre& centre : centres) visits += centre.visits;
    left = visits * index_percent / 100;
    for (Centre& centre : centres) {
        centre.usual_visits = centre.printed_label.empty() ? 0 : centre.visits * centre.index_percent / 100;
        left -= centre.usual_visits;
        weights.push_back(centre.printed_label.empty() ? centre.visits * centre.index_percent : 0);
    }
    std::vector<std::int64_t> parts = spread_exactly(left, weights);
    for (std::size_t place = 0; place < centres.size(); ++place) centres[place].usual_visits += parts[place];
}

/// Visits to the usual doctor, handed out one by one to patients who have visits left.
void place_usual_visits(std::vector<ListedPatient>& patients, std::size_t first, std::int64_t count, Random& random) {
    while (count > 0) {
        ListedPatient& patient = patients[first + static_cast<std::size_t>(random.below(static_cast<std::int64_t>(patients.size() - first)))];
        if (patient.usual_visits == patient.visits) continue;
        ++patient.usual_visits;
        --count;
    }
}

std::vector<ListedPatient> make_patients(std::vector<Centre>& centres, Month month, std::int64_t index_percent, Random& random) {
    std::vector<std::vector<std::int64_t>> visits(centres.size());
    for (std::size_t place = 0; place < centres.size(); ++place) {
        centres[place].visits = 0;
        for (std::int64_t patient = 0; patient < centres[place].patients; ++patient) {
            visits[place].push_back(1 + random.below(4) * random.below(4) / 2 + random.below(3));
            centres[place].visits += visits[place].back();
        }
    }
    settle_centres(centres, index_percent);
    std::vector<ListedPatient> patients;
    for (std::size_t place = 0; place < centres.size(); ++place) {
        const std::size_t first = patients.size();
        for (std::int64_t count : visits[place]) patients.push_back({month, centres[place].unit, count, 0});
        place_usual_visits(patients, first, centres[place].usual_visits, random);
    }
    return patients;
}

base::Done check_published(const CareOrder& order, const std::vector<Centre>& centres) {
    Table table = TRY(Table::read(order.published_folder + "/steering_figures.csv", {"label", "value"}));
    std::int64_t visits = 0, usual_visits = 0;
    for (const Centre& centre : centres) {
        visits += centre.visits;
        usual_visits += centre.usual_visits;
        if (centre.printed_label.empty()) continue;
        std::size_t row = TRY(table.find("label", centre.printed_label));
        TRY(require_cell(centre.printed_label, base::Rational::create(centre.usual_visits, centre.visits), table.decimal(row, "value"), 2));
    }
    return require_figure(order, "continuity_index", "2026-T1", usual_visits, visits, 2);
}

}  // namespace

base::Done write_continuity(const CareOrder& order, const Region& region) {
    std::vector<Centre> centres = TRY(read_centres(order, region));
    Table totals = TRY(Table::read(order.assumptions_folder + "/continuity_totals.csv", {"month", "index_percent"}));
    std::vector<ListedPatient> all;
    for (std::size_t row = 0; row < totals.row_count(); ++row) {
        const Month month = TRY(totals.month(row, "month"));
        Random random(derived_seed(order.seed, "continuity " + base::format_month(month)));
        std::vector<ListedPatient> patients = make_patients(centres, month, TRY(totals.whole(row, "index_percent")), random);
        if (month == last_month) TRY(check_published(order, centres));
        all.insert(all.end(), patients.begin(), patients.end());
    }
    return write_by_month(order, "continuity", "Patient;Månad;Hälsocentral;Läkarbesök;Besök_hos_vanligaste_läkaren", all,
                          [](SourceFile& file, const ListedPatient& row, std::int64_t number) {
                              file.add('L');
                              file.add_padded(number, 6);
                              file.add(";" + base::format_month(row.month) + ";" + row.unit + ";");
                              file.add_whole(row.visits);
                              file.add(';');
                              file.add_whole(row.usual_visits);
                          });
}

}  // namespace tertial::synth
