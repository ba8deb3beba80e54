#include "synth/stations.hpp"

#include "base/rational.hpp"
#include "base/text.hpp"
#include "synth/table.hpp"

namespace tertial::synth {

base::Result<std::vector<Station>> read_stations(const CareOrder& order, const Region& region) {
    Table table = TRY(Table::read(order.assumptions_folder + "/stations.csv", {"unit", "shifts_per_day", "shift_minutes", "months"}));
    std::vector<Station> stations;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        TRY(check_unit(region, table.text(row, "unit"), table.place(row)));
        Station station{table.text(row, "unit"), TRY(table.whole(row, "shifts_per_day")), TRY(table.whole(row, "shift_minutes")), 1, 12};
        std::vector<std::string> span = base::split(table.text(row, "months"), '-');
        auto first = base::parse_int128(span.front()), last = base::parse_int128(span.back());
        if (!first || !last || span.size() != 2)
            return base::make_issue("months_are_not_readable", "öppna månader ska skrivas som 12-4", "rätta stations.csv", table.place(row));
        station.first_open_month = static_cast<std::int64_t>(*first);
        station.last_open_month = static_cast<std::int64_t>(*last);
        stations.push_back(std::move(station));
    }
    return stations;
}

}  // namespace tertial::synth
