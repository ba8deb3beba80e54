#include "synth/episodes.hpp"

#include <algorithm>
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

constexpr std::int64_t stay_days_max = 120;

/// A run of discharge months with a given number of episodes and bed days.
struct EpisodeTotals {
    Month first, last;
    std::int64_t episodes = 0;
    std::int64_t bed_days = 0;
};

struct Episode {
    base::Date discharged;
    std::int64_t stay_days = 0;
    std::string ward;
    const char* extended_primary_care = "no";
    const char* readmission = "none";
};

/// The rolling year ends with the published months; what it has beyond them falls on May to December.
std::vector<EpisodeTotals> split_year(const EpisodeTotals& year, const EpisodeTotals& published) {
    return {{year.first, published.first.plus(-1), year.episodes - published.episodes, year.bed_days - published.bed_days}, published};
}

Result<std::vector<EpisodeTotals>> read_years(const CareOrder& order, const std::string& care_site) {
    Table table = TRY(Table::read(order.assumptions_folder + "/episode_totals.csv", {"care_site", "first_month", "last_month", "episodes", "bed_days"}));
    std::vector<EpisodeTotals> years;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        if (table.text(row, "care_site") != care_site) continue;
        years.push_back(
            {TRY(table.month(row, "first_month")), TRY(table.month(row, "last_month")), TRY(table.whole(row, "episodes")), TRY(table.whole(row, "bed_days"))});
    }
    if (years.size() != 2) return base::make_issue("episode_totals_are_incomplete", care_site + " ska ha två rullande år", "rätta episode_totals.csv");
    return years;
}

Result<EpisodeTotals> read_published(const Table& table, const EpisodeTotals& year, const std::string& column) {
    std::size_t episode_row = TRY(table.find("label", "Ackumulerade vårdtillfällen"));
    std::size_t day_row = TRY(table.find("label", "Ackumulerade vårddagar"));
    return EpisodeTotals{year.last.plus(-3), year.last, TRY(table.whole(episode_row, column)), TRY(table.whole(day_row, column))};
}

/// One day and then, day by day, a chance to go home; now and then home the same day.
std::int64_t choose_stay(std::int64_t mean_stay_tenths, Random& random) {
    if (random.below(20) == 0) return 0;
    const std::int64_t beyond_first_tenths = std::max<std::int64_t>(1, mean_stay_tenths - 10);
    std::int64_t stay = 1;
    while (stay < stay_days_max && random.below(beyond_first_tenths + 10) < beyond_first_tenths) ++stay;
    return stay;
}

base::Date choose_discharge(const EpisodeTotals& totals, Random& random) {
    const std::int32_t first = totals.first.first_day().day_count, last = totals.last.last_day().day_count;
    while (true) {
        base::Date day{first + static_cast<std::int32_t>(random.below(last - first + 1))};
        bool is_weekend = (day.day_count + 3) % 7 >= 5;
        if (!is_weekend || random.below(2) == 0) return day;
    }
}

std::vector<Episode> make_episodes(const std::vector<Ward>& wards, const EpisodeTotals& totals, Random& random) {
    std::vector<std::int64_t> weights;
    for (const Ward& ward : wards) weights.push_back(ward.bed_count * 10'000 / ward.mean_stay_tenths);
    std::vector<std::int64_t> counts = spread_exactly(totals.episodes, weights);
    std::vector<Episode> episodes;
    std::int64_t bed_days = 0;
    for (std::size_t index = 0; index < wards.size(); ++index) {
        for (std::int64_t number = 0; number < counts[index]; ++number) {
            Episode& episode = episodes.emplace_back();
            episode.discharged = choose_discharge(totals, random);
            episode.stay_days = choose_stay(wards[index].mean_stay_tenths, random);
            episode.ward = wards[index].code;
            bed_days += episodes.back().stay_days;
        }
    }
    while (bed_days != totals.bed_days) {
        Episode& episode = episodes[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(episodes.size())))];
        // Long stays give and take more, so that the shape stays skewed.
        std::int64_t step = bed_days < totals.bed_days ? 1 : -1;
        if (episode.stay_days + step < 1 || episode.stay_days >= stay_days_max || random.below(16) > episode.stay_days) continue;
        episode.stay_days += step;
        bed_days += step;
    }
    return episodes;
}

base::Done check_mean_stay(const CareOrder& order, const CareSite& site, const std::vector<EpisodeTotals>& years) {
    Table published = TRY(Table::read(order.published_folder + "/" + site.bed_table, {"label", "apr_25", "apr_26", "diff"}));
    std::size_t row = TRY(published.find("label", "Medelvårdtid"));
    Rational before = TRY(Rational::create(years[0].bed_days, years[0].episodes));
    Rational now = TRY(Rational::create(years[1].bed_days, years[1].episodes));
    const std::string name = std::string(site.name) + ", medelvårdtid";
    TRY(require_cell(name + " apr-25", before, published.decimal(row, "apr_25"), 1));
    TRY(require_cell(name + " apr-26", now, published.decimal(row, "apr_26"), 1));
    return require_cell(name + " diff", base::subtract(now, before), published.decimal(row, "diff"), 1);
}

