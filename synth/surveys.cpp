#include <vector>

#include "synth/monthly_files.hpp"
#include "synth/random.hpp"
#include "synth/spread.hpp"
#include "synth/steering.hpp"
#include "synth/steering_figures.hpp"
#include "synth/table.hpp"
#include "synth/unit_share.hpp"

namespace tertial::synth {
namespace {

using base::Month;

constexpr std::int64_t answer_percent = 62;
/// Fewer answers than this are never shown by the one who measures.
constexpr std::int64_t answers_min = 5;

struct Measured {
    Month month;
    std::string unit, index;
    std::int64_t score_hundredths = 0, respondents = 0;
};

/// Who answers. Managers are too few at each unit and are measured by division.
std::vector<Measured> respondents_of(const Region& region, const std::string& index, const std::vector<Weighted>& profiles, Month month, Random& random) {
    std::vector<Measured> measured;
    if (index == "health_promotion_managers") {
        for (const Division& division : divisions()) measured.push_back({month, division.code, index, 0, random.between(38, 74)});
        return measured;
    }
    for (const UnitShare& share : sharing_units(region, profiles, month)) {
        std::int64_t respondents = share.unit->size * (answer_percent + random.between(-14, 14)) / 100;
        if (respondents >= answers_min) measured.push_back({month, share.unit->code, index, 0, respondents});
    }
    return measured;
}

/// Scores that sum to the printed mean times all answers; units lie some hundredths apart.
void give_scores(std::vector<Measured>& measured, std::int64_t value_hundredths, Random& random) {
    std::vector<std::int64_t> weights;
    std::int64_t respondents = 0;
    for (const Measured& of_unit : measured) {
        weights.push_back(of_unit.respondents * random.between(93, 107));
        respondents += of_unit.respondents;
    }
    std::vector<std::int64_t> scores = spread_exactly(value_hundredths * respondents + random.between(-respondents / 3, respondents / 3), weights);
    for (std::size_t place = 0; place < measured.size(); ++place) measured[place].score_hundredths = scores[place];
}

base::Done check_published(const CareOrder& order, const std::vector<Measured>& measured) {
    std::int64_t score_hundredths = 0, respondents = 0;
    for (const Measured& of_unit : measured) {
        score_hundredths += of_unit.score_hundredths;
        respondents += of_unit.respondents;
    }
    return require_figure(order, measured.front().index, "2026-T1", score_hundredths, base::Int128{100} * respondents, 2);
}

}  // namespace

base::Done write_measured_values(const CareOrder& order, const Region& region) {
    Table totals = TRY(Table::read(order.assumptions_folder + "/survey_values.csv", {"month", "survey_index", "value", "profiles"}));
    std::vector<Measured> all;
    for (std::size_t row = 0; row < totals.row_count(); ++row) {
        const Month month = TRY(totals.month(row, "month"));
        const std::string& index = totals.text(row, "survey_index");
        Random random(derived_seed(order.seed, "survey " + index + base::format_month(month)));
        std::vector<Weighted> profiles;
        if (!totals.text(row, "profiles").empty()) profiles = TRY(read_weighted(totals, row, "profiles"));
        std::vector<Measured> measured = respondents_of(region, index, profiles, month, random);
        give_scores(measured, TRY(totals.scaled(row, "value", 100)), random);
        if (month == last_month) TRY(check_published(order, measured));
        all.insert(all.end(), measured.begin(), measured.end());
    }
    return write_by_month(order, "measured_value", "Månad;Enhet;Index;Poängsumma;Antal_svar", all, [](SourceFile& file, const Measured& row, std::int64_t) {
        file.add(base::format_month(row.month) + ";" + row.unit + ";" + row.index + ";");
        file.add_hundredths(row.score_hundredths);
        file.add(';');
        file.add_whole(row.respondents);
    });
}

}  // namespace tertial::synth
