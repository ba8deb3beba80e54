#include "base/period.hpp"

#include <array>

namespace tertial::base {
namespace {

constexpr std::array<const char*, 12> month_names = {"januari", "februari", "mars",      "april",   "maj",      "juni",
                                                     "juli",    "augusti",  "september", "oktober", "november", "december"};

Issue not_readable(std::string_view text) {
    return make_issue("period_is_not_readable", "\"" + std::string(text) + "\" är ingen period",
                      "skriv till exempel 2026-04, 2026-T1, 2026-Q2, 2026-H1, 2026, 2026-04-ack, 2026-04-r12 eller 2021-03..2026-04");
}

Period part_of_year(PeriodKind kind, int year, int part, int months) {
    Month first = Month::of(year, 1 + (part - 1) * months);
    return {kind, first, first.plus(months - 1)};
}

std::optional<Period> parse_lettered(int year, std::string_view rest) {
    if (rest.size() != 2 || rest[1] < '1' || rest[1] > '9') return std::nullopt;
    int part = rest[1] - '0';
    if (rest[0] == 'T' && part <= 3) return part_of_year(PeriodKind::tertial, year, part, 4);
    if (rest[0] == 'Q' && part <= 4) return part_of_year(PeriodKind::quarter, year, part, 3);
    if (rest[0] == 'H' && part <= 2) return part_of_year(PeriodKind::half_year, year, part, 6);
    return std::nullopt;
}

/// Longer than anything that a region counts from its beginning, and short enough to be asked for month by month.
constexpr int span_months_max = 600;

/// 2604 is no year that anybody means, but the month 2026-04 written short.
bool is_usual_year(int year) { return year >= 1900 && year < 2200; }

Result<Period> parse_any_period(std::string_view text) {
    if (text.size() == 4) {
        auto january = parse_month(std::string(text) + "-01");
        if (!january) return not_readable(text);
        return Period{PeriodKind::year, *january, january->plus(11)};
    }
    if (auto month = parse_month(text.substr(0, 7))) {
        std::string_view rest = text.substr(7);
        if (rest.empty()) return Period::month(*month);
        if (rest == "-ack") return Period::accumulated(*month);
        if (rest == "-r12") return Period::rolling_twelve(*month);
        if (rest.starts_with("..")) {
            auto last = parse_month(std::string(rest.substr(2)));
            if (last && *month <= *last && last->month_count - month->month_count < span_months_max) return Period::span(*month, *last);
        }
        return not_readable(text);
    }
    if (text.size() == 7 && text[4] == '-') {
        if (auto january = parse_month(std::string(text.substr(0, 4)) + "-01")) {
            if (auto period = parse_lettered(january->year(), text.substr(5))) return *period;
        }
    }
    return not_readable(text);
}

}  // namespace

Result<Period> parse_period(std::string_view text) {
    Period period = TRY(parse_any_period(text));
    if (!is_usual_year(period.first.year()) || !is_usual_year(period.last.year())) return not_readable(text);
    return period;
}

std::string format_period(const Period& period) {
    std::string year = format_month(period.first).substr(0, 4);
    switch (period.kind) {
        case PeriodKind::month: return format_month(period.first);
        case PeriodKind::tertial: return year + "-T" + std::to_string((period.first.month() - 1) / 4 + 1);
        case PeriodKind::quarter: return year + "-Q" + std::to_string((period.first.month() - 1) / 3 + 1);
        case PeriodKind::half_year: return year + "-H" + std::to_string((period.first.month() - 1) / 6 + 1);
        case PeriodKind::year: return year;
        case PeriodKind::accumulated: return format_month(period.last) + "-ack";
        case PeriodKind::rolling_twelve: return format_month(period.last) + "-r12";
        case PeriodKind::span: return format_month(period.first) + ".." + format_month(period.last);
    }
    return {};
}

std::string format_month_words(Month month) { return month_names[static_cast<std::size_t>(month.month() - 1)]; }

std::string format_period_words(const Period& period) {
    std::string last_year = std::to_string(period.last.year());
    if (period.month_count() == 12 && period.first.month() == 1) return last_year;
    if (period.first == period.last) return format_month_words(period.first) + " " + last_year;
    std::string first = format_month_words(period.first);
    if (period.first.year() != period.last.year()) first += " " + std::to_string(period.first.year());
    return first + "–" + format_month_words(period.last) + " " + last_year;
}

}  // namespace tertial::base
