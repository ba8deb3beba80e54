// Which days are days off in Sweden: weekends and public holidays (lag 1989:253). Used to make fewer records on them.
#pragma once

#include "base/date.hpp"

namespace tertial::synth {

[[nodiscard]] base::Date easter_day(int year);
[[nodiscard]] bool is_day_off(base::Date day);

}  // namespace tertial::synth
