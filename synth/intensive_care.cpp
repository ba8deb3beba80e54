// The area of operation, intensive care and the ambulance helicopter: stays at the intensive care unit, and alarms.
#include "synth/care_records.hpp"
#include "synth/record_plan.hpp"

namespace tertial::synth {
namespace {

constexpr std::int32_t shortest_stay_seconds = 2 * 3'600;
constexpr std::int32_t stay_step_seconds = 60;

}  // namespace

base::Done write_intensive_care(const CareOrder& order, const Region& region) {
    const RecordForm form{"intensive_care_episode",
                          "Vårdtillfälle",
                          'I',
                          "even",
                          85,
                          {{"admitted_at", "Inskriven", ColumnKind::second_of_day},
                           {"discharged_at", "Utskriven", ColumnKind::seconds_after},
                           {"unit", "Enhet", ColumnKind::code},
                           {"care_type", "Vårdtyp", ColumnKind::code}}};
    std::vector<RecordBlock> blocks = TRY(read_blocks(order, region, form));
    RecordAims aims = TRY(RecordAims::read(order, form.data_set));
    for (RecordBlock& block : blocks) {
        const std::int64_t seconds = TRY(aims.total_of(1, 3'600, "care_hours", block.first()));
        TRY(block.deal_total("discharged_at", shortest_stay_seconds, seconds, block.with("", ""), stay_step_seconds));
        block.deal_clock("admitted_at");
    }
    return write_records(order, blocks);
}

base::Done write_helicopter_missions(const CareOrder& order, const Region& region) {
    const RecordForm form{"helicopter_mission",
                          "Larm",
                          'H',
                          "winter",
                          110,
                          {{"alarm_at", "Larmtid", ColumnKind::second_of_day}, {"unit", "Enhet", ColumnKind::code}, {"outcome", "Utfall", ColumnKind::code}}};
    std::vector<RecordBlock> blocks = TRY(read_blocks(order, region, form));
    for (RecordBlock& block : blocks) block.deal_clock("alarm_at");
    return write_records(order, blocks);
}

}  // namespace tertial::synth
