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
/// The published mean of adult time covers the twelve months that end in April; its last four have an aim of their own.
const Month rolling_first = Month::of(2025, 5);
const Month rolling_end = Month::of(2026, 1);

/// Booked minutes of adults in the months of the block.
Result<std::int64_t> adult_minutes(const RecordAims& aims, Month first) {
    if (first != rolling_first) return aims.total_of(4, 60, "adult_hours_per_month", first);
    const std::int64_t rolling = TRY(aims.total_of(12, 60, "adult_hours_per_month", rolling_first));
    const std::int64_t last_part = TRY(aims.total_of(4, 60, "adult_hours_per_month", rolling_end));
    return rolling - last_part;
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

}  // namespace tertial::synth
