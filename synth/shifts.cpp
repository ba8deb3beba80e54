#include <vector>

#include "synth/ambulance.hpp"
#include "synth/published_cell.hpp"
#include "synth/random.hpp"
#include "synth/source_file.hpp"
#include "synth/spread.hpp"
#include "synth/stations.hpp"
#include "synth/table.hpp"

namespace tertial::synth {
namespace {

using base::Month;

struct Shift {
    base::Date day;
    std::string station;
    std::int64_t scheduled_minutes = 0;
    std::int64_t busy_minutes = 0;
};

/// The station's shifts of a run of months, with so many busy minutes that their share of the scheduled is `share_thousandths` per mille of a per cent.
std::vector<Shift> make_shifts(const Station& station, Month first, int month_count, std::int64_t share_thousandths, Random& random) {
    std::vector<Shift> shifts;
    std::vector<std::int64_t> weights;
    std::int64_t scheduled_sum = 0;
    for (std::int32_t day = first.first_day().day_count; day <= first.plus(month_count - 1).last_day().day_count; ++day) {
        if (!station.is_open(base::Date{day}.month())) continue;
        for (std::int64_t shift = 0; shift < station.shifts_per_day; ++shift) {
            // Now and then a shift is cut short.
            std::int64_t minutes = random.below(25) == 0 ? station.shift_minutes - 30 * random.between(1, 6) : station.shift_minutes;
            shifts.push_back({base::Date{day}, station.code, minutes, 0});
            weights.push_back(minutes * random.between(45, 155));
            scheduled_sum += minutes;
        }
    }
    std::vector<std::int64_t> busy = spread_exactly(scheduled_sum * share_thousandths / 100'000, weights);
    for (std::size_t index = 0; index < shifts.size(); ++index) shifts[index].busy_minutes = busy[index];
    return shifts;
}

base::Done check_shifts(const std::vector<Shift>& shifts, const std::string& station, std::int64_t printed_percent) {
    std::int64_t busy = 0, scheduled = 0;
    for (const Shift& shift : shifts) {
        busy += shift.busy_minutes;
        scheduled += shift.scheduled_minutes;
        if (shift.busy_minutes > shift.scheduled_minutes) {
            return base::make_issue("shift_is_too_busy", "ett pass på " + station + " är upptaget längre än det är schemalagt", "kontrollera stations.csv");
        }
    }
    return require_cell("beläggning " + station, base::Rational::create(base::Int128{100} * busy, scheduled), base::Rational(printed_percent), 0);
}

base::Done write_month(const CareOrder& order, Month month, const std::vector<Shift>& shifts) {
    SourceFile file =
        TRY(SourceFile::create(order.out_folder, source_file_name("ambulance_shift", month), "Pass;Datum;Station;Schemalagda_minuter;Upptagna_minuter"));
    const std::string name = base::format_month(month);
    std::int64_t number = 0;
    for (std::int32_t day = month.first_day().day_count; day <= month.last_day().day_count; ++day) {
        for (const Shift& shift : shifts) {
            if (shift.day.day_count != day) continue;
            file.add("P" + name.substr(2, 2) + name.substr(5, 2) + "-");
            file.add_padded(++number, 4);
            file.add(';');
            file.add_date(shift.day);
            file.add(";" + shift.station + ";");
            file.add_whole(shift.scheduled_minutes);
            file.add(';');
            file.add_whole(shift.busy_minutes);
            TRY(file.end_row());
        }
    }
    return file.finish();
}

}  // namespace

base::Done write_shifts(const CareOrder& order, const Region& region) {
    std::vector<Station> stations = TRY(read_stations(order, region));
    Table published = TRY(Table::read(order.published_folder + "/ambulance_occupancy_by_station.csv", {"station_code", "y2024_pct", "y2025_pct", "y2026_pct"}));
    for (Month first = ambulance_first_month; first <= last_month; first = first.plus(first.month() == 1 ? 4 : 8)) {
        const bool is_published = first.month() == 1;
        const int month_count = is_published ? 4 : 8;
        std::vector<Shift> shifts;
        for (const Station& station : stations) {
            Random random(derived_seed(order.seed, "shifts " + station.code + base::format_month(first)));
            std::size_t row = TRY(published.find("station_code", station.code));
            std::int64_t percent = TRY(published.whole(row, "y" + std::to_string(first.year()) + "_pct"));
            std::int64_t share_thousandths = percent * 1000 + (is_published ? random.between(-300, 300) : random.between(-3000, 3000));
            std::vector<Shift> of_station = make_shifts(station, first, month_count, share_thousandths, random);
            if (is_published) TRY(check_shifts(of_station, station.code, percent));
            shifts.insert(shifts.end(), of_station.begin(), of_station.end());
        }
        for (int month = 0; month < month_count; ++month) TRY(write_month(order, first.plus(month), shifts));
    }
    return base::Nothing{};
}

}  // namespace tertial::synth
