#include "synth/wards.hpp"

#include "synth/table.hpp"

namespace tertial::synth {

base::Result<std::vector<Ward>> read_wards(const CareOrder& order, const Region& region, const std::string& care_site) {
    Table table = TRY(Table::read(order.assumptions_folder + "/wards.csv", {"unit", "beds", "mean_stay_tenths_of_days"}));
    std::vector<Ward> wards;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        const Unit* unit = TRY(require_unit(region, table.text(row, "unit"), table.place(row)));
        if (unit->care_site != care_site) continue;
        wards.push_back({unit->code, TRY(table.whole(row, "beds")), TRY(table.whole(row, "mean_stay_tenths_of_days")), unit->first_month});
    }
    if (wards.empty()) return base::make_issue("care_site_has_no_ward", "ingen vårdenhet har care_site " + care_site, "rätta organisation.csv eller wards.csv");
    return wards;
}

const std::vector<CareSite>& care_sites() {
    static const std::vector<CareSite> sites = {
        {"ostersund_hospital", "bed_occupancy_ostersund_hospital_r12.csv", "inpatient_ostersund_hospital.csv"},
        {"health_centre", "bed_occupancy_health_centres_r12.csv", "inpatient_health_centres.csv"},
        {"intensive_care", nullptr, nullptr},
    };
    return sites;
}

}  // namespace tertial::synth
