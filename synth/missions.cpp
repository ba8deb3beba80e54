#include <algorithm>
#include <array>
#include <vector>

#include "synth/ambulance.hpp"
#include "synth/published_cell.hpp"
#include "synth/random.hpp"
#include "synth/source_file.hpp"
#include "synth/stations.hpp"
#include "synth/swedish_time.hpp"
#include "synth/table.hpp"

namespace tertial::synth {
namespace {

using base::Month;
using base::Result;

constexpr std::int64_t response_seconds_min = 60;
constexpr std::int64_t response_seconds_max = 3 * 3'600 - 60;
/// Missions around a change of the clocks, so that durations are tried across it.
constexpr int missions_across_change = 3;

/// Calls per hour of the day, relative.
constexpr std::array<std::int64_t, 24> hour_weights = {24, 20, 18, 17, 18, 22, 30, 42, 54, 60, 62, 62, 60, 60, 60, 58, 58, 58, 56, 52, 46, 40, 34, 28};

struct Municipality {
    std::string code;
    std::vector<Weighted> stations;
    std::int64_t response_percent = 100;
    /// Missions January to April of 2024, 2025 and 2026.
    std::array<std::int64_t, 3> published{};
};

struct Mission {
    std::int64_t alarm_epoch_seconds = 0;
    std::int64_t response_seconds = 0;
    std::string station;
    std::string municipality;
    std::int64_t priority = 1;
};

/// January to April or May to December of a year.
struct MissionBlock {
    int year;
    Month first;
    int month_count;
};

Result<std::vector<Municipality>> read_municipalities(const CareOrder& order, const Region& region, const std::string& names_path) {
    Table published = TRY(Table::read(order.published_folder + "/ambulance_errands_by_municipality.csv", {"label", "y2024", "y2025", "y2026"}));
    Table names = TRY(Table::read(names_path, {"municipality", "name"}));
    Table assumed = TRY(Table::read(order.assumptions_folder + "/missions.csv", {"municipality", "stations", "response_percent"}));
    std::vector<Municipality> municipalities;
    for (std::size_t row = 0; row < names.row_count(); ++row) {
        Municipality municipality{names.text(row, "municipality"), {}, 100, {}};
        std::size_t published_row = TRY(published.find("label", names.text(row, "name")));
        municipality.published = {TRY(published.whole(published_row, "y2024")), TRY(published.whole(published_row, "y2025")),
                                  TRY(published.whole(published_row, "y2026"))};
        std::size_t assumed_row = TRY(assumed.find("municipality", municipality.code));
        municipality.stations = TRY(read_weighted(assumed, assumed_row, "stations"));
        for (const Weighted& station : municipality.stations) TRY(check_unit(region, station.code, assumed.place(assumed_row)));
        municipality.response_percent = TRY(assumed.whole(assumed_row, "response_percent"));
        municipalities.push_back(std::move(municipality));
    }
    return municipalities;
}

/// The municipality's stations that are open that month.
std::vector<Weighted> open_stations(const Municipality& municipality, const std::vector<Station>& stations, int month) {
    std::vector<Weighted> open;
    for (const Weighted& weighted : municipality.stations) {
        auto found = std::find_if(stations.begin(), stations.end(), [&](const Station& station) { return station.code == weighted.code; });
        if (found != stations.end() && found->is_open(month)) open.push_back(weighted);
    }
    return open;
}

const std::string& choose(const std::vector<Weighted>& list, Random& random) {
    std::int64_t sum = 0;
    for (const Weighted& entry : list) sum += entry.weight;
    std::int64_t point = random.below(sum);
    for (const Weighted& entry : list) {
        point -= entry.weight;
        if (point < 0) return entry.code;
    }
    return list.back().code;
}

int choose_second_of_day(Random& random) {
    std::int64_t sum = 0;
    for (std::int64_t weight : hour_weights) sum += weight;
    std::int64_t point = random.below(sum);
    std::int64_t hour = 0;
    while (point >= hour_weights[static_cast<std::size_t>(hour)]) point -= hour_weights[static_cast<std::size_t>(hour++)];
    return static_cast<int>(hour * 3'600 + random.below(3'600));
}

/// Most answers are near the middle, some are much slower.
std::int64_t choose_response_percent(Random& random) {
    std::int64_t percent = 50 + random.below(50) + random.below(60);
    return random.below(10) == 0 ? percent + random.below(260) : percent;
}

Result<std::vector<Mission>> make_missions(const std::vector<Municipality>& municipalities, const std::vector<Station>& stations, const MissionBlock& block,
                                           std::uint64_t seed) {
    Random random(scrambled(derived_seed(seed, "missions") + static_cast<std::uint64_t>(block.first.month_count)));
    std::vector<Mission> missions;
    const int day_count = block.first.plus(block.month_count - 1).last_day().day_count - block.first.first_day().day_count + 1;
    for (const Municipality& municipality : municipalities) {
        std::array<std::vector<Weighted>, 12> open_by_month;
        for (int month = 1; month <= 12; ++month) {
            open_by_month[static_cast<std::size_t>(month - 1)] = open_stations(municipality, stations, month);
            if (!open_by_month[static_cast<std::size_t>(month - 1)].empty()) continue;
            return base::make_issue("municipality_has_no_station",
                                    "kommunen " + municipality.code + " har ingen öppen station i månad " + std::to_string(month),
                                    "rätta missions.csv eller stations.csv");
        }
        std::int64_t count = municipality.published[static_cast<std::size_t>(block.year - 2024)];
        // Only January to April is published. The rest of the year has fewer visitors in the mountains.
        if (block.month_count == 8) count = count * random.between(176, 188) / 100;
        for (std::int64_t number = 0; number < count; ++number) {
            base::Date day{block.first.first_day().day_count + static_cast<std::int32_t>(random.below(day_count))};
            Mission mission;
            mission.alarm_epoch_seconds = epoch_of_swedish_time(day, choose_second_of_day(random));
            mission.response_seconds = choose_response_percent(random) * municipality.response_percent / 10;
            mission.station = choose(open_by_month[static_cast<std::size_t>(day.month() - 1)], random);
            mission.municipality = municipality.code;
            std::int64_t point = random.below(100);
            mission.priority = point < 36 ? 1 : point < 80 ? 2 : 3;
            missions.push_back(std::move(mission));
        }
    }
    return missions;
}

/// Scales all response times towards the median and sets the middle one, or both middle ones, to it.
void set_median(std::vector<Mission>& missions, std::int64_t median_seconds) {
    std::vector<std::size_t> by_time(missions.size());
    for (std::size_t index = 0; index < by_time.size(); ++index) by_time[index] = index;
    std::stable_sort(by_time.begin(), by_time.end(), [&](std::size_t a, std::size_t b) { return missions[a].response_seconds < missions[b].response_seconds; });
    const std::size_t low_middle = (by_time.size() - 1) / 2, high_middle = by_time.size() / 2;
    const std::int64_t own_median = missions[by_time[low_middle]].response_seconds;
    for (std::size_t place = 0; place < by_time.size(); ++place) {
        std::int64_t& seconds = missions[by_time[place]].response_seconds;
        seconds = seconds * median_seconds / own_median + static_cast<std::int64_t>(scrambled(place) % 10);
        seconds = std::clamp(seconds, response_seconds_min, response_seconds_max);
        if (place <= high_middle) seconds = std::min(seconds, median_seconds);
        if (place >= low_middle) seconds = std::max(seconds, median_seconds);
    }
}

base::Done check_median(const std::vector<Mission>& missions, const base::Rational& printed_seconds, int year) {
    std::vector<std::int64_t> seconds;
    for (const Mission& mission : missions) seconds.push_back(mission.response_seconds);
    std::sort(seconds.begin(), seconds.end());
    std::int64_t middles = seconds[(seconds.size() - 1) / 2] + seconds[seconds.size() / 2];
    return require_cell("median responstid " + std::to_string(year), base::Rational::create(middles, 2), printed_seconds, 0);
}

/// Lets a few missions begin before the clocks change and end after.
void move_across_change(std::vector<Mission>& missions, int year, int month) {
    const std::int64_t change = clock_change_epoch_seconds(year, month);
    int moved = 0;
    for (Mission& mission : missions) {
        if (Month::of(swedish_day(mission.alarm_epoch_seconds)) != Month::of(year, month)) continue;
        ++moved;
        mission.alarm_epoch_seconds = change - mission.response_seconds * moved / (missions_across_change + 1);
        if (moved == missions_across_change) return;
    }
}

base::Done write_month(const CareOrder& order, Month month, const std::vector<Mission>& missions) {
    SourceFile file =
        TRY(SourceFile::create(order.out_folder, source_file_name("ambulance_mission", month), "Uppdrag;Larmtid;Framme;Station;Kommun;Prioritet"));
    const std::string name = base::format_month(month);
    std::int64_t number = 0;
    for (const Mission& mission : missions) {
        if (Month::of(swedish_day(mission.alarm_epoch_seconds)) != month) continue;
        file.add("A" + name.substr(2, 2) + name.substr(5, 2) + "-");
        file.add_padded(++number, 5);
        file.add(";" + format_swedish_time(mission.alarm_epoch_seconds) + ";" + format_swedish_time(mission.alarm_epoch_seconds + mission.response_seconds) +
                 ";" + mission.station + ";" + mission.municipality + ";");
        file.add_whole(mission.priority);
        TRY(file.end_row());
    }
    return file.finish();
}

}  // namespace

