#include <set>

#include "synth/care_records.hpp"
#include "synth/record_plan.hpp"
#include "synth/spread.hpp"

namespace tertial::synth {
namespace {

using base::Result;

constexpr const char* profession_table = "contacts_by_profession.csv";

/// A profession, and how its contacts are shared between sets of units.
struct Profession {
    std::string code;
    std::string label;
    std::vector<Weighted> sets;
};

Result<std::vector<Profession>> read_professions(const CareOrder& order) {
    Table table = TRY(Table::read(order.assumptions_folder + "/professions.csv", {"profession", "label", "unit_sets"}));
    std::vector<Profession> professions;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        professions.push_back({table.text(row, "profession"), table.text(row, "label"), TRY(read_weighted(table, row, "unit_sets"))});
    }
    return professions;
}

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

/// The records of the pool that are at the set's units and have no profession yet.
RecordBlock::Pool undealt(RecordBlock& block, const RecordBlock::Pool& visits, const std::vector<Weighted>& units) {
    std::set<std::int32_t> wanted;
    for (const Weighted& unit : units) wanted.insert(block.code(unit.code));
    const std::int32_t unspecified = block.code("unspecified");
    RecordBlock::Pool pool;
    for (std::size_t record : visits) {
        if (block.value(record, "profession") == unspecified && wanted.contains(block.value(record, "unit"))) pool.push_back(record);
    }
    return pool;
}

/// What the groups have beyond the table's selection has no profession stated.
base::Done deal_professions(const CareOrder& order, const UnitSets& sets, RecordBlock& block, const RecordBlock::Pool& visits) {
    const std::string column = block.first().year() == 2025 ? "apr_25" : "apr_26";
    std::vector<Profession> professions = TRY(read_professions(order));
    block.set("profession", block.code("unspecified"), block.with("", ""));
    for (const Profession& profession : professions) {
        const std::int64_t count = TRY(published_count(order, profession_table, profession.label, column));
        std::vector<std::int64_t> weights;
        for (const Weighted& part : profession.sets) weights.push_back(part.weight);
        const std::vector<std::int64_t> counts = spread_exactly(count, weights);
        for (std::size_t index = 0; index < counts.size(); ++index) {
            auto units = sets.find(profession.sets[index].code);
            const RecordBlock::Pool pool = undealt(block, visits, units == sets.end() ? std::vector<Weighted>{} : units->second);
            TRY(block.deal("profession", {{block.code(profession.code), counts[index]}}, pool));
        }
    }
    return base::Nothing{};
}

}  // namespace

base::Done write_care_contacts(const CareOrder& order, const Region& region) {
    std::vector<RecordBlock> blocks = TRY(read_blocks(order, region, contact_form()));
    RecordAims aims = TRY(RecordAims::read(order, "care_contact"));
    const UnitSets sets = TRY(read_unit_sets(order, region));
    for (RecordBlock& block : blocks) {
        const RecordBlock::Pool visits = visits_of(block, region);
        TRY(deal_professions(order, sets, block, visits));
        const std::size_t contact_count = block.records().size() - block.with("kind", "missed").size();
        const std::int64_t web_count = TRY(aims.share_of(contact_count, "booked_on_web", block.first()));
        block.set("booking", block.code("other"), block.with("", ""));
        TRY(block.deal("booking", {{block.code("web"), web_count}}, visits));
    }
    return write_records(order, blocks);
}

}  // namespace tertial::synth
