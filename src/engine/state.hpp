// The state that the logbook decides, as of one position: which model counts, which deliveries are in force, what people have said.
// Replaying the entries up to the position gives it, and nothing else does.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "domain/aggregate_query.hpp"
#include "engine/workspace.hpp"
#include "figures/plan.hpp"
#include "model/model.hpp"

namespace tertial::engine {

struct AcceptedDelivery {
    std::int64_t position = 0;
    std::string at;
    std::string actor;
    std::string delivery;
    std::string data_set;
    std::string part;
    std::string file_name;
    std::string file_hash;
    std::string kept_hash;               ///< of the file that the workspace keeps: file_hash, but where a keyed hash stands for persons
    std::string person_key;              ///< id of the key of those hashes; empty where there are none
    bool kept_values_are_exact = false;  ///< of a file with such hashes: the source had types, or numbers as people write them
    std::string mapping_hash;
    std::string model_hash;  ///< that was active when it was delivered
    std::int64_t row_count = 0;
    std::vector<std::pair<base::Month, std::int64_t>> rows_by_month;
    std::vector<base::Month> months_in_force;                       ///< the slices that no later delivery has replaced
    std::vector<std::pair<std::string, std::string>> control_sums;  ///< measure → exact text in base units
    std::size_t warning_count = 0;
    std::string reason;  ///< why it came into a closed period; empty where it did not
    bool withdrawn = false;
    std::string staged_folder;  ///< where its rows are while it is only tried; empty once an entry names it
};

struct Comment {
    std::int64_t position = 0;
    std::string at;
    std::string slot;
    std::string unit;
    std::string period;
    std::string text;
    std::string author_role;
};

/// What a person has judged: an assignment, a goal area, an initiative, or an indicator against what the scheme gives.
enum class JudgedKind { indicator, assignment, goal_area, initiative };
struct Judgement {
    std::int64_t position = 0;
    JudgedKind kind = JudgedKind::indicator;
    std::string item;  ///< indicator, assignment, goal area or initiative
    std::string unit;
    base::Period period;
    std::string level;  ///< an id of the region's scheme
    std::string words;  ///< the reason, or how it stands
};

/// What a person expects of a year, told in a round.
struct Forecast {
    std::int64_t position = 0;
    std::string unit;
    std::string line;
    int year = 0;
    base::Period round;
    std::string measure;  ///< "outturn": of the whole year; "deviation": of it against the budget. Signs as reports show them
    bool before_measures = false;
    std::optional<std::int64_t> low_ore, point_ore, high_ore;
    std::string investment;  ///< the object that it is for; empty for a whole line
};

/// Something of weight that happened in the period.
struct Event {
    std::int64_t position = 0;
    std::string unit;
    std::string period;
    std::string title;
    std::string text;
};

/// How settled a data set's month is: open, preliminary or closed; and who said so.
struct PeriodState {
    std::string state;
    std::string actor;
    std::int64_t position = 0;
};

struct State {
    logbook::Head head;
    std::string model_hash;                                                    ///< empty before the first activation
    std::vector<AcceptedDelivery> deliveries;                                  ///< in the log's order
    std::vector<Comment> comments;                                             ///< newest last
    std::vector<Judgement> judgements;                                         ///< newest last
    std::vector<Forecast> forecasts;                                           ///< newest last
    std::vector<Event> events;                                                 ///< newest last
    std::map<std::pair<std::string, base::Month>, PeriodState> period_states;  ///< by data set and month; none: open

    /// The newest judgement of the item for a period that ends in the month, if any.
    [[nodiscard]] const Judgement* judgement_of(JudgedKind kind, const std::string& item, const std::string& unit, base::Month month) const;
    /// The delivery in force for the slice, if any.
    [[nodiscard]] const AcceptedDelivery* in_force(const std::string& data_set, const std::string& part, base::Month month) const;
};

/// Puts the delivery in force: it takes its slices from earlier deliveries of the same data set and part.
void accept(State& state, AcceptedDelivery delivery);
/// Takes a delivery out of force; what it had replaced does not come back by itself.
void withdraw(State& state, const std::string& delivery);

base::Result<State> replay(const logbook::Logbook& log, std::int64_t position);

/// Model and state together: all that a figure depends on besides the files that the state names.
struct Snapshot {
    State state;
    std::shared_ptr<const model::Model> model;

    [[nodiscard]] figures::Coverage coverage() const;
};

/// A model version that the workspace keeps. Issue `model_is_damaged`.
base::Result<std::shared_ptr<const model::Model>> load_model(const Workspace& workspace, const std::string& hash);

/// As of the position, or the head. Issues `model_is_not_active`, `model_is_damaged`, `position_is_missing`.
base::Result<Snapshot> load_snapshot(Workspace& workspace, std::optional<std::int64_t> position = {});

/// The files to read for a data set, in the order of the deliveries, and the deliveries they belong to.
struct FilesInForce {
    std::vector<domain::AcceptedFile> files;
    std::vector<const AcceptedDelivery*> deliveries;
};
/// True if the file's sums are kept beside its rows.
[[nodiscard]] bool has_aggregates(const domain::AcceptedFile& file);
[[nodiscard]] FilesInForce files_in_force(const Workspace& workspace, const State& state, const std::string& data_set);

}  // namespace tertial::engine
