#include "proofs/naive_figure.hpp"

#include <algorithm>

namespace tertial::proofs {
namespace {

using base::Int128;
using base::Rational;
using domain::Absence;

const std::vector<std::string> income_lines = {"patient_fees", "sales", "grants_received", "other_income"};
const std::vector<std::string> cost_lines = {"personnel_cost",    "bought_regional_care", "bought_operations", "operation_services",
                                             "agency_staff_cost", "pharmaceuticals",      "medical_supplies",  "grants_paid",
                                             "property_cost",     "consultant_cost",      "other_cost",        "depreciation_and_financial_net"};

bool contains(const std::vector<std::string>& list, const std::string& wanted) { return std::find(list.begin(), list.end(), wanted) != list.end(); }

Answer of(Rational value) { return {std::move(value), Absence::none}; }
Answer without(Absence absence) { return {std::nullopt, absence}; }

template <class T>
T must(base::Result<T> result) {
    if (!result.ok()) give_up(base::format_issues(result.issues()));
    return std::move(result).value();
}

Answer quotient(Int128 numerator, Int128 denominator) {
    if (denominator == 0) return without(Absence::not_applicable);
    return of(must(Rational::create(numerator, denominator)));
}

bool is_money(const std::string& definition) { return data_set_of(definition) == "ledger"; }

/// (|now| − |before|) / |before|: a cost that rises shows a positive per cent.
Answer change_share(const Rational& now, const Rational& before) {
    if (before.numerator() == 0) return without(Absence::not_applicable);
    if ((now.numerator() < 0 && before.numerator() > 0) || (now.numerator() > 0 && before.numerator() < 0)) return without(Absence::not_applicable);
    Rational size_now = now.numerator() < 0 ? base::negate(now) : now, size_before = before.numerator() < 0 ? base::negate(before) : before;
    return of(must(base::divide(must(base::subtract(size_now, size_before)), size_before)));
}

}  // namespace

std::string Question::address() const {
    std::string text = definition;
    if (!filter.text.empty()) text += "[" + filter.text + "]";
    text += "@" + unit + ":" + base::format_period(period);
    if (column != "outturn") text += ":" + column;
    if (basis != "total") text += ":basis=" + basis;
    if (is_comparable) text += ":view=comparable";
    return text;
}

std::vector<std::string> statement_lines() {
    std::vector<std::string> lines = income_lines;
    lines.insert(lines.end(), cost_lines.begin(), cost_lines.end());
    lines.insert(lines.end(), {"income", "gross_cost", "net_cost"});
    return lines;
}

std::vector<std::string> naive_definitions() {
    std::vector<std::string> ids = statement_lines();
    for (const char* id : {"elected_representatives_cost", "ambulance_missions", "ambulance_response_time_median", "ambulance_occupancy", "inpatient_episodes",
                           "bed_days", "mean_length_of_stay", "available_beds", "bed_occupancy", "overcrowding_per_hundred_beds", "outlying_per_hundred_beds",
                           "discharge_ready_per_hundred_beds", "employees", "full_time_equivalents", "agency_cost", "agency_full_time_equivalents",
                           "ambulance_response_time_90", "mean_full_time_equivalents", "suppliers"}) {
        ids.emplace_back(id);
    }
    return ids;
}

std::string data_set_of(const std::string& definition) {
    if (definition == "agency_cost" || definition == "agency_full_time_equivalents") return "agency_staff";
    if (definition == "ambulance_missions" || definition.starts_with("ambulance_response_time_")) return "ambulance_mission";
    if (definition == "suppliers") return "purchase";
    if (definition == "ambulance_occupancy") return "ambulance_shift";
    if (definition == "inpatient_episodes" || definition == "bed_days" || definition == "mean_length_of_stay") return "inpatient_episode";
    if (definition == "available_beds" || definition == "bed_occupancy" || definition.ends_with("_per_hundred_beds")) return "bed_day";
    if (definition == "employees" || definition.ends_with("full_time_equivalents")) return "staff";
    return "ledger";
}

std::optional<Rational> naive_median(std::vector<std::int64_t> values) {
    if (values.empty()) return std::nullopt;
    std::sort(values.begin(), values.end());
    std::size_t half = values.size() / 2;
    if (values.size() % 2 == 1) return Rational(values[half]);
    return must(Rational::create(Int128{values[half - 1]} + values[half], 2));
}

/// Between the two values around the rank, by its share of the way; ranks run from 0.
std::optional<Rational> naive_ninetieth(std::vector<std::int64_t> values) {
    if (values.empty()) return std::nullopt;
    std::sort(values.begin(), values.end());
    const std::size_t tenths = 9 * (values.size() - 1), below = tenths / 10;
    const Rational rest = must(Rational::create(Int128(tenths % 10), 10));
    if (tenths % 10 == 0) return Rational(values[below]);
    return must(base::add(Rational(values[below]), must(base::multiply(rest, Rational(values[below + 1] - values[below])))));
}

struct NaiveEvaluator::Tally {
    std::int64_t row_count = 0;
    std::array<Int128, measure_count> sums{};
    std::vector<std::int64_t> response_seconds;
    std::set<std::string> suppliers;

