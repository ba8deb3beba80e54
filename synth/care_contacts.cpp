#include <array>

#include "synth/care_records.hpp"
#include "synth/record_plan.hpp"

namespace tertial::synth {
namespace {

constexpr const char* profession_table = "contacts_by_profession.csv";

struct Profession {
    const char* code;
    const char* label;
};
constexpr std::array<Profession, 6> professions = {{{"doctor", "Läkare"},
                                                    {"nurse", "Sjuksköterskor m fl"},
                                                    {"assistant_nurse", "Undersköterskor m fl"},
                                                    {"rehab", "Rehabiliteringspersonal"},
                                                    {"psychosocial", "Psykosocial personal"},
                                                    {"other", "Andra personalgrupper"}}};

RecordForm contact_form() {
    return {"care_contact",
            "Kontakt",
            'K',
            "visits",
            9,
            {{"date", "Datum", ColumnKind::date},
             {"unit", "Enhet", ColumnKind::code},
             {"kind", "Slag", ColumnKind::code},
             {"profession", "Yrkesgrupp", ColumnKind::code},
             {"booking", "Bokningssätt", ColumnKind::code}}};
}

/// Visits and distance contacts outside the ambulance: what the table of professions counts, and what can be booked on the web.
RecordBlock::Pool visits_of(RecordBlock& block, const Region& region) {
    std::vector<bool> is_ambulance;
    for (std::int32_t code = 0; code < block.code_count(); ++code) {
        const Unit* unit = region.find_unit(block.code_name(code));
        is_ambulance.push_back(unit != nullptr && unit->contact_group == "ambulance");
    }
    const std::size_t kind = block.column("kind"), unit = block.column("unit");
    const std::int32_t at_facility = block.code("visit_at_facility"), elsewhere = block.code("visit_elsewhere"), distance = block.code("distance");
    return block.those([=](const Record& record) {
        const std::int32_t value = record.values[kind];
        return (value == at_facility || value == elsewhere || value == distance) && !is_ambulance[static_cast<std::size_t>(record.values[unit])];
    });
}

base::Done deal_professions(const CareOrder& order, RecordBlock& block, const RecordBlock::Pool& visits) {
    const std::string column = block.first().year() == 2025 ? "apr_25" : "apr_26";
    std::vector<Quota> quotas;
    for (const Profession& profession : professions) {
        const std::int64_t count = TRY(published_count(order, profession_table, profession.label, column));
        quotas.push_back({block.code(profession.code), count});
    }
    // What the groups have beyond the table's selection has no profession stated.
    block.set("profession", block.code("unspecified"), block.with("", ""));
    return block.deal("profession", quotas, visits);
}

}  // namespace

base::Done write_care_contacts(const CareOrder& order, const Region& region) {
    std::vector<RecordBlock> blocks = TRY(read_blocks(order, region, contact_form()));
    RecordAims aims = TRY(RecordAims::read(order, "care_contact"));
    for (RecordBlock& block : blocks) {
        const RecordBlock::Pool visits = visits_of(block, region);
        TRY(deal_professions(order, block, visits));
        const std::size_t contact_count = block.records().size() - block.with("kind", "missed").size();
        const std::int64_t web_count = TRY(aims.share_of(contact_count, "booked_on_web", block.first()));
        block.set("booking", block.code("other"), block.with("", ""));
        TRY(block.deal("booking", {{block.code("web"), web_count}}, visits));
    }
    return write_records(order, blocks);
}

}  // namespace tertial::synth
