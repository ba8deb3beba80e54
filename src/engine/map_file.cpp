#include "engine/map_file.hpp"

#include <algorithm>
#include <filesystem>

#include "base/files.hpp"
#include "base/text.hpp"
#include "engine/source_file.hpp"
#include "intake/keyed_hash.hpp"
#include "intake/open_table.hpp"

namespace tertial::engine {
namespace {

using base::make_issue;
using base::Result;

constexpr std::size_t shown_issues_max = 10;

/// Letters, digits and underscores of the file's name, so that it can name a mapping.
std::string id_of(const MapRequest& request) {
    if (!request.mapping_id.empty()) return request.mapping_id;
    std::string id = request.data_set + "_";
    for (char letter : std::filesystem::path(request.path).stem().string()) {
        bool is_letter = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
        if (is_letter) id += letter;
        if (!is_letter && id.back() != '_') id += '_';
    }
    while (id.ends_with('_')) id.pop_back();
    return id;
}

/// Reads the first part of the file with the mapping; nothing is kept.
MappingTrial try_mapping(Workspace& workspace, const Snapshot& snapshot, const model::DataSet& data_set, const model::Mapping& mapping,
                         const std::string& path) {
    MappingTrial trial;
    trial.mapping = mapping.id;
    intake::ReadPlan plan;
    plan.data_set = &data_set;
    plan.mapping = &mapping;
    intake::PersonKey key = intake::PersonKey::of_chance();
    plan.person_key = &key;
    auto source = open_source_file(workspace, path, *snapshot.model, plan);
    if (!source.ok()) {
        trial.issues = source.issues();
        return trial;
    }
    auto reader = source.value()->open_part(0);
    for (base::RowBatch batch; reader->read(batch);) {}
    trial.row_count = source.value()->row_count();
    trial.refused_row_count = source.value()->refused_row_count();
    trial.issues = source.value()->issues();
    return trial;
}

}  // namespace

Result<MappedFile> map_file(Workspace& workspace, const Snapshot& snapshot, const MapRequest& request) {
    const model::DataSet* data_set = snapshot.model->find_data_set(request.data_set);
    if (data_set == nullptr) {
        std::vector<std::string> ids;
        for (const model::DataSet& known : snapshot.model->data_sets) ids.push_back(known.id);
        return make_issue("data_set_is_unknown", "datamängden " + request.data_set + " finns inte i modellen", base::choice_hint(request.data_set, ids));
    }
    MappedFile mapped;
    mapped.file = request.path;
    intake::TableOptions options;
    options.shown_file = request.path;
    options.table = request.table;
    // A sheet and a head are known by the names that other systems use, as far as they are the same.
    for (const model::Mapping& mapping : snapshot.model->mappings) {
        if (mapping.data_set != data_set->id) continue;
        for (const auto& [column, field] : mapping.all_columns()) options.wanted_columns.push_back(column);
    }
    auto table = TRY(open_source_table(workspace, request.path, options));
    bool is_known = std::any_of(table->column_names().begin(), table->column_names().end(), [&](const std::string& name) {
        return std::find(options.wanted_columns.begin(), options.wanted_columns.end(), name) != options.wanted_columns.end();
    });
    if (!is_known) {
        options.wanted_columns.clear();
        table = TRY(open_source_table(workspace, request.path, options));
    }
    TRY(intake::look_through_names(*table, request.path));
    mapped.proposal = TRY(intake::propose_mapping(*table, *snapshot.model, *data_set, id_of(request), request.path));
    mapped.file_text = intake::mapping_file_text(mapped.proposal);
    if (mapped.proposal.lacking_fields.empty()) mapped.trial = try_mapping(workspace, snapshot, *data_set, mapped.proposal.mapping, request.path);
    for (const model::Mapping& mapping : snapshot.model->mappings) {
        if (mapping.data_set == data_set->id) mapped.earlier.push_back(try_mapping(workspace, snapshot, *data_set, mapping, request.path));
    }
    return mapped;
}

Result<std::string> save_mapping(const MappedFile& mapped, const std::string& model_folder) {
    std::string path = model_folder + "/mappings/" + mapped.proposal.mapping.id + ".yaml";
    if (!base::file_exists(model_folder + "/region.yaml")) {
        return make_issue("model_is_not_found", "mappen är ingen regionmodell", "ange mappen som region.yaml ligger i", {model_folder, 0, 0});
    }
    if (base::file_exists(path)) return make_issue("file_exists_already", "mappningen finns redan", "välj ett annat namn med --name", {path, 0, 0});
    TRY(base::make_folders(model_folder + "/mappings"));
    TRY(base::write_file(path, mapped.file_text));
    return path;
}

namespace {

base::Json to_json(const MappingTrial& trial) {
    return {
        {"mapping", trial.mapping}, {"row_count", trial.row_count}, {"refused_row_count", trial.refused_row_count}, {"issues", base::to_json(trial.issues)}};
}

std::size_t letter_count(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char letter) { return (static_cast<unsigned char>(letter) & 0xC0) != 0x80; }));
}

