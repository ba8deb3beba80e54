#include "engine/state.hpp"

#include <algorithm>

#include "facts/delivery_files.hpp"
#include "model/read.hpp"

namespace tertial::engine {
namespace {

using base::Json;
using base::make_issue;

/// Takes the slices of `newer` away from earlier deliveries of the same data set and part.
void supersede(State& state, const AcceptedDelivery& newer) {
    for (AcceptedDelivery& older : state.deliveries) {
        if (older.data_set != newer.data_set || older.part != newer.part) continue;
        std::erase_if(older.months_in_force, [&](base::Month month) {
            return std::find(newer.months_in_force.begin(), newer.months_in_force.end(), month) != newer.months_in_force.end();
        });
    }
}

base::Done apply_delivery(State& state, const logbook::Entry& entry) {
    const Json& body = *entry.body;
    AcceptedDelivery delivery;
    delivery.position = entry.position;
    delivery.at = entry.at;
    delivery.actor = entry.actor;
    delivery.delivery = body["delivery"];
    delivery.data_set = body["data_set"];
    delivery.part = body["part"];
    delivery.file_name = body["file_name"];
    delivery.file_hash = body["file_hash"];
    delivery.kept_hash = delivery.file_hash;
    if (body.contains("kept")) {
        delivery.kept_hash = body["kept"]["hash"];
        delivery.person_key = body["kept"]["person_key"];
        delivery.kept_values_are_exact = body["kept"]["values"] == "exact";
    }
    delivery.mapping_hash = body["mapping_hash"];
    delivery.model_hash = state.model_hash;
    delivery.row_count = body["row_count"];
    delivery.warning_count = body["warnings"].size();
    for (const auto& [measure, sum] : body["control_sums"].items()) delivery.control_sums.emplace_back(measure, sum.get<std::string>());
    delivery.reason = body.value("reason", "");
    for (const Json& slice : body["slices"]) {
        auto month = base::parse_month(slice["slice"].get<std::string>());
        if (!month)
            return make_issue("logbook_is_damaged", "posten " + std::to_string(entry.position) + " har en period som inte går att läsa", "kör tertial verify");
        delivery.rows_by_month.emplace_back(*month, slice["rows"].get<std::int64_t>());
        delivery.months_in_force.push_back(*month);
    }
    accept(state, std::move(delivery));
    return base::Nothing{};
}

base::Done apply_judgement(State& state, const logbook::Entry& entry, JudgedKind kind, const char* item_field, const char* words_field) {
    const Json& body = *entry.body;
    base::Period period = TRY(base::parse_period(body["period"].get<std::string>()));
    state.judgements.push_back({entry.position, kind, body[item_field], body["unit"], period, body["level"], body[words_field]});
    return base::Nothing{};
}

void apply_forecast(State& state, const logbook::Entry& entry) {
    const Json& body = *entry.body;
    Forecast forecast;
    forecast.position = entry.position;
    forecast.unit = body["unit"];
    forecast.line = body["line"];
    forecast.year = body["year"];
    auto round = base::parse_period(body["round"].get<std::string>());
    if (!round.ok()) return;  // logs of before could name a round by any words, which no figure can place in time
    forecast.round = round.value();
    forecast.measure = body.value("measure", "outturn");
    forecast.before_measures = body["before_measures"];
    forecast.investment = body.value("investment", "");
    auto amount = [&](const char* field) { return body.contains(field) ? std::optional(body[field].get<std::int64_t>()) : std::nullopt; };
    forecast.low_ore = amount("low_ore");
    forecast.point_ore = amount("point_ore");
    forecast.high_ore = amount("high_ore");
    state.forecasts.push_back(std::move(forecast));
}

base::Done apply(State& state, const logbook::Entry& entry) {
    if (!entry.body) return base::Nothing{};  // erased by a recorded decision
    const Json& body = *entry.body;
    if (entry.kind == "model_activated") {
        state.model_hash = body["model_hash"];
    } else if (entry.kind == "delivery_accepted") {
        return apply_delivery(state, entry);
    } else if (entry.kind == "delivery_withdrawn") {
        withdraw(state, body["delivery"]);
    } else if (entry.kind == "comment") {
        state.comments.push_back({entry.position, entry.at, body["slot"], body["unit"], body["period"], body["text"], body["author_role"]});
    } else if (entry.kind == "assessment_override") {
        return apply_judgement(state, entry, JudgedKind::indicator, "indicator", "reason");
    } else if (entry.kind == "assignment_assessment") {
        return apply_judgement(state, entry, JudgedKind::assignment, "assignment", "words");
    } else if (entry.kind == "goal_assessment") {
        return apply_judgement(state, entry, JudgedKind::goal_area, "goal_area", "words");
    } else if (entry.kind == "initiative_assessment") {
        return apply_judgement(state, entry, JudgedKind::initiative, "initiative", "words");
    } else if (entry.kind == "forecast") {
        apply_forecast(state, entry);
    } else if (entry.kind == "event") {
        state.events.push_back({entry.position, body["unit"], body["period"], body["title"], body["text"]});
    } else if (entry.kind == "period_state") {
        base::Period period = TRY(base::parse_period(body["period"].get<std::string>()));
        for (base::Month month = period.first; month <= period.last; month = month.plus(1))
            state.period_states[{body["data_set"], month}] = {body["state"], entry.actor, entry.position};
    }
    return base::Nothing{};
}

}  // namespace

void accept(State& state, AcceptedDelivery delivery) {
    std::sort(delivery.months_in_force.begin(), delivery.months_in_force.end());
    supersede(state, delivery);
    state.deliveries.push_back(std::move(delivery));
}

void withdraw(State& state, const std::string& delivery) {
    for (AcceptedDelivery& known : state.deliveries) {
        if (known.delivery != delivery) continue;
        known.withdrawn = true;
        known.months_in_force.clear();
    }
}

base::Result<std::shared_ptr<const model::Model>> load_model(const Workspace& workspace, const std::string& hash) {
    std::string folder = workspace.model_folder(hash);
    auto files = model::read_model_files(folder);
    if (!files.ok() || model::model_hash(files.value()) != hash) {
        return make_issue("model_is_damaged", "den sparade modellen " + hash.substr(0, 12) + " saknas eller har ändrats på disken",
                          "återställ mappen models från säkerhetskopian", {folder, 0, 0});
    }
    return std::make_shared<const model::Model>(TRY(model::read_model(files.value(), "")));
}

const AcceptedDelivery* State::in_force(const std::string& data_set, const std::string& part, base::Month month) const {
    for (const AcceptedDelivery& delivery : deliveries) {
        if (delivery.data_set != data_set || delivery.part != part) continue;
        if (std::binary_search(delivery.months_in_force.begin(), delivery.months_in_force.end(), month)) return &delivery;
    }
    return nullptr;
}

const Judgement* State::judgement_of(JudgedKind kind, const std::string& item, const std::string& unit, base::Month month) const {
    auto found = std::find_if(judgements.rbegin(), judgements.rend(), [&](const Judgement& judgement) {
        return judgement.kind == kind && judgement.item == item && judgement.unit == unit && judgement.period.last == month;
    });
    return found == judgements.rend() ? nullptr : &*found;
}

base::Result<State> replay(const logbook::Logbook& log, std::int64_t position) {
    State state;
    state.head = TRY(log.head_at(position));
    for (const logbook::Entry& entry : TRY(log.entries(1, position))) TRY(apply(state, entry));
    return state;
}

figures::Coverage Snapshot::coverage() const {
    figures::Coverage coverage;
    for (const AcceptedDelivery& delivery : state.deliveries) {
        coverage.months_by_data_set[delivery.data_set].insert(delivery.months_in_force.begin(), delivery.months_in_force.end());
    }
    return coverage;
}

base::Result<Snapshot> load_snapshot(Workspace& workspace, std::optional<std::int64_t> position) {
    logbook::Head head = TRY(workspace.log().head());
    if (position && (*position < 0 || *position > head.position)) {
        return make_issue("position_is_missing", "loggboken har ingen position " + std::to_string(*position), "den sista är " + std::to_string(head.position));
    }
    Snapshot snapshot;
    snapshot.state = TRY(replay(workspace.log(), position.value_or(head.position)));
    if (snapshot.state.model_hash.empty()) {
        return make_issue("model_is_not_active", "ingen modell gäller vid den tidpunkten", "kör: tertial activate " + workspace.path() + " --model MAPP");
    }
    snapshot.model = TRY(load_model(workspace, snapshot.state.model_hash));
    return snapshot;
}

bool has_aggregates(const domain::AcceptedFile& file) { return base::file_exists(facts::aggregate_path(file.folder)); }

FilesInForce files_in_force(const Workspace& workspace, const State& state, const std::string& data_set) {
    FilesInForce in_force;
    for (const AcceptedDelivery& delivery : state.deliveries) {
        if (delivery.data_set != data_set || delivery.months_in_force.empty()) continue;
        bool whole = delivery.months_in_force.size() == delivery.rows_by_month.size();
        std::string folder = delivery.staged_folder.empty() ? workspace.delivery_folder(data_set, delivery.delivery) : delivery.staged_folder;
        in_force.files.push_back({std::move(folder), delivery.months_in_force, whole});
        in_force.deliveries.push_back(&delivery);
    }
    return in_force;
}

}  // namespace tertial::engine
