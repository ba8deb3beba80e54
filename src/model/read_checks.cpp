// A data set's checks and when its files are expected: YAML → values.
#include <array>

#include "model/choose.hpp"
#include "model/read_parts.hpp"

namespace tertial::model {
namespace {

using base::Issues;
using base::make_issue;

constexpr std::array<std::pair<const char*, CheckKind>, 9> check_kinds = {{{"balance", CheckKind::balance},
                                                                           {"repeated_rows", CheckKind::repeated_rows},
                                                                           {"opening_balance", CheckKind::opening_balance},
                                                                           {"unit_stops", CheckKind::unit_stops},
                                                                           {"level", CheckKind::level},
                                                                           {"recurring", CheckKind::recurring},
                                                                           {"internal_pairs", CheckKind::internal_pairs},
                                                                           {"rows", CheckKind::rows},
                                                                           {"limits", CheckKind::limits}}};
constexpr std::array<std::pair<const char*, base::Severity>, 2> severities = {{{"warning", base::Severity::warning}, {"error", base::Severity::error}}};
constexpr std::array<std::pair<const char*, MissingPolicy>, 3> policies = {
    {{"left_out", MissingPolicy::left_out}, {"told", MissingPolicy::told}, {"refused", MissingPolicy::refused}}};
constexpr std::array<std::pair<const char*, int>, 5> intervals = {{{"month", 1}, {"quarter", 3}, {"tertial", 4}, {"half_year", 6}, {"year", 12}}};

constexpr int history_months_max = 60;

/// Where the model does not say: a year of seasons for the level, a quarter for a unit, half a year for what recurs.
int usual_months(CheckKind kind) {
    switch (kind) {
        case CheckKind::level: return 24;
        case CheckKind::unit_stops: return 3;
        case CheckKind::recurring: return 6;
        default: return 0;
    }
}

/// A whole number from `least` to `most`; `otherwise` where it is not given.
int bounded(const std::optional<std::int64_t>& given, int otherwise, int least, int most, const base::Place& place, Issues& issues) {
    if (!given) return otherwise;
    if (*given >= least && *given <= most) return static_cast<int>(*given);
    issues.push_back(make_issue("value_is_not_allowed", std::to_string(*given) + " är inte tillåtet här",
                                "ange ett heltal från " + std::to_string(least) + " till " + std::to_string(most), place));
    return otherwise;
}

std::optional<base::Rational> number_of(const std::optional<YamlText>& written, Issues& issues) {
    if (!written) return {};
    auto number = base::parse_rational(written->text);
    if (!number)
        issues.push_back(make_issue("value_is_not_allowed", "\"" + written->text + "\" är inget tal", "skriv till exempel 0 eller 12.5", written->place));
    return number;
}

std::optional<base::Month> month_of(const std::optional<YamlText>& written, Issues& issues) {
    if (!written) return {};
    auto month = base::parse_month(written->text);
    if (!month) issues.push_back(make_issue("value_is_not_allowed", "\"" + written->text + "\" är ingen månad", "skriv till exempel 2026-01", written->place));
    return month;
}

/// The rows of data sets with money are judged by it; of others by their number.
std::string usual_measure(const DataSet& data_set) {
    for (const Measure& measure : data_set.measures) {
        if (measure.dimension == domain::Dimension::money && measure.kind == MeasureKind::flow) return measure.field;
    }
    return {};
}

DeliveryCheck read_check(YamlMap map, const DataSet& data_set, Issues& issues) {
    DeliveryCheck check;
    check.place = map.place();
    check.id = map.required("id").text;
    check.kind = choose(map.required("check"), check_kinds, issues);
    check.label = map.text_or("label", check.id);
    if (auto word = map.optional("severity")) check.severity = choose(*word, severities, issues);
    if (auto word = map.optional("missing")) check.missing = choose(*word, policies, issues);
    check.valid_from = month_of(map.optional("valid_from"), issues);
    check.where = map.text_or("where", "");
    for (const YamlText& field : map.list("by")) check.by.push_back(field.text);
    check.measure = map.text_or("measure", usual_measure(data_set));
    if (check.measure == "rows") check.measure.clear();
    check.closing = map.text_or("closing", "");
    check.months = bounded(map.whole("months"), usual_months(check.kind), 2, history_months_max, check.place, issues);
    check.share_percent = bounded(map.whole("share_percent"), 25, 0, 1000, check.place, issues);
    check.spreads = bounded(map.whole("spreads"), 4, 0, 1000, check.place, issues);
    check.at_stake = bounded(map.whole("at_stake"), 0, 0, 2'000'000'000, check.place, issues);
    check.unit = map.text_or("unit", "");
    check.expression = map.text_or("expression", "");
    check.least = number_of(map.optional("least"), issues);
    check.most = number_of(map.optional("most"), issues);
    check.message = map.text_or("message", "");
    check.hint = map.text_or("hint", "");
    map.finish();
    return check;
}

}  // namespace

std::string check_kind_name(CheckKind kind) {
    for (const auto& [name, value] : check_kinds) {
        if (value == kind) return name;
    }
    return {};
}

void read_checks(YamlMap& map, DataSet& data_set, Issues& issues) {
    for (const YamlMap& check : map.maps("checks")) data_set.checks.push_back(read_check(check, data_set, issues));
}

void read_expected(YamlMap& map, DataSet& data_set, Issues& issues) {
    auto written = map.map("expected");
    if (!written) return;
    ExpectedDelivery expected;
    expected.place = written->place();
    expected.from = written->required("from").text;
    if (auto word = written->optional("every")) expected.every_months = choose(*word, intervals, issues);
    expected.within_days = bounded(written->whole("within_days"), 0, 0, 366, expected.place, issues);
    expected.since = month_of(written->optional("since"), issues);
    for (const YamlText& part : written->list("parts")) expected.parts.push_back(part.text);
    written->finish();
    data_set.expected = std::move(expected);
}

}  // namespace tertial::model
