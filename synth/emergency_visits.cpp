#include <algorithm>

#include "synth/care_records.hpp"
#include "synth/record_plan.hpp"

namespace tertial::synth {
namespace {

constexpr std::int32_t four_hours_seconds = 4 * 3'600;
constexpr std::int32_t stay_seconds_min = 600;
constexpr std::int32_t stay_beyond_seconds_max = 9 * 3'600;
constexpr std::int32_t old_age = 80;

RecordForm visit_form() {
    return {"emergency_visit",
            "Besök",
            'E',
            "even",
            108,
            {{"arrived_at", "Ankomst", ColumnKind::second_of_day},
             {"left_at", "Utskriven", ColumnKind::seconds_after},
             {"age", "Ålder", ColumnKind::whole},
             {"unit", "Enhet", ColumnKind::code},
             {"specialty", "Verksamhetsområde", ColumnKind::code},
             {"seen_by_doctor", "Läkarbesök", ColumnKind::code},
             {"outcome", "Utfall", ColumnKind::code}}};
}

/// Children in their own specialty, and as many of the others as stated eighty years or older.
base::Done deal_ages(RecordBlock& block, const RecordAims& aims) {
    const RecordBlock::Pool children = block.with("specialty", "paediatrics");
    const std::size_t specialty = block.column("specialty"), age = block.column("age");
    const std::int32_t paediatrics = block.code("paediatrics");
    const RecordBlock::Pool grown = block.those([=](const Record& record) { return record.values[specialty] != paediatrics; });
    const std::int64_t old_count = TRY(aims.share_of(block.records().size(), "aged_80_or_more", block.first()));
    TRY(block.deal("age", {{old_age, old_count}}, grown));
    const RecordBlock::Pool old = block.those([=](const Record& record) { return record.values[age] == old_age; });
    block.deal_range("age", 18, old_age - 1, grown);
    block.deal_range("age", old_age, 98, old);
    block.deal_range("age", 0, 17, children);
    return base::Nothing{};
}

/// A stay of at most four hours, long ones more common.
std::int32_t choose_short_stay(Random& random) {
    const std::int64_t reach = std::max(random.between(0, 1'000), random.between(0, 1'000));
    return stay_seconds_min + static_cast<std::int32_t>((four_hours_seconds - stay_seconds_min) * reach / 1'000);
}

std::int32_t choose_long_stay(std::int32_t above, Random& random) {
    return above + 1 + static_cast<std::int32_t>(stay_beyond_seconds_max * random.between(0, 1'000) / 1'000 * random.between(0, 1'000) / 1'000);
}

/// So many stays within four hours, and the rest above.
std::vector<Quota> stays_of(std::int64_t within, std::int64_t count, Random& random) {
    std::vector<Quota> stays;
    for (std::int64_t place = 0; place < count; ++place) {
        stays.push_back({place < within ? choose_short_stay(random) : choose_long_stay(four_hours_seconds, random), 1});
    }
    return stays;
}

/// The same, with the middle stay, or both middle ones, at the median, which lies above four hours.
std::vector<Quota> stays_around(std::int32_t median_seconds, std::int64_t within, std::int64_t count, Random& random) {
    std::vector<Quota> stays;
    for (std::int64_t place = 0; place < count; ++place) {
        std::int32_t seconds = median_seconds;
        if (place < within)
            seconds = choose_short_stay(random);
        else if (place < (count - 1) / 2)
            seconds = static_cast<std::int32_t>(random.between(four_hours_seconds + 1, median_seconds));
        else if (place > count / 2)
            seconds = choose_long_stay(median_seconds, random);
        stays.push_back({seconds, 1});
    }
    return stays;
}

base::Done deal_stays(RecordBlock& block, const RecordAims& aims) {
    const std::size_t age = block.column("age");
    const RecordBlock::Pool old = block.those([=](const Record& record) { return record.values[age] >= old_age; });
    const RecordBlock::Pool younger = block.those([=](const Record& record) { return record.values[age] < old_age; });
    const std::int64_t within = TRY(aims.share_of(block.records().size(), "within_four_hours", block.first()));
    const std::int64_t old_within = TRY(aims.share_of(old.size(), "within_four_hours_80", block.first()));
    const auto median_seconds = static_cast<std::int32_t>(TRY(aims.total_of(1, 3'600, "median_hours_80", block.first())));
    const auto old_count = static_cast<std::int64_t>(old.size());
    if (median_seconds <= four_hours_seconds || old_within > (old_count - 1) / 2) {
        return base::make_issue("cell_does_not_hold", "akutbesökens median och andel inom fyra timmar går inte ihop", "rätta record_aims.csv");
    }
    TRY(block.deal("left_at", stays_around(median_seconds, old_within, old_count, block.random()), old));
    return block.deal("left_at", stays_of(within - old_within, static_cast<std::int64_t>(younger.size()), block.random()), younger);
}

/// Who has seen a doctor may be admitted: the stated share of the old, and of the others. A few go on to care elsewhere.
base::Done deal_outcomes(RecordBlock& block, const RecordAims& aims) {
    block.set("seen_by_doctor", block.code("no"), block.with("", ""));
    block.set("outcome", block.code("home"), block.with("", ""));
    const std::int64_t seen = TRY(aims.share_of(block.records().size(), "seen_by_doctor", block.first()));
    TRY(block.deal("seen_by_doctor", {{block.code("yes"), seen}}, block.with("", "")));
    const std::size_t age = block.column("age"), doctor = block.column("seen_by_doctor");
    const std::int32_t yes = block.code("yes");
    for (const bool is_old : {true, false}) {
        const RecordBlock::Pool pool =
            block.those([=](const Record& record) { return record.values[doctor] == yes && (record.values[age] >= old_age) == is_old; });
        const std::int64_t admitted = TRY(aims.share_of(pool.size(), is_old ? "admitted_80" : "admitted_younger", block.first()));
        const std::int64_t elsewhere = TRY(aims.share_of(pool.size(), "other_care", block.first()));
        TRY(block.deal("outcome", {{block.code("admitted"), admitted}, {block.code("other_care"), elsewhere}}, pool));
    }
    return base::Nothing{};
}

}  // namespace

base::Done write_emergency_visits(const CareOrder& order, const Region& region) {
    std::vector<RecordBlock> blocks = TRY(read_blocks(order, region, visit_form()));
    RecordAims aims = TRY(RecordAims::read(order, "emergency_visit"));
    for (RecordBlock& block : blocks) {
        TRY(deal_ages(block, aims));
        TRY(deal_stays(block, aims));
        block.deal_clock("arrived_at");
        TRY(deal_outcomes(block, aims));
    }
    return write_records(order, blocks);
}

}  // namespace tertial::synth