Result<std::vector<EpisodeTotals>> blocks_of(const CareOrder& order, const CareSite& site) {
    std::vector<EpisodeTotals> years = TRY(read_years(order, site.name));
    if (site.inpatient_table == nullptr) return years;
    TRY(check_mean_stay(order, site, years));
    Table published = TRY(Table::read(order.published_folder + "/" + site.inpatient_table, {"label", "apr_25", "apr_26"}));
    std::vector<EpisodeTotals> blocks;
    for (std::size_t index = 0; index < years.size(); ++index) {
        EpisodeTotals accumulated = TRY(read_published(published, years[index], index == 0 ? "apr_25" : "apr_26"));
        std::vector<EpisodeTotals> parts = split_year(years[index], accumulated);
        blocks.insert(blocks.end(), parts.begin(), parts.end());
    }
    return blocks;
}

/// Somatic episodes discharged from `first` to `last`.
std::vector<Episode*> somatic_episodes(std::vector<Episode>& episodes, const Region& region, Month first, Month last) {
    std::vector<Episode*> pool;
    for (Episode& episode : episodes) {
        const Month month = Month::of(episode.discharged);
        if (!(month < first) && !(last < month) && region.find_unit(episode.ward)->ward_group == "somatic") pool.push_back(&episode);
    }
    return pool;
}

/// Draws `count` episodes from the pool, without replacement, and gives each the code.
base::Done deal_code(std::vector<Episode*>& pool, std::int64_t count, const char* Episode::*field, const char* code, Random& random) {
    if (count > static_cast<std::int64_t>(pool.size())) {
        return base::make_issue("cell_does_not_hold", std::string("det finns för få vårdtillfällen att fördela ") + code + " på", "rätta record_aims.csv");
    }
    for (; count > 0; --count) {
        std::swap(pool[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(pool.size())))], pool.back());
        pool.back()->*field = code;
        pool.pop_back();
    }
    return base::Nothing{};
}

/// Readmissions come out as a share of January to April and of May to December, extended primary care as a number of each month.
base::Done deal_codes(const CareOrder& order, const Region& region, Month first, std::vector<Episode>& episodes) {
    RecordAims aims = TRY(RecordAims::read(order, "inpatient_episode"));
    Random random(derived_seed(order.seed, "episode codes"));
    for (Month month = first; month <= last_month; month = month.plus(1)) {
        if (month.month() == 1 || month.month() == 5) {
            std::vector<Episode*> pool = somatic_episodes(episodes, region, month, month.plus(month.month() == 1 ? 3 : 7));
            const std::int64_t unplanned = TRY(aims.share_of(pool.size(), "unplanned_readmissions", month));
            const std::int64_t planned = TRY(aims.share_of(pool.size(), "planned_readmissions", month));
            TRY(deal_code(pool, unplanned, &Episode::readmission, "unplanned", random));
            TRY(deal_code(pool, planned, &Episode::readmission, "planned", random));
        }
        std::vector<Episode*> pool = somatic_episodes(episodes, region, month, month);
        const std::int64_t extended = TRY(aims.total_of(1, 1, "extended_primary_care", month));
        TRY(deal_code(pool, extended, &Episode::extended_primary_care, "yes", random));
    }
    return base::Nothing{};
}

base::Done write_month(const CareOrder& order, Month month, const std::vector<Episode>& episodes) {
    SourceFile file = TRY(SourceFile::create(order.out_folder, source_file_name("inpatient_episode", month),
                                             "Vårdtillfälle;Enhet;Inskriven;Utskriven;Utvidgad_primärvård;Återinskrivning"));
    const std::string name = base::format_month(month);
    std::int64_t number = 0;
    for (const Episode& episode : episodes) {
        if (Month::of(episode.discharged) != month) continue;
        file.add("V" + name.substr(2, 2) + name.substr(5, 2) + "-");
        file.add_padded(++number, 5);
        file.add(";" + episode.ward + ";");
        file.add_date(base::Date{episode.discharged.day_count - static_cast<std::int32_t>(episode.stay_days)});
        file.add(';');
        file.add_date(episode.discharged);
        file.add(std::string(";") + episode.extended_primary_care + ";" + episode.readmission);
        TRY(file.end_row());
    }
    return file.finish();
}

}  // namespace

base::Done write_episodes(const CareOrder& order, const Region& region) {
    std::vector<Episode> all_episodes;
    Month first = last_month;
    for (const CareSite& site : care_sites()) {
        std::vector<Ward> wards = TRY(read_wards(order, region, site.name));
        std::vector<EpisodeTotals> blocks = TRY(blocks_of(order, site));
        for (const EpisodeTotals& block : blocks) {
            if (block.episodes <= 0 || block.bed_days < block.episodes) {
                return base::make_issue("episode_totals_are_incomplete", std::string(site.name) + " får för få vårdtillfällen eller vårddagar",
                                        "rätta episode_totals.csv");
            }
            Random random(derived_seed(order.seed, std::string("episodes ") + site.name + base::format_month(block.first)));
            std::vector<Episode> episodes = make_episodes(wards, block, random);
            all_episodes.insert(all_episodes.end(), episodes.begin(), episodes.end());
            first = std::min(first, block.first);
        }
    }
    std::stable_sort(all_episodes.begin(), all_episodes.end(), [](const Episode& a, const Episode& b) { return a.discharged < b.discharged; });
    TRY(deal_codes(order, region, first, all_episodes));
    for (Month month = first; month <= last_month; month = month.plus(1)) TRY(write_month(order, month, all_episodes));
    return base::Nothing{};
}

}  // namespace tertial::synth
