// Swedish clock time: the offset from UTC at an instant, and the instant of a wall-clock time.
// Rule: summer time from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of October (2000/84/EC, article 2 and 3).
#pragma once

#include <cstdint>
#include <string>

#include "base/date.hpp"

namespace tertial::synth {

/// When the clocks change in that month; only March and October have a change.
[[nodiscard]] std::int64_t clock_change_epoch_seconds(int year, int month);
[[nodiscard]] std::int32_t swedish_offset_seconds(std::int64_t epoch_seconds);

/// A wall-clock time that does not exist in spring is taken as an hour later; one that occurs twice in autumn as the first.
[[nodiscard]] std::int64_t epoch_of_swedish_time(base::Date day, int second_of_day);

[[nodiscard]] base::Date swedish_day(std::int64_t epoch_seconds);
/// "2026-03-29T01:59:30+01:00"
[[nodiscard]] std::string format_swedish_time(std::int64_t epoch_seconds);

}  // namespace tertial::synth
