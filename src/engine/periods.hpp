// Use cases around the calendar: a data set's period is opened, marked preliminary or closed by someone; and what files are expected
// when, from whom, and which are late.
#pragma once

#include <string>
#include <vector>

#include "engine/state.hpp"

namespace tertial::engine {

/// Issues `data_set_is_unknown`, `period_is_closed` (opening one again needs a reason), `actor_is_unknown`.
base::Result<logbook::Head> set_period_state(Workspace& workspace, const std::string& data_set, const base::Period& period, const std::string& state,
                                             const std::string& reason);

/// Issue `period_state_is_unknown`.
base::Result<std::string> parse_period_state(const std::string& word);
/// "öppen", "preliminär", "stängd".
[[nodiscard]] std::string_view period_state_words(const std::string& state);

/// The months of the delivery that are closed.
[[nodiscard]] std::vector<base::Month> closed_months(const State& state, const std::string& data_set, const std::vector<base::Month>& months);

enum class Arrival { delivered, delivered_late, awaited, late };
/// One file that is expected.
struct ExpectedFile {
    std::string data_set;
    std::string part;
    base::Period period;
    std::string from;
    base::Date due;
    Arrival arrival = Arrival::awaited;
    std::string at;            ///< when it first came; empty if it has not
    std::string period_state;  ///< the least settled of its months
    int days_late = 0;
};

/// Everything that the model expects up to and with the day, by due day. What is due later is not listed, but what is awaited for a
/// period that has ended is.
[[nodiscard]] std::vector<ExpectedFile> expected_files(const Snapshot& snapshot, base::Date today);

[[nodiscard]] base::Json to_json(const ExpectedFile& file);
[[nodiscard]] std::string_view arrival_words(Arrival arrival);

}  // namespace tertial::engine
