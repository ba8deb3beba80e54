#include "engine/enter.hpp"

#include <set>

#include "base/text.hpp"
#include "engine/state.hpp"
#include "logbook/entry_file.hpp"
#include "report/bind.hpp"

namespace tertial::engine {
namespace {

/// What makes two entries the same to a reader: entering one file twice must not say everything twice.
std::string identity(const std::string& kind, const std::string& actor, const base::Json& body) {
    return kind + "\n" + actor + "\n" + nlohmann::json(body).dump();
}

/// What an entry may name, and where such names stand in the model.
struct NamedThing {
    const char* field;
    const char* words;
    const char* code;
    const char* file;
    bool (*is_known)(const model::Model& model, const std::string& name);
};
constexpr NamedThing named_things[] = {
    {"unit", "enheten", "unit_is_unknown", "organisation.csv",
     [](const model::Model& model, const std::string& name) { return model.find_unit(name) != nullptr; }},
    {"indicator", "målet", "target_is_unknown", "targets.csv",
     [](const model::Model& model, const std::string& name) { return model.find_target(name) != nullptr; }},
    {"assignment", "uppdraget", "assignment_is_unknown", "assignments.csv",
     [](const model::Model& model, const std::string& name) { return model.find_assignment(name) != nullptr; }},
    {"initiative", "åtgärden", "initiative_is_unknown", "initiatives.csv",
     [](const model::Model& model, const std::string& name) { return model.find_initiative(name) != nullptr; }},
    {"investment", "investeringen", "investment_is_unknown", "investments.csv",
     [](const model::Model& model, const std::string& name) { return model.find_investment(name) != nullptr; }},
    {"goal_area", "målområdet", "goal_area_is_unknown", "goal_areas.csv",
     [](const model::Model& model, const std::string& name) { return model.find_goal_area(name) != nullptr; }},
};

/// A level must be one of the scheme that holds when the judgement's period ends.
std::optional<base::Issue> check_level(const model::Model& model, const logbook::NewEntry& entry, const std::string& at, const std::string& path) {
    const base::Json& body = entry.body;
    if (!body.contains("level") || !body.contains("period")) return std::nullopt;
    auto period = base::parse_period(body["period"].get<std::string>());
    if (!period.ok()) return std::nullopt;
    const domain::AssessmentScheme& scheme = model.scheme_at(period.value().last);
    const std::string level = body["level"];
    if (scheme.find(level) != nullptr) return std::nullopt;
    std::vector<std::string> ids;
    for (const domain::Level& one : scheme.levels) ids.push_back(one.id);
    return base::make_issue("level_is_unknown", at + "nivån " + level + " finns inte i skalan " + scheme.id, base::choice_hint(level, ids), {path, 0, 0});
}

base::Issues check_names(const model::Model& model, const std::vector<logbook::NewEntry>& entries, const std::string& path) {
    base::Issues issues;
    for (std::size_t index = 0; index < entries.size(); ++index) {
        const base::Json& body = entries[index].body;
        if (auto issue = check_level(model, entries[index], "posten " + std::to_string(index + 1) + ": ", path)) issues.push_back(std::move(*issue));
        for (const NamedThing& thing : named_things) {
            if (!body.contains(thing.field) || !body[thing.field].is_string()) continue;
            std::string name = body[thing.field];
            if (thing.is_known(model, name)) continue;
            issues.push_back(base::make_issue(thing.code,
                                              "posten " + std::to_string(index + 1) + ": " + std::string(thing.words) + " " + name + " finns inte i modellen",
                                              "rätta namnet, eller lägg till det i " + std::string(thing.file), {path, 0, 0}));
        }
    }
    return issues;
}

/// A comment or an event that names a figure must be readable when the report is made, so it is read now, when its writer can mend it.
base::Issues check_texts(const model::Model& model, const std::vector<logbook::NewEntry>& entries, std::int64_t position, const std::string& path) {
    base::Issues issues;
    for (std::size_t index = 0; index < entries.size(); ++index) {
        if (entries[index].kind != "comment" && entries[index].kind != "event") continue;
        const base::Json& body = entries[index].body;
        report::PersonText text{"", body["unit"], body["period"], body["text"], "", 0};
        for (base::Issue issue : report::check_person_text(model, text, position)) {
            std::string at =
                issue.place.line == 0 ? "" : ", textens rad " + std::to_string(issue.place.line) + ", tecken " + std::to_string(issue.place.column);
            issue.message = "posten " + std::to_string(index + 1) + at + ": " + issue.message;
            issue.place = {path, 0, 0};
            issues.push_back(std::move(issue));
        }
    }
    return issues;
}

}  // namespace

base::Result<Entered> enter_file(Workspace& workspace, const std::string& path) {
    std::vector<logbook::NewEntry> entries = TRY(logbook::read_entry_file(path, workspace.world().now()));
    auto lock = TRY(workspace.lock());
    logbook::Head head = TRY(workspace.log().head());
    Snapshot snapshot = TRY(load_snapshot(workspace, head.position));
    base::Issues issues = check_names(*snapshot.model, entries, path);
    if (issues.empty()) issues = check_texts(*snapshot.model, entries, head.position, path);
    if (!issues.empty()) return issues;
    std::set<std::string> known;
    for (const logbook::Entry& entry : TRY(workspace.log().entries(1, head.position))) {
        if (entry.body) known.insert(identity(entry.kind, entry.actor, *entry.body));
    }
    Entered entered;
    std::vector<logbook::NewEntry> fresh;
    for (logbook::NewEntry& entry : entries) {
        if (known.insert(identity(entry.kind, entry.actor, entry.body)).second) {
            fresh.push_back(std::move(entry));
        } else {
            ++entered.known_count;
        }
    }
    entered.entry_count = fresh.size();
    entered.position = head.position;
    if (!fresh.empty()) entered.position = TRY(workspace.log().append(head, std::move(fresh))).position;
    return entered;
}

}  // namespace tertial::engine
