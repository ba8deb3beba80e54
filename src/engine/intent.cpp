#include "engine/intent.hpp"

#include <algorithm>
#include <filesystem>

#include "base/text.hpp"
#include "base/whole_file.hpp"
#include "engine/identity.hpp"
#include "engine/source_file.hpp"
#include "intake/open_table.hpp"

namespace tertial::engine {
namespace {

using base::make_issue;
using base::Result;

std::vector<std::string> data_set_ids(const model::Model& model) {
    std::vector<std::string> ids;
    for (const model::DataSet& data_set : model.data_sets) ids.push_back(data_set.id);
    return ids;
}

/// "ledger-2026-04" → ("ledger", 2026-04); a name without a period gives the whole name.
std::pair<std::string, std::optional<base::Period>> split_name(const std::string& stem) {
    for (std::size_t dash = stem.find('-'); dash != std::string::npos; dash = stem.find('-', dash + 1)) {
        auto period = base::parse_period(stem.substr(dash + 1));
        if (period.ok()) return {stem.substr(0, dash), period.value()};
    }
    return {stem, std::nullopt};
}

/// The data set's mappings that hold for the month, the newest first.
std::vector<const model::Mapping*> candidates(const model::Model& model, const std::string& data_set, const std::vector<base::Month>& slices) {
    std::vector<const model::Mapping*> found;
    for (const model::Mapping& mapping : model.mappings) {
        bool is_valid = slices.empty() || !mapping.valid_from || *mapping.valid_from <= slices.front();
        if (mapping.data_set == data_set && is_valid) found.push_back(&mapping);
    }
    std::stable_sort(found.begin(), found.end(), [](const model::Mapping* one, const model::Mapping* other) { return one->valid_from > other->valid_from; });
    return found;
}

/// Columns that the mapping reads and the file lacks, and those of the file that it does not know: the fewer the better.
std::pair<std::size_t, std::size_t> misfit(const intake::SourceTable& table, const model::Mapping& mapping) {
    const std::vector<std::string>& names = table.column_names();
    const auto columns = mapping.all_columns();
    auto stands_in_file = [&](const std::string& column) { return std::find(names.begin(), names.end(), column) != names.end(); };
    auto is_mapped = [&](const std::string& name) {
        return std::any_of(columns.begin(), columns.end(), [&](const auto& column) { return column.first == name; });
    };
    auto lacking = std::count_if(columns.begin(), columns.end(), [&](const auto& column) { return !column.second.empty() && !stands_in_file(column.first); });
    auto unknown = std::count_if(names.begin(), names.end(), [&](const std::string& name) { return !is_mapped(name); });
    return {static_cast<std::size_t>(lacking), static_cast<std::size_t>(unknown)};
}

/// The mapping by which the very same content is in force; nullptr if it is not.
const model::Mapping* known_mapping(const State& state, const std::vector<const model::Mapping*>& mappings, const std::string& file_hash) {
    for (const AcceptedDelivery& delivery : state.deliveries) {
        if (delivery.file_hash != file_hash || delivery.months_in_force.empty()) continue;
        for (const model::Mapping* mapping : mappings) {
            if (mapping->data_set == delivery.data_set && mapping_hash(*mapping) == delivery.mapping_hash) return mapping;
        }
    }
    return nullptr;
}

/// The mapping that fits the file best, and the file as it opens it; a file that none can open is told of by the first.
base::Done choose_mapping(Workspace& workspace, const std::vector<const model::Mapping*>& mappings, Intent& intent) {
    intake::FileOpener opener = TRY(intake::FileOpener::create(intent.path));
    std::pair<std::size_t, std::size_t> least;
    base::Issues issues;
    for (const model::Mapping* mapping : mappings) {
        auto table = open_source_table(workspace, intent.path, opener, intake::table_options(*mapping, intent.path));
        if (!table.ok()) {
            if (issues.empty()) issues = table.issues();
            continue;
        }
        auto found = misfit(*table.value(), *mapping);
        if (intent.mapping != nullptr && found >= least) continue;
        intent.mapping = mapping;
        intent.table = std::move(table).value();
        least = found;
        bool fits_whole = least == std::pair<std::size_t, std::size_t>{0, 0};
        if (fits_whole) break;
    }
    if (intent.mapping == nullptr) return issues;
    return base::Nothing{};
}

}  // namespace

Result<Intent> find_intent(Workspace& workspace, const Snapshot& snapshot, const DeliveryRequest& request, const std::string& path) {
    const model::Model& model = *snapshot.model;
    if (!base::is_utf8(path)) return make_issue("text_is_not_readable", "filens namn är inte UTF-8", "döp om filen", {"en av filerna", 0, 0});
    // Before its name is judged: who misspells a path is not helped by hearing of data sets.
    if (!base::file_exists(path)) return make_issue("file_is_not_found", "filen finns inte", "rätta sökvägen", {path, 0, 0});
    auto [name, period] = split_name(std::filesystem::path(path).stem().string());
    std::string id = request.data_set.empty() ? name : request.data_set;
    Intent intent{path, model.find_data_set(id), nullptr, nullptr, request.part, {}, {}, {}};
    if (intent.data_set == nullptr) {
        return make_issue("data_set_is_unknown", "datamängden " + id + " finns inte i modellen",
                          "döp filen till <datamängd>-<period>.csv eller ange --dataset; " + base::choice_hint(id, data_set_ids(model)), {path, 0, 0});
    }
    if (request.period) period = request.period;
    if (period) {
        for (base::Month month = period->first; month <= period->last; month = month.plus(1)) intent.slices.push_back(month);
    }
    std::vector<const model::Mapping*> mappings = candidates(model, id, intent.slices);
    if (!request.mapping.empty()) std::erase_if(mappings, [&](const model::Mapping* mapping) { return mapping->id != request.mapping; });
    if (mappings.empty()) {
        return make_issue("mapping_is_not_found",
                          request.mapping.empty() ? "datamängden " + id + " har ingen mappning" : "ingen mappning för " + id + " heter " + request.mapping,
                          "rätta --mapping, eller gör en mappning med: tertial map ARBETSYTA FIL --dataset " + id, {path, 0, 0});
    }
    intent.stamp = TRY(base::file_stamp(path));
    intent.file_hash = base::file_hash(TRY(base::MappedFile::open(path)).bytes());
    intent.mapping = known_mapping(snapshot.state, mappings, intent.file_hash);
    if (intent.mapping == nullptr) TRY(choose_mapping(workspace, mappings, intent));
    if (intent.part.empty()) intent.part = intent.mapping->part.empty() ? "all" : intent.mapping->part;
    return intent;
}

}  // namespace tertial::engine
