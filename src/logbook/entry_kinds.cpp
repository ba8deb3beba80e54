#include "logbook/entry_kinds.hpp"

#include <algorithm>
#include <optional>

#include "base/text.hpp"
#include "logbook/entry_fields.hpp"
#include "logbook/entry_time.hpp"

namespace tertial::logbook {
namespace {

using base::Json;
using enum FieldType;
using enum Presence;

/// Who makes entries of a kind.
enum class Origin { people, tertial };
/// Whether the body may be erased. Erasing what decides which rows or models count would change figures without a word.
enum class Erasure { allowed, refused };

struct EntryKind {
    std::string_view name;
    Origin origin;
    Erasure erasure;
    std::span<const Field> fields;
    /// What no field can tell alone; run only when every field is right by itself.
    void (*check_together)(const Json& body, BodyCheck& check) = nullptr;
};

// ---- Rules over several fields -------------------------------------------------------------------------------------

std::optional<std::int64_t> integer_in(const Json& body, const char* name) {
    auto found = body.find(name);
    if (found == body.end()) return std::nullopt;
    return found->get<std::int64_t>();
}

void check_forecast(const Json& body, BodyCheck& check) {
    auto point = integer_in(body, "point_ore"), low = integer_in(body, "low_ore"), high = integer_in(body, "high_ore");
    if (low.has_value() != high.has_value()) {
        std::string absent = low ? "high_ore" : "low_ore";
        check.report("entry_field_is_missing", "fältet " + absent + " saknas", "ett intervall har både low_ore och high_ore");
    } else if (!point && !low) {
        check.report("entry_field_is_missing", "fältet point_ore saknas", "ange point_ore, eller low_ore och high_ore, eller alla tre");
    } else if (low && *low > *high) {
        check.report("entry_field_is_not_valid", "low_ore är större än high_ore", "byt plats på beloppen");
    } else if (point && low && (*point < *low || *point > *high)) {
        check.report("entry_field_is_not_valid", "point_ore ligger utanför intervallet", "ange ett belopp från low_ore till high_ore");
    }
}

void check_virement(const Json& body, BodyCheck& check) {
    // The parts are compared one by one, since the keys of two equal objects may stand in different order.
    const Json &from = body["from"], &to = body["to"];
    if (from["unit"] == to["unit"] && from["account"] == to["account"]) {
        check.report("entry_field_is_not_valid", "from och to är lika", "ange en annan enhet eller ett annat konto i to");
    }
    std::string from_year = body["from_month"].get<std::string>().substr(0, 4);
    if (from_year != std::to_string(body["year"].get<std::int64_t>())) {
        check.report("entry_field_is_not_valid", "from_month ligger inte i year", "ange en månad i samma år som budgeten");
    }
}

// ---- The table -----------------------------------------------------------------------------------------------------

constexpr std::string_view forecast_measures[] = {"outturn", "deviation"};
constexpr std::string_view period_states[] = {"open", "preliminary", "closed"};

constexpr Field slice_fields[] = {{"slice", period}, {"rows", count}};
constexpr Field spoken_figure_fields[] = {{"address", text}, {"exact", exact}};
constexpr Field budget_place_fields[] = {{"unit", text}, {"account", text}};

constexpr std::string_view value_forms[] = {"as_written", "exact"};
constexpr Field kept_fields[] = {{"hash", content_hash}, {"values", choice, required, {}, value_forms}, {"person_key", text}, {"replaced", count}};

constexpr Field model_activated_fields[] = {{"model_hash", content_hash}, {"label", text}};
constexpr Field delivery_accepted_fields[] = {
    {"delivery", text},
    {"data_set", text},
    {"part", text},
    {"file_name", text},
    {"file_hash", content_hash},
    {"mapping_hash", content_hash},
    {"definition_hash", content_hash},
    {"row_count", count},
    {"slices", objects, required, slice_fields},
    {"control_sums", exact_by_name},
    {"warnings", remarks},
    // What receipts show besides; logs of before do not have it.
    {"mapping", text, optional},
    {"format", text, optional},
    {"left_out_row_count", count, optional},
    {"source_sums", exact_by_name, optional},
    {"control_total_count", count, optional},
    {"reason", text, optional},
    {"changed_reports", remarks, optional},
    {"kept", object, optional, kept_fields},
};
constexpr Field delivery_withdrawn_fields[] = {{"delivery", text}, {"reason", text}, {"changed_reports", remarks, optional}};
constexpr Field comment_fields[] = {
    {"slot", text}, {"unit", text}, {"period", period}, {"text", text}, {"author_role", text}, {"figures", objects, optional, spoken_figure_fields},
};
constexpr Field assessment_override_fields[] = {
    {"indicator", text}, {"unit", text}, {"period", period}, {"level", text}, {"reason", text},
};
constexpr Field assignment_assessment_fields[] = {
    {"assignment", text}, {"unit", text}, {"period", period}, {"level", text}, {"words", text},
};
constexpr Field goal_assessment_fields[] = {
    {"goal_area", text}, {"unit", text}, {"period", period}, {"level", text}, {"words", text},
};
constexpr Field initiative_assessment_fields[] = {
    {"initiative", text}, {"unit", text}, {"period", period}, {"level", text}, {"words", text},
};
constexpr Field forecast_fields[] = {
    {"unit", text},
    {"line", text},
    {"year", year},
    {"round", period},
    {"measure", choice, optional, {}, forecast_measures},
    {"point_ore", amount, optional},
    {"low_ore", amount, optional},
    {"high_ore", amount, optional},
    {"before_measures", yes_no},
    {"reason", text},
    {"investment", text, optional},
};
constexpr Field virement_fields[] = {
    {"case_number", text},
    {"year", year},
    {"amount_ore", positive_amount},
    {"from", object, required, budget_place_fields},
    {"to", object, required, budget_place_fields},
    {"from_month", month},
    {"permanent", yes_no},
    {"reason", text},
};
constexpr Field event_fields[] = {{"unit", text}, {"period", period}, {"title", text}, {"text", text}};
constexpr Field period_state_fields[] = {{"data_set", text}, {"period", period}, {"state", choice, required, {}, period_states}, {"reason", text, optional}};
constexpr Field erasure_fields[] = {{"position", position}, {"reason", text}};

constexpr EntryKind entry_kinds[] = {
    {"model_activated", Origin::tertial, Erasure::refused, model_activated_fields},
    {"delivery_accepted", Origin::tertial, Erasure::refused, delivery_accepted_fields},
    {"delivery_withdrawn", Origin::tertial, Erasure::refused, delivery_withdrawn_fields},
    {"comment", Origin::people, Erasure::allowed, comment_fields},
    {"assessment_override", Origin::people, Erasure::allowed, assessment_override_fields},
    {"assignment_assessment", Origin::people, Erasure::allowed, assignment_assessment_fields},
    {"goal_assessment", Origin::people, Erasure::allowed, goal_assessment_fields},
    {"initiative_assessment", Origin::people, Erasure::allowed, initiative_assessment_fields},
    {"forecast", Origin::people, Erasure::allowed, forecast_fields, check_forecast},
    {"virement", Origin::people, Erasure::allowed, virement_fields, check_virement},
    {"event", Origin::people, Erasure::allowed, event_fields},
    {"period_state", Origin::people, Erasure::refused, period_state_fields},
    {"erasure", Origin::tertial, Erasure::refused, erasure_fields},
};

const EntryKind* find_kind(std::string_view name) {
    auto found = std::find_if(std::begin(entry_kinds), std::end(entry_kinds), [&](const EntryKind& kind) { return kind.name == name; });
    return found == std::end(entry_kinds) ? nullptr : &*found;
}

base::Issue unknown_kind(std::string_view name, const base::Place& place) {
    std::vector<std::string> names = entry_kind_names();
    return base::make_issue("entry_kind_is_unknown", "slaget \"" + std::string(name) + "\" finns inte", base::choice_hint(name, names), place);
}

}  // namespace

base::Issues check_entry(std::string_view kind, const Json& body, const base::Place& place) {
    const EntryKind* found = find_kind(kind);
    if (found == nullptr) return {unknown_kind(kind, place)};
    BodyCheck check{kind, place, {}};
    if (!body.is_object()) {
        check.report("entry_field_is_not_valid", "innehållet (body) är inget objekt", "skriv fälten inom { och }");
        return check.issues;
    }
    check.check_fields(body, found->fields, "");
    if (check.issues.empty() && found->check_together != nullptr) found->check_together(body, check);
    return check.issues;
}

base::Issues check_entry(const NewEntry& entry, const base::Place& place) {
    base::Issues issues = check_entry(entry.kind, entry.body, place);
    if (base::trimmed(entry.actor).empty() || !base::is_utf8(entry.actor)) {
        issues.push_back(base::make_issue("entry_field_is_not_valid", "actor är tom eller inte UTF-8", "ange vem som gör posten", place));
    }
    if (!is_utc(entry.at)) {
        issues.push_back(base::make_issue("entry_field_is_not_valid", "at är ingen tid i UTC", "skriv tiden som ÅÅÅÅ-MM-DDTtt:mm:ssZ", place));
    }
    return issues;
}

std::vector<std::string> entry_kind_names() {
    std::vector<std::string> names;
    for (const EntryKind& kind : entry_kinds) names.emplace_back(kind.name);
    return names;
}

std::vector<std::string> entered_kind_names() {
    std::vector<std::string> names;
    for (const EntryKind& kind : entry_kinds) {
        if (kind.origin == Origin::people) names.emplace_back(kind.name);
    }
    return names;
}

bool may_be_entered(std::string_view kind) {
    const EntryKind* found = find_kind(kind);
    return found != nullptr && found->origin == Origin::people;
}

bool may_be_erased(std::string_view kind) {
    const EntryKind* found = find_kind(kind);
    return found != nullptr && found->erasure == Erasure::allowed;
}

}  // namespace tertial::logbook