    [[nodiscard]] Int128 sum(Measure measure) const { return sums[static_cast<std::size_t>(measure)]; }
};

NaiveEvaluator::Condition NaiveEvaluator::definition_condition(const Question& question) const {
    const std::string& id = question.definition;
    if (!is_money(id)) return [](const Record&) { return true; };
    if (id == "elected_representatives_cost") return [this](const Record& record) { return region_.accounts.at(record.account).at("group") == "elected"; };
    std::vector<std::string> lines = {id};
    if (id == "income") lines = income_lines;
    if (id == "gross_cost") lines = cost_lines;
    if (id == "net_cost") lines.insert(lines.end(), income_lines.begin(), income_lines.end()), lines.insert(lines.end(), cost_lines.begin(), cost_lines.end());
    return [this, lines](const Record& record) { return contains(lines, region_.accounts.at(record.account).at("line")); };
}

NaiveEvaluator::ConditionOfMonth NaiveEvaluator::basis_condition(const Question& question) const {
    if (question.basis == "total") return [](const Record&, base::Month) { return true; };
    if (question.basis == "without_targeted_grants")
        return [this](const Record& record, base::Month) { return region_.accounts.at(record.account).at("group") != "targeted_grant"; };
    const std::string kind = question.basis == "without_board_internal" ? "board" : "region";
    return [this, kind, unit = question.unit](const Record& record, base::Month organisation) {
        const std::string own = region_.nearest_above(unit, kind, organisation);
        if (own.empty() || record.counterparty.empty()) return true;
        std::string other = region_.unit_of_counterparty.at(record.counterparty);
        return other.empty() || !region_.is_at_or_below(other, own, organisation);
    };
}

NaiveEvaluator::Tally NaiveEvaluator::tally(const Question& question, const std::string& data_set, const base::Period& period) const {
    Tally tally;
    Condition in_definition = definition_condition(question);
    ConditionOfMonth in_basis = basis_condition(question);
    for (const auto& [month, rows] : book_.months_by_data_set.at(data_set)) {
        if (month < period.first || period.last < month) continue;
        const base::Month organisation = question.is_comparable ? question.period.last : month;
        const std::set<std::string> inside = region_.subtree(question.unit, organisation);
        for (const Record& record : rows) {
            if (!inside.contains(record.unit) || !in_definition(record) || !in_basis(record, organisation)) continue;
            if (!question.filter.text.empty() && !question.filter.passes(region_, record)) continue;
            ++tally.row_count;
            for (std::size_t measure = 0; measure < measure_count; ++measure) tally.sums[measure] += record.measures[measure].value_or(0);
            if (!record.supplier.empty()) tally.suppliers.insert(record.supplier);
            if (auto seconds = record.measure(Measure::response_seconds)) tally.response_seconds.push_back(*seconds);
        }
    }
    return tally;
}

std::optional<Answer> NaiveEvaluator::lacking(const std::string& data_set, const base::Period& period) const {
    for (base::Month month = period.first; month <= period.last; month = month.plus(1)) {
        if (book_.is_delivered(data_set, month)) continue;
        return without(month > book_.last_month(data_set) ? Absence::not_yet : Absence::missing);
    }
    return std::nullopt;
}

Answer NaiveEvaluator::mean_of_months(const Question& question, const base::Period& period) const {
    if (auto absent = lacking("staff", period)) return *absent;
    Int128 sum = 0;
    int months = 0, months_with_rows = 0;
    for (base::Month month = period.first; month <= period.last; month = month.plus(1)) {
        const Tally rows = tally(question, "staff", base::Period::month(month));
        sum += rows.sum(Measure::full_time_equivalents);
        ++months;
        months_with_rows += rows.row_count > 0 ? 1 : 0;
    }
    if (months_with_rows == 0) return without(Absence::not_measured);
    if (months_with_rows < months) return without(Absence::missing);
    return quotient(sum, Int128{100} * months);
}

Answer NaiveEvaluator::for_period(const Question& question, const base::Period& asked, bool is_budget) const {
    const std::string& id = question.definition;
    std::string data_set = is_budget ? "budget" : data_set_of(id);
    if (id == "mean_full_time_equivalents") return mean_of_months(question, asked);
    // Staff is a picture of each month's end: the last one answers.
    const base::Period period = data_set == "staff" ? base::Period::month(asked.last) : asked;
    if (auto absent = lacking(data_set, period)) return *absent;
    Tally rows = tally(question, data_set, period);
    if (data_set == "ledger" || data_set == "budget") return of(base::negate(Rational::of(rows.sum(Measure::amount))));
    if (id == "ambulance_missions" || id == "inpatient_episodes" || id == "employees") return of(Rational(rows.row_count));
    if (id == "ambulance_response_time_median") {
        auto median = naive_median(std::move(rows.response_seconds));
        return median ? of(*median) : without(Absence::not_measured);
    }
    if (id == "ambulance_response_time_90") {
        auto ninetieth = naive_ninetieth(std::move(rows.response_seconds));
        return ninetieth ? of(*ninetieth) : without(Absence::not_measured);
    }
    if (id == "suppliers") return of(Rational(static_cast<std::int64_t>(rows.suppliers.size())));
    if (id == "ambulance_occupancy") return quotient(rows.sum(Measure::busy_minutes), rows.sum(Measure::scheduled_minutes));
    if (id == "bed_days") return of(Rational::of(rows.sum(Measure::bed_days)));
    if (id == "mean_length_of_stay") return quotient(rows.sum(Measure::bed_days), rows.row_count);
    if (id == "agency_cost") return of(Rational::of(rows.sum(Measure::amount)));
    if (id == "agency_full_time_equivalents") {
        return quotient(rows.sum(Measure::hours), Int128{100} * 165 * (period.last.month_count - period.first.month_count + 1));
    }
    // A level that nobody counted is not measured; it is not zero.
    if (rows.row_count == 0) return without(Absence::not_measured);
    if (id == "full_time_equivalents") return quotient(rows.sum(Measure::full_time_equivalents), 100);
    if (id == "available_beds") return quotient(rows.sum(Measure::available), period.last.last_day().day_count - period.first.first_day().day_count + 1);
    if (id == "bed_occupancy") return quotient(rows.sum(Measure::occupied), rows.sum(Measure::available));
    if (id == "overcrowding_per_hundred_beds") return quotient(100 * rows.sum(Measure::overcrowded), rows.sum(Measure::available));
    if (id == "outlying_per_hundred_beds") return quotient(100 * rows.sum(Measure::outlying), rows.sum(Measure::available));
    if (id == "discharge_ready_per_hundred_beds") return quotient(100 * rows.sum(Measure::discharge_ready), rows.sum(Measure::available));
    give_up("no definition by hand for " + id);
}

Answer NaiveEvaluator::answer(const Question& question) const {
    const std::string& column = question.column;
    bool needs_budget = column == "budget" || column == "deviation";
    if (needs_budget && !is_money(question.definition)) return without(Absence::not_applicable);
    if (question.is_comparable && !region_.is_valid(question.unit, question.period.last)) return without(Absence::not_applicable);
    if (column == "outturn") return for_period(question, question.period, false);
    if (column == "budget") return for_period(question, question.period, true);
    // "change-2y" looks two years back.
    const bool names_years = column.ends_with("y");
    const int years_back = names_years ? column[column.size() - 2] - '0' : 1;
    const std::string kind = names_years ? column.substr(0, column.size() - 3) : column;
    base::Period year_before{question.period.kind, question.period.first.plus(-12 * years_back), question.period.last.plus(-12 * years_back)};
    if (kind == "prior") return for_period(question, year_before, false);
    Answer now = for_period(question, question.period, false);
    if (!now.value) return now;
    Answer other = column == "deviation" ? for_period(question, question.period, true) : for_period(question, year_before, false);
    if (!other.value) return other;
    if (kind == "change_percent") return change_share(*now.value, *other.value);
    return of(must(base::subtract(*now.value, *other.value)));
}

}  // namespace tertial::proofs