base::Done write_missions(const CareOrder& order, const Region& region) {
    std::vector<Municipality> municipalities = TRY(read_municipalities(order, region, order.model_folder + "/municipalities.csv"));
    std::vector<Station> stations = TRY(read_stations(order, region));
    Table medians = TRY(Table::read(order.published_folder + "/ambulance_median_response_time.csv", {"year", "median_response_time_seconds"}));
    std::int64_t median_seconds = 0;
    for (Month first = ambulance_first_month; first <= last_month; first = first.plus(first.month() == 1 ? 4 : 8)) {
        const MissionBlock block{first.year(), first, first.month() == 1 ? 4 : 8};
        if (block.month_count == 4) {
            std::size_t row = TRY(medians.find("year", std::to_string(block.year)));
            median_seconds = TRY(medians.whole(row, "median_response_time_seconds"));
        }
        std::vector<Mission> missions = TRY(make_missions(municipalities, stations, block, order.seed));
        set_median(missions, median_seconds);
        TRY(check_median(missions, base::Rational(median_seconds), block.year));
        move_across_change(missions, block.year, block.month_count == 4 ? 3 : 10);
        std::stable_sort(missions.begin(), missions.end(), [](const Mission& a, const Mission& b) { return a.alarm_epoch_seconds < b.alarm_epoch_seconds; });
        for (int month = 0; month < block.month_count; ++month) TRY(write_month(order, first.plus(month), missions));
    }
    return base::Nothing{};
}

}  // namespace tertial::synth
