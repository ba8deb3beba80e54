#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

#include "synth/professions.hpp"
#include "synth/published_cell.hpp"
#include "synth/random.hpp"
#include "synth/source_file.hpp"
#include "synth/spread.hpp"
#include "synth/steering.hpp"
#include "synth/table.hpp"
#include "synth/unit_share.hpp"

namespace tertial::synth {
namespace {

using base::Month;
using base::Result;

const Month staff_first = Month::of(2025, 1);
/// The two months that the published table compares.
const Month earlier_month = Month::of(2025, 4);

/// Worked full-time equivalents by calendar month, in per cent of a month without holidays.
constexpr std::array<std::int64_t, 12> worked_percent = {98, 99, 100, 100, 100, 92, 70, 85, 102, 102, 102, 94};

struct Employment {
    std::int64_t number;
    const Unit* unit;
    std::string profession;
    bool is_woman;
    std::int64_t rate_percent;
};

/// What the division comes to at a month's end; posts in hundredths.
struct Level {
    std::int64_t employees = 0, worked_hundredths = 0, recalculated_hundredths = 0;
};

struct DivisionStaff {
    Division division;
    Level earlier, current;
    std::vector<Employment> employments;
};

Result<std::size_t> find_row(const Table& table, const std::string& division, const std::string& measure) {
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        if (table.text(row, "division") == division && table.text(row, "measure") == measure) return row;
    }
    return base::make_issue("row_is_missing", "raden " + division + ", " + measure + " saknas bland de publicerade", "kontrollera personnel.csv");
}

/// The recalculated posts are printed for the whole board; each division gets its share by worked posts.
void share_recalculated(std::vector<DivisionStaff>& staff, Level DivisionStaff::*level, std::int64_t total_hundredths) {
    std::vector<std::int64_t> weights;
    for (const DivisionStaff& of_division : staff) weights.push_back((of_division.*level).worked_hundredths);
    std::vector<std::int64_t> parts = spread_exactly(total_hundredths, weights);
    for (std::size_t place = 0; place < staff.size(); ++place) (staff[place].*level).recalculated_hundredths = parts[place];
}

Result<std::vector<DivisionStaff>> read_levels(const CareOrder& order, Random& random) {
    Table table = TRY(Table::read(order.published_folder + "/personnel.csv", {"division", "measure", "earlier_value", "current_value"}));
    Table measures = TRY(Table::read(order.published_folder + "/result_improvement_measures.csv", {"label", "outturn_jan_apr_2026", "outturn_jan_apr_2025"}));
    std::vector<DivisionStaff> staff;
    for (const Division& division : divisions()) {
        std::size_t employees = TRY(find_row(table, division.name, "employees"));
        std::size_t worked = TRY(find_row(table, division.name, "full_time_equivalents"));
        staff.push_back({division,
                         {TRY(table.whole(employees, "earlier_value")), TRY(table.scaled(worked, "earlier_value", 100)), 0},
                         {TRY(table.whole(employees, "current_value")), TRY(table.scaled(worked, "current_value", 100)), 0},
                         {}});
    }
    std::size_t row = TRY(measures.find("label", "OÅA"));
    share_recalculated(staff, &DivisionStaff::earlier, TRY(measures.scaled(row, "outturn_jan_apr_2025", 100)) + random.between(-40, 40));
    share_recalculated(staff, &DivisionStaff::current, TRY(measures.scaled(row, "outturn_jan_apr_2026", 100)) + random.between(-40, 40));
    return staff;
}

/// On the line through the two published months, off it a little in all other months.
Level level_at(const DivisionStaff& staff, Month month, Random& random) {
    const std::int64_t months = month.month_count - earlier_month.month_count;
    auto between = [&](std::int64_t earlier, std::int64_t current) {
        return earlier + static_cast<std::int64_t>(half_away_divided(base::Int128{current - earlier} * months, 12));
    };
    Level level{between(staff.earlier.employees, staff.current.employees), between(staff.earlier.worked_hundredths, staff.current.worked_hundredths),
                between(staff.earlier.recalculated_hundredths, staff.current.recalculated_hundredths)};
    if (month == earlier_month || month == last_month) return level;
    level.employees += random.between(-3, 3);
    level.worked_hundredths = level.worked_hundredths * worked_percent[static_cast<std::size_t>(month.month() - 1)] / 100 + random.between(-150, 150);
    level.recalculated_hundredths += random.between(-150, 150);
    return level;
}

class Personnel {
public:
    Personnel(const Region& region, const Professions& professions, Random& random) : region_(region), professions_(professions), random_(random) {}

