// What the booking system summed up by unit and month before contacts were delivered one by one.
#include <vector>

#include "synth/care_records.hpp"
#include "synth/monthly_files.hpp"
#include "synth/record_plan.hpp"
#include "synth/spread.hpp"
#include "synth/unit_share.hpp"

namespace tertial::synth {
namespace {

using base::Month;
using base::Result;

struct UnitMonth {
    Month month;
    std::string unit;
    std::int64_t contacts = 0;
    std::int64_t on_web = 0;
};

/// The contacts of a set of units in a run of months, shared by the units' weights and evenly by day.
Result<std::vector<UnitMonth>> read_contacts(const CareOrder& order, const Region& region) {
    const UnitSets sets = TRY(read_unit_sets(order, region));
    Table table = TRY(Table::read(order.assumptions_folder + "/booking_totals.csv", {"first_month", "last_month", "units", "contacts"}));
    std::vector<UnitMonth> rows;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        const Span span = TRY(read_span(table, row));
        auto units = sets.find(table.text(row, "units"));
        if (units == sets.end()) {
            return base::make_issue("row_is_missing", "ingen rad i unit_sets.csv heter " + table.text(row, "units"), "lägg till raden", table.place(row));
        }
        const std::size_t begin = rows.size();
        std::vector<std::int64_t> weights;
        for (Month month = span.first; !(span.last < month); month = month.plus(1)) {
            for (const Weighted& unit : units->second) {
                rows.push_back({month, unit.code, 0, 0});
                weights.push_back(unit.weight * month.days_in_month());
            }
        }
        const std::vector<std::int64_t> parts = spread_exactly(TRY(table.whole(row, "contacts")), weights);
        for (std::size_t index = 0; index < parts.size(); ++index) rows[begin + index].contacts = parts[index];
    }
    return rows;
}

/// The published share of all contacts, unevenly over units, but the ambulance, which nobody books.
base::Done place_bookings(const CareOrder& order, const Region& region, std::vector<UnitMonth>& rows) {
    RecordAims aims = TRY(RecordAims::read(order, "booking_statistics"));
    const Month first = rows.front().month;
    Random random(derived_seed(order.seed, "booking statistics"));
    std::size_t contact_count = 0;
    std::vector<std::int64_t> weights;
    for (const UnitMonth& row : rows) {
        contact_count += static_cast<std::size_t>(row.contacts);
        weights.push_back(region.find_unit(row.unit)->contact_group == "ambulance" ? 0 : row.contacts * random.between(20, 180));
    }
    const std::vector<std::int64_t> parts = spread_exactly(TRY(aims.share_of(contact_count, "booked_on_web", first)), weights);
    for (std::size_t index = 0; index < parts.size(); ++index) rows[index].on_web = parts[index];
    return base::Nothing{};
}

}  // namespace

base::Done write_booking_statistics(const CareOrder& order, const Region& region) {
    std::vector<UnitMonth> rows = TRY(read_contacts(order, region));
    if (rows.empty()) return base::make_issue("row_is_missing", "booking_totals.csv har inga rader", "lägg till en rad");
    TRY(place_bookings(order, region, rows));
    return write_by_month(order, "booking_statistics", "Månad;Enhet;Bokade_på_webben;Bokade_på_annat_sätt", rows,
                          [](SourceFile& file, const UnitMonth& row, std::int64_t) {
                              file.add(base::format_month(row.month) + ";" + row.unit + ";");
                              file.add_whole(row.on_web);
                              file.add(';');
                              file.add_whole(row.contacts - row.on_web);
                          });
}

}  // namespace tertial::synth
