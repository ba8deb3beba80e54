#include "logbook/entry_time.hpp"

#include <cstdio>

#include "base/date.hpp"

namespace tertial::logbook {

std::optional<std::string> to_utc(std::string_view time) {
    auto instant = base::parse_instant(time);
    if (!instant) return std::nullopt;
    instant->offset_seconds = 0;
    base::Date day = instant->local_date();
    std::int64_t second_of_day = instant->epoch_seconds - std::int64_t{day.day_count} * 86400;
    char clock[16];
    std::snprintf(clock, sizeof clock, "T%02d:%02d:%02dZ", static_cast<int>(second_of_day / 3600), static_cast<int>(second_of_day / 60 % 60),
                  static_cast<int>(second_of_day % 60));
    std::string text = base::format_date(day) + clock;
    // A year outside 0000–9999 (reached by the offset) would break the text order.
    if (text.size() != 20) return std::nullopt;
    return text;
}

bool is_utc(std::string_view time) { return to_utc(time) == time; }

}  // namespace tertial::logbook
