#include "model/read.hpp"

#include <functional>

#include "base/files.hpp"
#include "base/hash.hpp"
#include "model/read_parts.hpp"

namespace tertial::model {
namespace {

using base::Issues;
using base::make_issue;

constexpr std::uint64_t model_file_bytes_max = 16u << 20;

bool has_ending(const std::string& path, std::string_view ending) { return std::string_view(path).ends_with(ending); }

bool is_model_file(const std::string& path) {
    if (path.starts_with(".") || path.find("/.") != std::string::npos || path.starts_with("schema/")) return false;
    return has_ending(path, ".yaml") || has_ending(path, ".csv") || has_ending(path, ".md");
}

/// Runs `read` on every YAML file under the folder (or the one file) and collects the findings.
class Reading {
public:
    Reading(const ModelFiles& files, std::string label) : files_(files), label_(std::move(label)) {}

    void yaml(const std::string& prefix, const std::function<void(YamlMap)>& read) {
        for (const auto& [path, text] : files_) {
            if (!path.starts_with(prefix) || !has_ending(path, ".yaml")) continue;
            auto file = YamlFile::parse(text, place(path));
            if (!file.ok()) {
                issues.insert(issues.end(), file.issues().begin(), file.issues().end());
                continue;
            }
            kept_.push_back(file.value());
            read(kept_.back().root(issues));
        }
    }

    [[nodiscard]] const std::string* text(const std::string& path) const {
        auto found = files_.find(path);
        return found == files_.end() ? nullptr : &found->second;
    }

    [[nodiscard]] std::string place(const std::string& path) const { return label_.empty() ? path : label_ + "/" + path; }

    Issues issues;

private:
    const ModelFiles& files_;
    std::string label_;
    std::vector<YamlFile> kept_;
};

void read_code_lists(Reading& reading, const std::vector<CodeListFile>& lists, Model& model) {
    for (const CodeListFile& list : lists) {
        const std::string* text = reading.text(list.file.text);
        if (text == nullptr) {
            reading.issues.push_back(make_issue("file_is_not_found", "filen " + list.file.text + " finns inte i modellen",
                                                "lägg till filen eller ta bort kodlistan", list.file.place));
            continue;
        }
        model.code_lists[list.id] = read_code_list(list, *text, reading.place(list.file.text), reading.issues);
    }
}

}  // namespace

base::Result<ModelFiles> read_model_files(const std::string& folder) {
    ModelFiles files;
    for (const std::string& path : TRY(base::list_files(folder))) {
        if (is_model_file(path)) files[path] = TRY(base::read_file(folder + "/" + path, model_file_bytes_max));
    }
    if (!files.contains("region.yaml")) {
        return make_issue("model_is_not_found", "mappen innehåller ingen region.yaml",
                          "ange mappen med regionens modell, till exempel models/jamtland-harjedalen", {folder, 0, 0});
    }
    return files;
}

std::string model_hash(const ModelFiles& files) {
    base::Hasher hasher;
    for (const auto& [path, text] : files) {
        hasher.add(std::to_string(path.size()) + ":" + path + std::to_string(text.size()) + ":");
        hasher.add(text);
    }
    return hasher.finish();
}

base::Result<Model> read_model(const ModelFiles& files, const std::string& label) {
    Model model;
    Reading reading(files, label);
    std::vector<CodeListFile> lists;
    reading.yaml("region.yaml", [&](YamlMap map) { lists = read_region(std::move(map), model, reading.issues); });
    read_code_lists(reading, lists, model);
    build_units(model, reading.issues);
    if (const std::string* text = reading.text("organisation_changes.csv"))
        read_organisation_changes(*text, reading.place("organisation_changes.csv"), model, reading.issues);
    build_unit_trees(model, reading.issues);
    if (const std::string* text = reading.text("unit_groups.csv")) read_groups(*text, reading.place("unit_groups.csv"), model, reading.issues);
    reading.yaml("data_sets/", [&](YamlMap map) { read_data_set(std::move(map), model, reading.issues); });
    reading.yaml("mappings/", [&](YamlMap map) { read_mapping(std::move(map), model, reading.issues); });
    reading.yaml("indicators/", [&](YamlMap map) { read_indicators(std::move(map), model, reading.issues); });
    reading.yaml("statements/", [&](YamlMap map) { read_statements(std::move(map), model, reading.issues); });
    reading.yaml("assessment_schemes.yaml", [&](YamlMap map) { read_schemes(std::move(map), model, reading.issues); });
    reading.yaml("bases.yaml", [&](YamlMap map) { read_bases(std::move(map), model); });
    // The year's decisions may be left out; a region can start with its figures alone.
    if (const std::string* text = reading.text("targets.csv")) read_targets(*text, reading.place("targets.csv"), model, reading.issues);
    if (const std::string* text = reading.text("goal_areas.csv")) read_goal_areas(*text, reading.place("goal_areas.csv"), model, reading.issues);
    if (const std::string* text = reading.text("assignments.csv")) read_assignments(*text, reading.place("assignments.csv"), model, reading.issues);
    if (const std::string* text = reading.text("initiatives.csv")) read_initiatives(*text, reading.place("initiatives.csv"), model, reading.issues);
    if (const std::string* text = reading.text("initiative_years.csv"))
        read_initiative_years(*text, reading.place("initiative_years.csv"), model, reading.issues);
    if (const std::string* text = reading.text("initiative_steps.csv"))
        read_initiative_steps(*text, reading.place("initiative_steps.csv"), model, reading.issues);
    if (const std::string* text = reading.text("initiative_methods.csv"))
        read_initiative_methods(*text, reading.place("initiative_methods.csv"), model, reading.issues);
    if (const std::string* text = reading.text("series_breaks.csv")) read_series_breaks(*text, reading.place("series_breaks.csv"), model, reading.issues);
    if (const std::string* text = reading.text("investments.csv")) read_investments(*text, reading.place("investments.csv"), model, reading.issues);
    for (const auto& [path, text] : files) {
        if (path.starts_with("reports/") && has_ending(path, ".md")) {
            std::string name = path.substr(8, path.size() - 11);
            model.templates.push_back({name, reading.place(path), text});
        }
    }
    check_references(model, reading.issues);
    if (base::has_errors(reading.issues)) {
        base::sort_issues(reading.issues);
        return reading.issues;
    }
    return model;
}

}  // namespace tertial::model