    /// Some leave and are replaced, and the rest are hired where there is work; new units are staffed first.
    void turn_over(DivisionStaff& staff, std::int64_t wanted, Month month) {
        auto& employments = staff.employments;
        const auto count = static_cast<std::int64_t>(employments.size());
        std::vector<UnitShare> shares = shares_of(staff.division, month);
        std::vector<const Unit*> openings;
        for (const UnitShare& share : shares) {
            if (share.unit->first_month == month) openings.insert(openings.end(), static_cast<std::size_t>(share.unit->size), share.unit);
        }
        std::int64_t leaving = std::max(count * 7 / 1000, count - wanted + static_cast<std::int64_t>(openings.size()));
        for (std::int64_t left = count == 0 ? 0 : leaving; left > 0; --left) {
            auto leaver = employments.begin() + random_.below(static_cast<std::int64_t>(employments.size()));
            openings.push_back(leaver->unit);
            employments.erase(leaver);
        }
        for (std::size_t opening = 0; static_cast<std::int64_t>(employments.size()) < wanted; ++opening) {
            employments.push_back(hired(opening < openings.size() ? *openings[opening] : draw_unit(shares, random_)));
        }
    }

private:
    std::vector<UnitShare> shares_of(const Division& division, Month month) const {
        std::vector<UnitShare> shares = sharing_units(region_, {}, month);
        std::erase_if(shares, [&](const UnitShare& share) { return division_of(region_, *share.unit) != division.code; });
        return shares;
    }

    Employment hired(const Unit& unit) {
        static const std::vector<std::int64_t> rates = {100, 90, 85, 80, 75, 50};
        const std::string& profession = draw_code(professions_.by_profile.at(unit.profile), random_);
        bool is_woman = random_.below(100) < professions_.women_percent.at(profession);
        return {++last_number_, &unit, profession, is_woman, rates[draw_place({65, 8, 5, 10, 7, 5}, random_)]};
    }

    const Region& region_;
    const Professions& professions_;
    Random& random_;
    std::int64_t last_number_ = 0;
};

/// Takes absence off one here and one there until the values sum to `total`.
void reduce_to(std::vector<std::int64_t>& values, std::int64_t total, Random& random) {
    std::int64_t left = std::accumulate(values.begin(), values.end(), std::int64_t{0}) - total;
    while (left > 0) {
        std::int64_t& value = values[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(values.size())))];
        std::int64_t absence = std::min({left, value, 1 + value * random.between(5, 90) / 100});
        value -= absence;
        left -= absence;
    }
}

base::Done add_rows(SourceFile& file, Month month, const DivisionStaff& staff, const Level& level, Random& random) {
    std::vector<std::int64_t> recalculated;
    for (const Employment& employment : staff.employments) recalculated.push_back(employment.rate_percent);
    reduce_to(recalculated, level.recalculated_hundredths, random);
    std::vector<std::int64_t> worked = recalculated;
    reduce_to(worked, level.worked_hundredths, random);
    for (std::size_t place = 0; place < worked.size(); ++place) {
        const Employment& employment = staff.employments[place];
        file.add('A');
        file.add_padded(employment.number, 6);
        file.add(";" + base::format_month(month) + ";" + employment.unit->code + ";" + employment.profession + (employment.is_woman ? ";women;" : ";men;"));
        file.add_whole(employment.rate_percent);
        file.add(';');
        file.add_hundredths(worked[place]);
        file.add(';');
        file.add_hundredths(recalculated[place]);
        TRY(file.end_row());
    }
    const std::string name = std::string(staff.division.name) + " " + base::format_month(month);
    TRY(require_cell(name + ", årsarbetare", base::Rational::create(std::accumulate(worked.begin(), worked.end(), std::int64_t{0}), 100),
                     base::Rational::create(level.worked_hundredths, 100), 2));
    return require_cell(name + ", OÅA", base::Rational::create(std::accumulate(recalculated.begin(), recalculated.end(), std::int64_t{0}), 100),
                        base::Rational::create(level.recalculated_hundredths, 100), 2);
}

}  // namespace

base::Done write_staff(const CareOrder& order, const Region& region) {
    Professions professions = TRY(read_professions(order));
    Random random(derived_seed(order.seed, "staff"));
    std::vector<DivisionStaff> staff = TRY(read_levels(order, random));
    Personnel personnel(region, professions, random);
    for (Month month = staff_first; month <= last_month; month = month.plus(1)) {
        SourceFile file = TRY(SourceFile::create(order.out_folder, source_file_name("staff", month),
                                                 "Anställning;Månad;Enhet;Yrkesgrupp;Kön;Sysselsättningsgrad;Årsarbetare;OÅA"));
        for (DivisionStaff& of_division : staff) {
            Level level = level_at(of_division, month, random);
            personnel.turn_over(of_division, level.employees, month);
            TRY(add_rows(file, month, of_division, level, random));
        }
        TRY(file.finish());
    }
    return base::Nothing{};
}

}  // namespace tertial::synth
