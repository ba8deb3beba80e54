#include "engine/kept_file.hpp"

#include <algorithm>

#include "base/whole_file.hpp"
#include "engine/source_file.hpp"

namespace tertial::engine {

std::string identity_of(const std::string& file_hash, const intake::PersonKey* key) { return key == nullptr ? file_hash : key->hash_of_file(file_hash); }

base::Done write_kept_file(Workspace& workspace, const model::Model& model, intake::ReadPlan plan, const std::string& path, const std::string& kept_path,
                           KeptFile& kept) {
    auto source = TRY(open_source_file(workspace, path, model, std::move(plan)));
    base::DurableWriter file = TRY(base::DurableWriter::create(kept_path));
    intake::KeptRecords records(file, source->column_names());
    source->read_kept(records);
    if (!records.written().ok()) return records.written();
    TRY(file.finish());
    kept.values = source->value_form();
    kept.hash = base::file_hash(TRY(base::MappedFile::open(kept_path)).bytes());
    return base::Nothing{};
}

base::Json kept_json(const KeptFile& kept, std::int64_t replaced_count) {
    return {{"hash", kept.hash},
            {"values", kept.values == intake::ValueForm::exact ? "exact" : "as_written"},
            {"person_key", kept.key->id()},
            {"replaced", replaced_count}};
}

void warn_of_another_key(const State& state, const intake::PersonKey* key, Receipt& receipt) {
    if (key == nullptr) return;
    for (const AcceptedDelivery& other : state.deliveries) {
        if (other.data_set != receipt.data_set || other.person_key.empty() || other.person_key == key->id()) continue;
        auto stays = [&](base::Month month) {
            bool is_replaced = other.part == receipt.part &&
                               std::any_of(receipt.rows_by_month.begin(), receipt.rows_by_month.end(), [&](const auto& slice) { return slice.first == month; });
            return !is_replaced;
        };
        auto month = std::find_if(other.months_in_force.begin(), other.months_in_force.end(), stays);
        if (month == other.months_in_force.end()) continue;
        base::Issue issue =
            base::make_issue("person_key_is_another", base::format_month(*month) + " har hashar av en annan nyckel, så samma person räknas där som en annan",
                             "leverera alla månader av " + receipt.data_set + " med samma nyckel", {receipt.path, 0, 0});
        issue.severity = base::Severity::warning;
        receipt.warnings.push_back(std::move(issue));
        return;
    }
}

}  // namespace tertial::engine