std::string padded(std::string_view text, std::size_t width) {
    std::string line(text);
    for (std::size_t letters = letter_count(text); letters < width; ++letters) line += ' ';
    return line;
}

/// A mapping for another system lacks most of its columns, and it is enough to say so.
std::string misfit_words(const MappingTrial& trial) {
    if (trial.row_count > 0) return {};
    for (const base::Issue& issue : trial.issues) {
        if (issue.code == "mapping_does_not_fit") return "M" + issue.message.substr(1) + ".\n";
    }
    std::vector<std::string> lacking;
    for (const base::Issue& issue : trial.issues) {
        if (issue.code == "column_is_missing") lacking.push_back(issue.message);
    }
    if (lacking.empty()) return {};
    std::string text = "Mappningen " + trial.mapping + " passar inte: " + lacking.front();
    return lacking.size() == 1 ? text + ".\n" : text + ", och " + std::to_string(lacking.size() - 1) + " till.\n";
}

std::string trial_words(const MappingTrial& trial) {
    if (std::string misfit = misfit_words(trial); !misfit.empty()) return misfit;
    std::string text = "Mappningen " + trial.mapping;
    if (trial.row_count == 0 && base::has_errors(trial.issues)) {
        text += " kan inte läsa filen:\n";
    } else {
        text += ": av " + std::to_string(trial.row_count) + " prövade rader nekas " + std::to_string(trial.refused_row_count) + ".\n";
    }
    base::Issues shown(trial.issues.begin(), trial.issues.begin() + static_cast<std::ptrdiff_t>(std::min(trial.issues.size(), shown_issues_max)));
    text += base::format_issues(shown);
    if (trial.issues.size() > shown.size()) text += "och " + std::to_string(trial.issues.size() - shown.size()) + " till\n";
    return text;
}

std::string field_words(const intake::ProposedColumn& column) {
    return column.subtracted_from.empty() ? base::joined(column.fields, ", ") : "− " + column.subtracted_from;
}

}  // namespace

base::Json to_json(const MappedFile& mapped) {
    base::Json columns = base::Json::array(), earlier = base::Json::array();
    for (const intake::ProposedColumn& column : mapped.proposal.columns) {
        columns.push_back({{"column", column.name},
                           {"fields", column.fields},
                           {"subtracted_from", column.subtracted_from},
                           {"confidence", column.confidence},
                           {"reason", column.reason},
                           {"samples", column.samples}});
    }
    for (const MappingTrial& trial : mapped.earlier) earlier.push_back(to_json(trial));
    return {{"file", mapped.file},
            {"format", mapped.proposal.description},
            {"columns", columns},
            {"lacking_fields", mapped.proposal.lacking_fields},
            {"trial", to_json(mapped.trial)},
            {"earlier", earlier},
            {"mapping", mapped.file_text}};
}

std::string format_mapped_file(const MappedFile& mapped) {
    std::string text = mapped.file + ": " + mapped.proposal.description + "\n\n";
    std::size_t name_width = 6, field_width = 4;
    for (const intake::ProposedColumn& column : mapped.proposal.columns) {
        name_width = std::max(name_width, letter_count(column.name));
        field_width = std::max(field_width, letter_count(field_words(column)));
    }
    text += padded("Kolumn", name_width) + "  " + padded("Fält", field_width) + "  Säkert  Varför, och exempel ur filen\n";
    for (const intake::ProposedColumn& column : mapped.proposal.columns) {
        text += padded(column.name, name_width) + "  " + padded(field_words(column), field_width) + "  ";
        text += field_words(column).empty() ? padded("–", 6) + "  läses inte" : padded(std::to_string(column.confidence) + " %", 6) + "  " + column.reason;
        text += column.samples.empty() ? "\n" : ": " + base::joined(column.samples, ", ") + "\n";
    }
    text += "\n";
    for (const std::string& field : mapped.proposal.lacking_fields) text += "Fältet " + field + " måste finnas, men ingen kolumn ger det.\n";
    if (mapped.proposal.lacking_fields.empty()) text += trial_words(mapped.trial);
    for (const MappingTrial& trial : mapped.earlier) text += trial_words(trial);
    return text;
}

}  // namespace tertial::engine
