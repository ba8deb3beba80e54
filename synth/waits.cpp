// Waits: those that ended, and the waiting lists at each month's end.
#include <array>

#include "synth/care_records.hpp"
#include "synth/record_plan.hpp"

namespace tertial::synth {
namespace {

constexpr std::int32_t longest_wait_days = 420;
/// Patients who wait by their own choice, in per cent of a list.
constexpr std::int64_t patient_chosen_percent = 12;

/// A limit that is followed up, and the longest wait that we let anyone have, in days.
struct WaitLimit {
    std::int32_t days;
    std::int32_t longest;
};
constexpr WaitLimit guaranteed_assessment{3, 30};  // the care guarantee's medical assessment
constexpr WaitLimit within_a_month{30, 120};
constexpr WaitLimit within_ninety_days{90, 270};

/// `within` of the pool wait at most the limit, the rest longer.
base::Done deal_wait(RecordBlock& block, std::string_view field, const WaitLimit& wait, std::int64_t within, const RecordBlock::Pool& pool) {
    block.set(field, wait.days + 1, pool);
    TRY(block.deal(field, {{0, within}}, pool));
    RecordBlock::Pool soon, late;
    for (std::size_t record : pool) (block.value(record, field) == 0 ? soon : late).push_back(record);
    block.deal_range(field, 0, wait.days, soon);
    block.deal_range(field, wait.days + 1, wait.longest, late);
    return base::Nothing{};
}

/// Medical assessments within the care guarantee come out as a share of each month.
base::Done deal_assessments(RecordBlock& block, const RecordAims& aims) {
    const std::size_t kind = block.column("kind");
    const std::int32_t assessment = block.code("medical_assessment");
    for (base::Month month = block.first(); !(block.last() < month); month = month.plus(1)) {
        const RecordBlock::Pool pool =
            block.those([=](const Record& record) { return record.values[kind] == assessment && base::Month::of(record.day) == month; });
        const std::int64_t within = TRY(aims.share_of(pool.size(), "medical_assessment", month));
        TRY(deal_wait(block, "waited_days", guaranteed_assessment, within, pool));
    }
    return base::Nothing{};
}

/// A waiting list that is followed up: its name among the aims, and its codes.
struct FollowedList {
    const char* aim;
    const char* list;
    const char* specialty;
};
constexpr std::array<FollowedList, 6> followed_lists = {{{"over_90_skin", "first_visit", "skin"},
                                                         {"over_90_eye", "first_visit", "eye"},
                                                         {"over_90_ent", "first_visit", "ent"},
                                                         {"over_90_other", "first_visit", "other"},
                                                         {"over_90_hearing_aid", "hearing_aid", "ent"},
                                                         {"over_90_operation", "operation", "other"}}};

base::Done deal_list(RecordBlock& block, const RecordAims& aims, const FollowedList& followed) {
    const std::size_t list = block.column("list"), specialty = block.column("specialty");
    const std::int32_t list_code = block.code(followed.list), specialty_code = block.code(followed.specialty);
    const RecordBlock::Pool pool =
        block.those([=](const Record& record) { return record.values[list] == list_code && record.values[specialty] == specialty_code; });
    const std::int64_t over = TRY(aims.total_of(1, 1, followed.aim, block.first()));
    TRY(deal_wait(block, "waiting_days", within_ninety_days, static_cast<std::int64_t>(pool.size()) - over, pool));
    block.set("patient_chosen", block.code("no"), pool);
    return block.deal("patient_chosen", {{block.code("yes"), static_cast<std::int64_t>(pool.size()) * patient_chosen_percent / 100}}, pool);
}

}  // namespace

base::Done write_completed_waits(const CareOrder& order, const Region& region) {
    const RecordForm form{"completed_wait",
                          "Väntepost",
                          'G',
                          "visits",
                          3,
                          {{"completed_on", "Genomförd", ColumnKind::date},
                           {"unit", "Enhet", ColumnKind::code},
                           {"kind", "Slag", ColumnKind::code},
                           {"waited_days", "Väntade_dagar", ColumnKind::whole},
                           {"target_date_met", "Inom_måldatum", ColumnKind::code}}};
    std::vector<RecordBlock> blocks = TRY(read_blocks(order, region, form));
    RecordAims aims = TRY(RecordAims::read(order, form.data_set));
    for (RecordBlock& block : blocks) {
        for (const char* kind : {"bup_first_visit", "bup_investigation", "bup_treatment"}) {
            const RecordBlock::Pool pool = block.with("kind", kind);
            const std::int64_t within = TRY(aims.share_of(pool.size(), kind, block.first()));
            TRY(deal_wait(block, "waited_days", within_a_month, within, pool));
        }
        TRY(deal_assessments(block, aims));
        const RecordBlock::Pool follow_ups = block.with("kind", "follow_up");
        const std::int64_t met = TRY(aims.share_of(follow_ups.size(), "follow_up", block.first()));
        block.deal_range("waited_days", 1, longest_wait_days, follow_ups);
        block.set("target_date_met", block.code("no"), follow_ups);
        TRY(block.deal("target_date_met", {{block.code("yes"), met}}, follow_ups));
    }
    return write_records(order, blocks);
}

base::Done write_waiting(const CareOrder& order, const Region& region) {
    const RecordForm form{"waiting",
                          "Väntepost",
                          'W',
                          "even",
                          100,
                          {{"month", "Månad", ColumnKind::month},
                           {"unit", "Enhet", ColumnKind::code},
                           {"list", "Väntelista", ColumnKind::code},
                           {"specialty", "Verksamhetsområde", ColumnKind::code},
                           {"waiting_days", "Väntedagar", ColumnKind::whole},
                           {"patient_chosen", "Patientvald", ColumnKind::code}}};
    std::vector<RecordBlock> blocks = TRY(read_blocks(order, region, form));
    RecordAims aims = TRY(RecordAims::read(order, form.data_set));
    for (RecordBlock& block : blocks) {
        for (const FollowedList& followed : followed_lists) TRY(deal_list(block, aims, followed));
    }
    return write_records(order, blocks);
}

}  // namespace tertial::synth
