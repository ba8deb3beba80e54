#include "synth/beds.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "synth/published_cell.hpp"
#include "synth/random.hpp"
#include "synth/record_plan.hpp"
#include "synth/source_file.hpp"
#include "synth/spread.hpp"
#include "synth/table.hpp"
#include "synth/wards.hpp"

namespace tertial::synth {
namespace {

using base::Month;
using base::Rational;
using base::Result;

/// Beds are closed in summer, in per cent by month.
constexpr std::array<std::int64_t, 12> open_percent = {102, 103, 103, 102, 101, 97, 88, 92, 101, 103, 104, 102};

struct BedTotals {
    std::string care_site;
    Month first, last;
    std::int64_t available = 0, occupied = 0, overcrowded = 0, outlying = 0, ready = 0;

    [[nodiscard]] int day_count() const { return last.last_day().day_count - first.first_day().day_count + 1; }
};

struct BedDay {
    base::Date day;
    std::string ward;
    std::int64_t available = 0, occupied = 0, outlying = 0, ready = 0;

    [[nodiscard]] std::int64_t overcrowded() const { return std::max<std::int64_t>(0, occupied - available); }
};

Result<std::vector<BedTotals>> read_totals(const CareOrder& order) {
    Table table = TRY(Table::read(order.assumptions_folder + "/bed_totals.csv",
                                  {"care_site", "first_month", "last_month", "available", "occupied", "overcrowded", "outlying", "ready_for_discharge"}));
    std::vector<BedTotals> totals;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        totals.push_back({table.text(row, "care_site"), TRY(table.month(row, "first_month")), TRY(table.month(row, "last_month")),
                          TRY(table.whole(row, "available")), TRY(table.whole(row, "occupied")), TRY(table.whole(row, "overcrowded")),
                          TRY(table.whole(row, "outlying")), TRY(table.whole(row, "ready_for_discharge"))});
    }
    return totals;
}

std::vector<BedDay> make_available(const std::vector<Ward>& wards, const BedTotals& totals) {
    std::vector<BedDay> days;
    std::vector<std::int64_t> weights;
    for (const Ward& ward : wards) {
        for (std::int32_t day = totals.first.first_day().day_count; day <= totals.last.last_day().day_count; ++day) {
            days.push_back({base::Date{day}, ward.code, 0, 0, 0, 0});
            weights.push_back(ward.bed_count * open_percent[static_cast<std::size_t>(base::Date{day}.month() - 1)]);
        }
    }
    std::vector<std::int64_t> parts = spread_exactly(totals.available, weights);
    for (std::size_t index = 0; index < days.size(); ++index) days[index].available = parts[index];
    return days;
}

/// Patients in bed: first near the mean, then ward-days are drawn and moved by one until both sums are met.
/// Moving a ward-day below its beds leaves the overcrowding as it is, so the second sum does not disturb the first.
void place_patients(std::vector<BedDay>& days, const BedTotals& totals, Random& random) {
    std::int64_t overcrowded = 0;
    for (BedDay& day : days) {
        day.occupied = (day.available * totals.occupied * random.between(82, 118) + totals.available * 50) / (totals.available * 100);
        overcrowded += day.overcrowded();
    }
    auto draw = [&]() -> BedDay& { return days[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(days.size())))]; };
    while (overcrowded != totals.overcrowded) {
        BedDay& day = draw();
        if (overcrowded > totals.overcrowded && day.occupied > day.available) {
            --day.occupied;
            --overcrowded;
        } else if (overcrowded < totals.overcrowded && (day.occupied >= day.available || random.below(16) == 0)) {
            day.occupied = std::max(day.occupied, day.available) + 1;
            ++overcrowded;
        }
    }
    std::int64_t occupied = 0;
    for (const BedDay& day : days) occupied += day.occupied;
    while (occupied != totals.occupied) {
        BedDay& day = draw();
        if (occupied < totals.occupied && day.occupied < day.available) {
            ++day.occupied;
            ++occupied;
        } else if (occupied > totals.occupied && day.occupied > 0 && day.occupied <= day.available) {
            --day.occupied;
            --occupied;
        }
    }
}

/// Moves patients between the somatic ward-days of January to April and the hospital's other days until the published occupancy of the former
/// is met. Only days below their beds give and take, so both sums of the rolling year stay as they are.
base::Done meet_somatic_occupancy(const Region& region, const RecordAims& aims, const BedTotals& totals, std::vector<BedDay>& days, Random& random) {
    const Month first = totals.last.plus(-3);
    std::vector<BedDay*> inside, outside;
    std::int64_t available = 0, occupied = 0;
    for (BedDay& day : days) {
        const bool is_inside = !(day.day < first.first_day()) && region.find_unit(day.ward)->ward_group == "somatic";
        (is_inside ? inside : outside).push_back(&day);
        available += is_inside ? day.available : 0;
        occupied += is_inside ? day.occupied : 0;
    }
    const std::int64_t wanted = TRY(aims.share_of(static_cast<std::size_t>(available), "somatic_occupancy", first));
    auto draw = [&](const std::vector<BedDay*>& pool) { return pool[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(pool.size())))]; };
    while (occupied != wanted) {
        BedDay* giver = draw(occupied > wanted ? inside : outside);
        BedDay* taker = draw(occupied > wanted ? outside : inside);
        if (giver->occupied == 0 || giver->occupied > giver->available || taker->occupied >= taker->available) continue;
        --giver->occupied;
        ++taker->occupied;
        occupied += occupied > wanted ? -1 : 1;
    }
    return base::Nothing{};
}

