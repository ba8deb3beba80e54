#include "synth/swedish_time.hpp"

#include <cstdio>

namespace tertial::synth {
namespace {

constexpr std::int64_t day_seconds = 86'400;
constexpr std::int32_t winter_offset_seconds = 3'600;
constexpr std::int32_t summer_offset_seconds = 7'200;

std::int64_t local_seconds(std::int64_t epoch_seconds) { return epoch_seconds + swedish_offset_seconds(epoch_seconds); }

}  // namespace

std::int64_t clock_change_epoch_seconds(int year, int month) {
    base::Date last = base::Month::of(year, month).last_day();
    // 1970-01-01 was a Thursday; Sunday is 0 here.
    int days_since_sunday = (last.day_count + 4) % 7;
    return (last.day_count - days_since_sunday) * day_seconds + 3'600;
}

std::int32_t swedish_offset_seconds(std::int64_t epoch_seconds) {
    int year = base::Date{static_cast<std::int32_t>(epoch_seconds / day_seconds)}.year();
    bool is_summer = epoch_seconds >= clock_change_epoch_seconds(year, 3) && epoch_seconds < clock_change_epoch_seconds(year, 10);
    return is_summer ? summer_offset_seconds : winter_offset_seconds;
}

std::int64_t epoch_of_swedish_time(base::Date day, int second_of_day) {
    std::int64_t wall = day.day_count * day_seconds + second_of_day;
    std::int64_t as_summer = wall - summer_offset_seconds;
    if (swedish_offset_seconds(as_summer) == summer_offset_seconds) return as_summer;
    return wall - winter_offset_seconds;
}

base::Date swedish_day(std::int64_t epoch_seconds) { return base::Date{static_cast<std::int32_t>(local_seconds(epoch_seconds) / day_seconds)}; }

std::string format_swedish_time(std::int64_t epoch_seconds) {
    auto second_of_day = static_cast<int>(local_seconds(epoch_seconds) % day_seconds);
    char clock[24];
    std::snprintf(clock, sizeof clock, "T%02d:%02d:%02d+%02d:00", second_of_day / 3600, second_of_day / 60 % 60, second_of_day % 60,
                  swedish_offset_seconds(epoch_seconds) / 3600);
    return base::format_date(swedish_day(epoch_seconds)) + clock;
}

}  // namespace tertial::synth
