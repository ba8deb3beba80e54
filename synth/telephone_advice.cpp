#include "synth/care_records.hpp"
#include "synth/record_plan.hpp"

namespace tertial::synth {
namespace {

constexpr std::int32_t wait_seconds_min = 5;
/// Who has waited so long without an answer has hung up.
constexpr std::int32_t patience_seconds_max = 1'800;

}  // namespace

base::Done write_telephone_advice(const CareOrder& order, const Region& region) {
    const RecordForm form{"telephone_advice",
                          "Samtal",
                          'T',
                          "winter",
                          125,
                          {{"called_at", "Uppringd", ColumnKind::second_of_day},
                           {"unit", "Enhet", ColumnKind::code},
                           {"answered", "Besvarat", ColumnKind::code},
                           {"wait_seconds", "Väntan_sekunder", ColumnKind::whole}}};
    std::vector<RecordBlock> blocks = TRY(read_blocks(order, region, form));
    RecordAims aims = TRY(RecordAims::read(order, form.data_set));
    for (RecordBlock& block : blocks) {
        const std::int64_t answered_count = TRY(aims.share_of(block.records().size(), "answered", block.first()));
        block.set("answered", block.code("no"), block.with("", ""));
        TRY(block.deal("answered", {{block.code("yes"), answered_count}}, block.with("", "")));
        const RecordBlock::Pool answered = block.with("answered", "yes");
        const std::int64_t seconds = TRY(aims.total_of(answered.size(), 60, "mean_wait_minutes", block.first()));
        TRY(block.deal_total("wait_seconds", wait_seconds_min, seconds, answered));
        block.deal_range("wait_seconds", wait_seconds_min, patience_seconds_max, block.with("answered", "no"));
        block.deal_clock("called_at");
    }
    return write_records(order, blocks);
}

}  // namespace tertial::synth
