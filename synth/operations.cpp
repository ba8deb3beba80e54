// Operations and examinations: a line per published row, and for elective operations the wait.
#include "synth/care_records.hpp"
#include "synth/record_plan.hpp"

namespace tertial::synth {

base::Done write_operations(const CareOrder& order, const Region& region) {
    const RecordForm form{"operation",
                          "Operation",
                          'P',
                          "visits",
                          14,
                          {{"date", "Datum", ColumnKind::date},
                           {"unit", "Enhet", ColumnKind::code},
                           {"urgency", "Angelägenhet", ColumnKind::code},
                           {"waited_days", "Väntade_dagar", ColumnKind::whole},
                           {"target_date_met", "Inom_måldatum", ColumnKind::code}}};
    std::vector<RecordBlock> blocks = TRY(read_blocks(order, region, form));
    RecordAims aims = TRY(RecordAims::read(order, form.data_set));
    for (RecordBlock& block : blocks) {
        const RecordBlock::Pool elective = block.with("urgency", "elective");
        const std::int64_t met = TRY(aims.share_of(elective.size(), "within_target_date", block.first()));
        const std::int64_t days = TRY(aims.total_of(elective.size(), 1, "mean_wait_days", block.first()));
        block.set("target_date_met", block.code("no"), elective);
        TRY(block.deal("target_date_met", {{block.code("yes"), met}}, elective));
        TRY(block.deal_total("waited_days", 1, days, elective));
    }
    return write_records(order, blocks);
}

base::Done write_imaging_exams(const CareOrder& order, const Region& region) {
    const RecordForm form{"imaging_exam",
                          "Undersökning",
                          'B',
                          "visits",
                          20,
                          {{"date", "Datum", ColumnKind::date}, {"unit", "Enhet", ColumnKind::code}, {"kind", "Slag", ColumnKind::code}}};
    std::vector<RecordBlock> blocks = TRY(read_blocks(order, region, form));
    return write_records(order, blocks);
}

}  // namespace tertial::synth
