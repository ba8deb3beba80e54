#include "synth/care_records.hpp"
#include "synth/record_plan.hpp"
#include "synth/spread.hpp"

namespace tertial::synth {
namespace {

using base::Month;
using base::Result;

constexpr std::int32_t booked_minutes_min = 10;
/// Time is booked in steps of five minutes.
constexpr std::int32_t booked_minutes_step = 5;
constexpr std::int64_t specialist_percent_of_adult = 10;
constexpr std::int64_t specialist_percent_of_child = 6;
constexpr std::int32_t programme_days_min = 7;
constexpr std::int32_t programme_days_max = 42;
/// The published mean of adult time covers the three tertials that end in April. The middle one gets what the two others leave.
const Month rolling_first = Month::of(2025, 5);
const Month rolling_middle = Month::of(2025, 9);
const Month rolling_end = Month::of(2026, 1);

/// Booked minutes of adults in the tertial that begins with `first`.
Result<std::int64_t> adult_minutes(const RecordAims& aims, Month first) {
    if (first != rolling_middle) return aims.total_of(4, 60, "adult_hours_per_month", first);
    std::int64_t left = TRY(aims.total_of(12, 60, "adult_hours_per_month_r12", rolling_end));
    for (Month other : {rolling_first, rolling_end}) left -= TRY(aims.total_of(4, 60, "adult_hours_per_month", other));
    return left;
}

base::Done deal_minutes(RecordBlock& block, const std::string& age_group, const std::string& care, std::int64_t minutes) {
    const std::size_t age_column = block.column("age_group"), care_column = block.column("care");
    const std::int32_t age_code = block.code(age_group), care_code = block.code(care);
    const RecordBlock::Pool pool =
        block.those([=](const Record& record) { return record.values[age_column] == age_code && record.values[care_column] == care_code; });
    return block.deal_total("booked_minutes", booked_minutes_min, minutes, pool, booked_minutes_step);
}

}  // namespace

base::Done write_dental_care(const CareOrder& order, const Region& region) {
    const RecordForm form{"dental_care",
                          "Bokning",
                          'D',
                          "visits",
                          2,
                          {{"date", "Datum", ColumnKind::date},
                           {"unit", "Enhet", ColumnKind::code},
                           {"age_group", "Åldersgrupp", ColumnKind::code},
                           {"care", "Tandvård", ColumnKind::code},
                           {"booked_minutes", "Bokade_minuter", ColumnKind::whole}}};
    std::vector<RecordBlock> blocks = TRY(read_blocks(order, region, form));
    RecordAims aims = TRY(RecordAims::read(order, form.data_set));
    for (RecordBlock& block : blocks) {
        const std::int64_t adult = TRY(adult_minutes(aims, block.first()));
        const std::int64_t adult_general = adult * (100 - specialist_percent_of_adult) / 100;
        const std::int64_t share_percent = TRY(aims.total_of(1, 1, "adult_share_of_general", block.first()));
        const auto child_general = static_cast<std::int64_t>(half_away_divided(base::Int128{adult_general} * (100 - share_percent), share_percent));
        TRY(deal_minutes(block, "adult", "general", adult_general));
        TRY(deal_minutes(block, "adult", "specialist", adult - adult_general));
        TRY(deal_minutes(block, "child", "general", child_general));
        TRY(deal_minutes(block, "child", "specialist", child_general * specialist_percent_of_child / 100));
    }
    return write_records(order, blocks);
}

base::Done write_dental_recalls(const CareOrder& order, const Region& region) {
    const RecordForm form{
        "dental_recall",
        "Kallelse",
        'C',
        "visits",
        2,
        {{"date", "Datum", ColumnKind::date}, {"unit", "Enhet", ColumnKind::code}, {"offered_within_3_months", "Tid_inom_tre_månader", ColumnKind::code}}};
    std::vector<RecordBlock> blocks = TRY(read_blocks(order, region, form));
    RecordAims aims = TRY(RecordAims::read(order, form.data_set));
    for (RecordBlock& block : blocks) {
        const std::int64_t offered = TRY(aims.share_of(block.records().size(), "offered_within_3_months", block.first()));
        block.set("offered_within_3_months", block.code("no"), block.with("", ""));
        TRY(block.deal("offered_within_3_months", {{block.code("yes"), offered}}, block.with("", "")));
    }
    return write_records(order, blocks);
}

base::Done write_digital_programmes(const CareOrder& order, const Region& region) {
    const RecordForm form{"digital_programme",
                          "Program",
                          'A',
                          "even",
                          40,
                          {{"started_on", "Påbörjat", ColumnKind::date},
                           {"finished_on", "Avslutat", ColumnKind::days_after},
                           {"unit", "Enhet", ColumnKind::code},
                           {"kind", "Slag", ColumnKind::code}}};
    std::vector<RecordBlock> blocks = TRY(read_blocks(order, region, form));
    RecordAims aims = TRY(RecordAims::read(order, form.data_set));
    for (RecordBlock& block : blocks) {
        const base::Date last_day = block.last().last_day();
        const std::int64_t finished = TRY(aims.total_of(1, 1, "finished", block.first()));
        // Who began too late has had no time to finish.
        const RecordBlock::Pool early = block.those([=](const Record& record) { return record.day.day_count + programme_days_max <= last_day.day_count; });
        const std::size_t finished_on = block.column("finished_on");
        TRY(block.deal("finished_on", {{programme_days_max, finished}}, early));
        const RecordBlock::Pool done = block.those([=](const Record& record) { return record.values[finished_on] == programme_days_max; });
        block.deal_range("finished_on", programme_days_min, programme_days_max, done);
    }
    return write_records(order, blocks);
}

}  // namespace tertial::synth
