// The writers of the data that steering needs beside money and care: personnel, purchasing, surveys, prices of care, investments.
// One writer per data set; each checks its own sums against the published tables before it is done. They hold no state between them.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "synth/care_order.hpp"
#include "synth/region.hpp"

namespace tertial::synth {

struct Writer {
    const char* data_set;
    base::Done (*write)(const CareOrder& order, const Region& region);
};

[[nodiscard]] const std::vector<Writer>& steering_writers();

/// Registers that the assumptions give as totals (register_totals.csv), one file per tertial or month. Some data sets have files of other writers too.
[[nodiscard]] std::vector<std::string> register_names();
base::Done write_register(const CareOrder& order, const Region& region, const std::string& data_set);

base::Done write_staff(const CareOrder& order, const Region& region);
base::Done write_work_time(const CareOrder& order, const Region& region);
base::Done write_agency_staff(const CareOrder& order, const Region& region);
base::Done write_measured_values(const CareOrder& order, const Region& region);
base::Done write_purchases(const CareOrder& order, const Region& region);
base::Done write_bought_care(const CareOrder& order, const Region& region);
base::Done write_population(const CareOrder& order, const Region& region);
base::Done write_sold_care(const CareOrder& order, const Region& region);
base::Done write_continuity(const CareOrder& order, const Region& region);
base::Done write_investment_entries(const CareOrder& order, const Region& region);
base::Done write_investment_budget(const CareOrder& order, const Region& region);
base::Done write_price_index(const CareOrder& order, const Region& region);
base::Done write_reference_values(const CareOrder& order, const Region& region);
base::Done write_premises(const CareOrder& order, const Region& region);
base::Done write_board_meetings(const CareOrder& order, const Region& region);

}  // namespace tertial::synth
