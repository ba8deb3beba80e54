#include "engine/periods.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace tertial::engine {
namespace {

using base::make_issue;
using base::Month;

constexpr std::string_view unknown_actor = "okänd";

std::string state_of(const State& state, const std::string& data_set, Month month) {
    auto found = state.period_states.find({data_set, month});
    return found == state.period_states.end() ? "open" : found->second.state;
}

std::string least_settled(const State& state, const std::string& data_set, const base::Period& period) {
    std::string least = "closed";
    for (Month month = period.first; month <= period.last; month = month.plus(1)) {
        std::string one = state_of(state, data_set, month);
        if (one == "open") return one;
        if (one == "preliminary") least = one;
    }
    return least;
}

/// The period of `months` months that begins with the month.
base::Period period_of(Month first, int months) {
    base::PeriodKind kind = months == 3   ? base::PeriodKind::quarter
                            : months == 4 ? base::PeriodKind::tertial
                            : months == 6 ? base::PeriodKind::half_year
                                          : base::PeriodKind::month;
    if (months == 12) return base::Period::year(first.year());
    return {kind, first, first.plus(months - 1)};
}

/// When the first delivery came that had each month of the period; empty while one is lacking.
std::string first_arrival(const State& state, const std::string& data_set, const std::string& part, const base::Period& period) {
    std::string latest;
    for (Month month = period.first; month <= period.last; month = month.plus(1)) {
        std::string first;
        for (const AcceptedDelivery& delivery : state.deliveries) {
            bool is_other = delivery.data_set != data_set || delivery.withdrawn || (!part.empty() && delivery.part != part);
            if (is_other || (!first.empty() && first <= delivery.at)) continue;
            bool has_month = std::any_of(delivery.rows_by_month.begin(), delivery.rows_by_month.end(), [&](const auto& slice) { return slice.first == month; });
            if (has_month) first = delivery.at;
        }
        if (first.empty()) return {};
        latest = std::max(latest, first);
    }
    return latest;
}

ExpectedFile expected_file(const State& state, const model::DataSet& data_set, const std::string& part, const base::Period& period, base::Date today) {
    ExpectedFile file{data_set.id, part, period, data_set.expected->from, period.last.last_day(), Arrival::awaited, {}, {}, 0};
    file.due.day_count += data_set.expected->within_days;
    file.at = first_arrival(state, data_set.id, part, period);
    file.period_state = least_settled(state, data_set.id, period);
    auto came = file.at.empty() ? std::nullopt : base::parse_date(std::string_view(file.at).substr(0, 10));
    base::Date judged = came.value_or(today);
    file.days_late = std::max(0, judged.day_count - file.due.day_count);
    bool is_late = file.days_late > 0;
    file.arrival = came ? (is_late ? Arrival::delivered_late : Arrival::delivered) : (is_late ? Arrival::late : Arrival::awaited);
    return file;
}

}  // namespace

std::vector<Month> closed_months(const State& state, const std::string& data_set, const std::vector<Month>& months) {
    std::vector<Month> closed;
    std::copy_if(months.begin(), months.end(), std::back_inserter(closed), [&](Month month) { return state_of(state, data_set, month) == "closed"; });
    return closed;
}

base::Result<std::string> parse_period_state(const std::string& word) {
    if (word == "open" || word == "preliminary" || word == "closed") return word;
    return make_issue("period_state_is_unknown", "läget \"" + word + "\" finns inte", "välj bland open (öppen), preliminary (preliminär) och closed (stängd)");
}

std::string_view period_state_words(const std::string& state) { return state == "closed" ? "stängd" : state == "preliminary" ? "preliminär" : "öppen"; }

base::Result<logbook::Head> set_period_state(Workspace& workspace, const std::string& data_set, const base::Period& period, const std::string& state,
                                             const std::string& reason) {
    if (workspace.world().actor == unknown_actor)
        return make_issue("actor_is_unknown", "den som ändrar en periods läge ska vara namngiven", "sätt TERTIAL_ACTOR till rollen eller användarnamnet");
    auto lock = TRY(workspace.lock());
    Snapshot snapshot = TRY(load_snapshot(workspace));
    const model::DataSet* known = snapshot.model->find_data_set(data_set);
    if (known == nullptr || known->origin != model::RowOrigin::delivered) {
        std::vector<std::string> ids;
        for (const model::DataSet& one : snapshot.model->data_sets) {
            if (one.origin == model::RowOrigin::delivered) ids.push_back(one.id);
        }
        return make_issue("data_set_is_unknown", "ingen datamängd som levereras heter " + data_set, base::choice_hint(data_set, ids));
    }
    std::vector<Month> months;
    for (Month month = period.first; month <= period.last; month = month.plus(1)) months.push_back(month);
    std::vector<Month> closed = closed_months(snapshot.state, data_set, months);
    if (state != "closed" && !closed.empty() && reason.empty()) {
        return make_issue("period_is_closed", known->label + " " + base::format_month(closed.front()) + " är stängd",
                          "ange med --reason varför den öppnas igen");
    }
    base::Json body = {{"data_set", data_set}, {"period", base::format_period(period)}, {"state", state}};
    if (!reason.empty()) body["reason"] = reason;
    logbook::NewEntry entry{"period_state", workspace.world().now(), workspace.world().actor, std::move(body)};
    return workspace.log().append(snapshot.state.head, {std::move(entry)});
}

std::vector<ExpectedFile> expected_files(const Snapshot& snapshot, base::Date today) {
    std::vector<ExpectedFile> files;
    for (const model::DataSet& data_set : snapshot.model->data_sets) {
        if (!data_set.expected) continue;
        const model::ExpectedDelivery& expected = *data_set.expected;
        std::vector<std::string> parts = expected.parts;
        if (parts.empty()) parts.emplace_back();
        Month first = expected.since.value_or(Month::of(Month::of(today).year(), 1));
        // Periods begin where the calendar has them begin: a tertial in January, May or September.
        first = first.plus(-((first.month() - 1) % expected.every_months));
        for (; first.plus(expected.every_months - 1).last_day() < today; first = first.plus(expected.every_months)) {
            for (const std::string& part : parts)
                files.push_back(expected_file(snapshot.state, data_set, part, period_of(first, expected.every_months), today));
        }
    }
    std::stable_sort(files.begin(), files.end(), [](const ExpectedFile& a, const ExpectedFile& b) { return a.due < b.due; });
    return files;
}

std::string_view arrival_words(Arrival arrival) {
    switch (arrival) {
        case Arrival::delivered: return "levererad";
        case Arrival::delivered_late: return "levererad för sent";
        case Arrival::awaited: return "väntas";
        case Arrival::late: return "försenad";
    }
    return "";
}

base::Json to_json(const ExpectedFile& file) {
    constexpr std::string_view ids[] = {"delivered", "delivered_late", "awaited", "late"};
    base::Json json = {{"data_set", file.data_set},
                       {"period", base::format_period(file.period)},
                       {"from", file.from},
                       {"due", base::format_date(file.due)},
                       {"arrival", ids[static_cast<std::size_t>(file.arrival)]},
                       {"days_late", file.days_late},
                       {"period_state", file.period_state}};
    if (!file.part.empty()) json["part"] = file.part;
    if (!file.at.empty()) json["at"] = file.at;
    return json;
}

}  // namespace tertial::engine
