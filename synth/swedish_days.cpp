#include "synth/swedish_days.hpp"

namespace tertial::synth {
namespace {

/// 0 is Monday; 1970-01-01 was a Thursday.
int weekday(base::Date day) { return (day.day_count + 3) % 7; }

/// Holidays that stand on a date of their own.
bool is_fixed_holiday(int month, int day) {
    return (month == 1 && (day == 1 || day == 6)) || (month == 5 && day == 1) || (month == 6 && day == 6) || (month == 12 && (day == 25 || day == 26));
}

}  // namespace

/// The first Sunday after the first full moon on or after 21 March, by the church's tables in whole numbers.
base::Date easter_day(int year) {
    const int golden = year % 19, century = year / 100, of_century = year % 100;
    const int moon = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    const int sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - moon - of_century % 4) % 7;
    const int shift = (golden + 11 * moon + 22 * sunday) / 451;
    const int days_after_march_21 = moon + sunday - 7 * shift + 1;
    return base::Date{base::Month::of(year, 3).first_day().day_count + 20 + days_after_march_21};
}

bool is_day_off(base::Date day) {
    if (weekday(day) >= 5) return true;
    const base::Month month = base::Month::of(day);
    if (is_fixed_holiday(month.month(), day.day_count - month.first_day().day_count + 1)) return true;
    const int after_easter = day.day_count - easter_day(month.year()).day_count;
    // Good Friday, Easter Monday and Ascension Day. Midsummer Eve and the eves of Christmas and New Year are kept as days off too.
    if (after_easter == -2 || after_easter == 1 || after_easter == 39) return true;
    const int day_of_month = day.day_count - month.first_day().day_count + 1;
    return (month.month() == 6 && weekday(day) == 4 && day_of_month >= 19 && day_of_month <= 25) ||
           (month.month() == 12 && (day_of_month == 24 || day_of_month == 31));
}

}  // namespace tertial::synth