/// Hands out `count` patients one by one to ward-days with patients enough to be of that kind.
void place_among_occupied(std::vector<BedDay>& days, std::int64_t BedDay::*kind, std::int64_t count, std::int64_t patients_per_one, Random& random) {
    while (count > 0) {
        BedDay& day = days[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(days.size())))];
        if ((day.*kind + 1) * patients_per_one > day.occupied) continue;
        ++(day.*kind);
        --count;
    }
}

BedTotals sums_of(const std::vector<BedDay>& days, const BedTotals& frame) {
    BedTotals sums{frame.care_site, frame.first, frame.last, 0, 0, 0, 0, 0};
    for (const BedDay& day : days) {
        sums.available += day.available;
        sums.occupied += day.occupied;
        sums.overcrowded += day.overcrowded();
        sums.outlying += day.outlying;
        sums.ready += day.ready;
    }
    return sums;
}

/// One printed row: how to find it, and the fraction it rounds: numerator × factor over days or over available beds. Values have up to two decimals,
/// differences one.
struct BedCell {
    const char* label_start;
    std::int64_t BedTotals::*numerator;
    std::int64_t factor;
    bool is_per_day;
};

Result<Rational> value_of(const BedCell& cell, const BedTotals& totals) {
    return Rational::create(base::Int128{cell.factor} * (totals.*cell.numerator), cell.is_per_day ? totals.day_count() : totals.available);
}

Result<std::size_t> find_label(const Table& table, const std::string& start) {
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        if (table.text(row, "label").starts_with(start)) return row;
    }
    return base::make_issue("row_is_missing", "raden ”" + start + "” saknas bland de publicerade", "kontrollera filen");
}

base::Done check_published(const Table& published, const BedTotals& before, const BedTotals& now) {
    static const std::vector<BedCell> cells = {{"Disponibla", &BedTotals::available, 1, true},
                                               {"Beläggningsgrad", &BedTotals::occupied, 100, false},
                                               {"Överbeläggningar", &BedTotals::overcrowded, 100, false},
                                               {"Utlokaliserade", &BedTotals::outlying, 100, false},
                                               {"Utkskrivningsklara", &BedTotals::ready, 100, false}};
    for (const BedCell& cell : cells) {
        auto row = find_label(published, cell.label_start);
        // The health centres print no row for outlying patients.
        if (!row.ok() && cell.numerator == &BedTotals::outlying) continue;
        if (!row.ok()) return row.issues();
        const std::string name = before.care_site + ", " + cell.label_start;
        Rational value_before = TRY(value_of(cell, before)), value_now = TRY(value_of(cell, now));
        TRY(require_cell(name + " apr-25", value_before, published.decimal(row.value(), "apr_25"), 2));
        TRY(require_cell(name + " apr-26", value_now, published.decimal(row.value(), "apr_26"), 2));
        TRY(require_cell(name + " diff", base::subtract(value_now, value_before), published.decimal(row.value(), "diff"), 1));
    }
    return base::Nothing{};
}

base::Done write_month(const CareOrder& order, Month month, const std::vector<BedDay>& days) {
    SourceFile file = TRY(SourceFile::create(order.out_folder, source_file_name("bed_day", month),
                                             "Datum;Enhet;Disponibla;Belagda;Överbeläggningar;Utlokaliserade;Utskrivningsklara"));
    for (const BedDay& day : days) {
        if (Month::of(day.day) != month) continue;
        file.add_date(day.day);
        file.add(";" + day.ward);
        for (std::int64_t count : {day.available, day.occupied, day.overcrowded(), day.outlying, day.ready}) {
            file.add(';');
            file.add_whole(count);
        }
        TRY(file.end_row());
    }
    return file.finish();
}

}  // namespace

base::Done write_bed_days(const CareOrder& order, const Region& region) {
    std::vector<BedTotals> totals = TRY(read_totals(order));
    RecordAims aims = TRY(RecordAims::read(order, "bed_day"));
    std::vector<BedDay> all_days;
    for (const CareSite& site : care_sites()) {
        std::vector<Ward> wards = TRY(read_wards(order, region, site.name));
        std::vector<BedTotals> made;
        for (const BedTotals& wanted : totals) {
            if (wanted.care_site != site.name) continue;
            Random random(derived_seed(order.seed, "beds " + wanted.care_site + base::format_month(wanted.first)));
            std::vector<BedDay> days = make_available(wards, wanted);
            place_patients(days, wanted, random);
            if (wanted.care_site == "ostersund_hospital") TRY(meet_somatic_occupancy(region, aims, wanted, days, random));
            place_among_occupied(days, &BedDay::ready, wanted.ready, 2, random);
            place_among_occupied(days, &BedDay::outlying, wanted.outlying, 4, random);
            made.push_back(sums_of(days, wanted));
            all_days.insert(all_days.end(), days.begin(), days.end());
        }
        if (site.bed_table == nullptr) continue;
        if (made.size() != 2) return base::make_issue("bed_totals_are_incomplete", std::string(site.name) + " ska ha två rullande år", "rätta bed_totals.csv");
        Table published = TRY(Table::read(order.published_folder + "/" + site.bed_table, {"label", "apr_25", "apr_26", "diff"}));
        TRY(check_published(published, made[0], made[1]));
    }
    if (all_days.empty()) return base::make_issue("bed_totals_are_incomplete", "inga vårdplatsdagar är begärda", "rätta bed_totals.csv");
    std::stable_sort(all_days.begin(), all_days.end(), [](const BedDay& a, const BedDay& b) { return a.day != b.day ? a.day < b.day : a.ward < b.ward; });
    for (Month month = Month::of(all_days.front().day); month <= last_month; month = month.plus(1)) TRY(write_month(order, month, all_days));
    return base::Nothing{};
}

}  // namespace tertial::synth
