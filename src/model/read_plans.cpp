// What has been decided for the year, as tables: goal areas, targets, assignments, result-improving measures and investments.
#include <algorithm>
#include <limits>

#include "base/text.hpp"
#include "model/named_row.hpp"
#include "model/read_parts.hpp"

namespace tertial::model {
namespace {

using base::Issues;

template <class Item>
void require_new_id(const std::vector<Item>& known, const Item& item, const NamedRow& row) {
    if (std::any_of(known.begin(), known.end(), [&](const Item& other) { return other.id == item.id; })) {
        row.report("name_is_given_twice", item.id + " finns redan", "byt namn på den ena");
    }
}

}  // namespace

namespace {

domain::TargetValue read_target_value(const NamedRow& row, const std::string& measure_unit) {
    domain::TargetValue value;
    std::string comparison = row.one_of("comparison", {"max", "min", "equals", "shorter_than", "below_reference"});
    value.comparison = domain::find_comparison(comparison).value_or(domain::Comparison::max);
    const bool has_reference = value.comparison == domain::Comparison::below_reference;
    if (has_reference == row.text("reference").empty()) {
        row.report(has_reference ? "field_is_empty" : "value_is_not_allowed",
                   has_reference ? "reference: below_reference jämför med en annan indikator" : "reference gäller bara med below_reference",
                   has_reference ? "ange indikatorns id" : "ta bort det, eller skriv below_reference i comparison");
    }
    if (has_reference && !row.text("value").empty()) {
        row.report("value_is_not_allowed", "value: målet är indikatorns utfall och inget eget tal", "ta bort talet");
    }
    if (!has_reference) value.value = row.number("value");
    if (const domain::MeasureUnit* unit = domain::find_measure_unit(measure_unit)) {
        auto factor = base::Rational::create(unit->base_numerator, unit->base_denominator);
        auto stored = base::multiply(value.value, factor.value());
        if (stored.ok()) value.value = stored.value();
    }
    constexpr int tolerance_percent_default = 20;
    auto share = base::divide(row.number_or("tolerance_percent", tolerance_percent_default), base::Rational(100));
    if (share.ok()) value.tolerance = share.value();
    return value;
}

Span read_span(const NamedRow& row) {
    std::string span = row.text_or("span", "accumulated");
    if (span == "rolling_twelve") return Span::rolling_twelve;
    if (span == "month") return Span::month;
    if (span != "accumulated")
        row.report("value_is_not_allowed", "span: \"" + span + "\" är inget av de tillåtna värdena", "välj bland accumulated, rolling_twelve, month");
    return Span::accumulated;
}

}  // namespace

void read_goal_areas(const std::string& text, const std::string& file, Model& model, Issues& issues) {
    read_rows(text, file, {"goal_area", "unit", "name", "goal"}, issues, [&](const NamedRow& row) {
        GoalArea area{row.text("goal_area"), row.text("unit"), row.text("name"), row.text("goal"), row.place()};
        require_new_id(model.goal_areas, area, row);
        model.goal_areas.push_back(std::move(area));
    });
}

void read_targets(const std::string& text, const std::string& file, Model& model, Issues& issues) {
    read_rows(text, file, {"indicator", "unit", "period", "column", "basis", "comparison", "value", "measure_unit"}, issues, [&](const NamedRow& row) {
        Target target;
        target.indicator = row.text("indicator");
        target.id = row.text_or("target", target.indicator);
        target.goal_area = row.text("goal_area");
        const Definition* definition = model.find_definition(target.indicator);
        target.label = row.text_or("label", definition == nullptr ? target.id : definition->label);
        target.short_label = row.text_or("short_label", target.label);
        target.unit = row.text("unit");
        target.outcome_unit = row.text_or("outcome_unit", target.unit);
        target.reference = row.text("reference");
        target.valid = row.period("period");
        target.span = read_span(row);
        target.column = row.one_of("column", {"outturn", "change", "change_percent"});
        if (!row.text("base_year").empty()) target.base_year = row.year("base_year");
        if (target.base_year != 0 && (target.column == "outturn" || target.base_year >= target.valid.first.year())) {
            row.report("value_is_not_allowed", "base_year: ett basår ligger före målets tid, och gäller bara en förändring",
                       "skriv ett tidigare år, eller change eller change_percent i column");
        }
        target.basis = row.text("basis");
        target.measure_unit = row.one_of("measure_unit", domain::measure_unit_ids());
        target.value = read_target_value(row, target.measure_unit);
        target.decimals = static_cast<int>(row.number_or("decimals", definition == nullptr ? 0 : definition->decimals).numerator());
        target.unit_words = row.text("unit_words");
        target.place = row.place();
        require_new_id(model.targets, target, row);
        model.targets.push_back(std::move(target));
    });
}

void read_assignments(const std::string& text, const std::string& file, Model& model, Issues& issues) {
    read_rows(text, file, {"assignment", "goal_area", "unit", "period", "text"}, issues, [&](const NamedRow& row) {
        Assignment assignment{row.text("assignment"), row.text("goal_area"), row.text("unit"), row.period("period"), row.text("text"), {}, row.place()};
        if (!row.text("boards").empty()) assignment.boards = base::split(row.text("boards"), ' ');
        require_new_id(model.assignments, assignment, row);
        model.assignments.push_back(std::move(assignment));
    });
}

namespace {

constexpr std::int64_t ore_per_mkr = 100'000'000, ore_per_tkr = 100'000;

/// A column of millions or thousands of kronor. Nothing where the field is empty. Money is whole öre.
std::optional<std::int64_t> read_money(const NamedRow& row, const std::string& column, std::int64_t ore_of_one) {
    if (row.text(column).empty()) return std::nullopt;
    auto ore = base::multiply(row.number(column), base::Rational(ore_of_one));
    constexpr std::int64_t ore_max = std::numeric_limits<std::int64_t>::max();
    bool is_whole = ore.ok() && ore.value().denominator() == 1 && ore.value().numerator() <= ore_max && ore.value().numerator() >= -ore_max;
    if (is_whole) return static_cast<std::int64_t>(ore.value().numerator());
    row.report("number_is_not_readable", column + ": \"" + row.text(column) + "\" är inga hela ören", "ange färre decimaler");
    return std::nullopt;
}

std::optional<std::int64_t> read_mkr(const NamedRow& row, const std::string& column) { return read_money(row, column, ore_per_mkr); }

}  // namespace

void read_initiatives(const std::string& text, const std::string& file, Model& model, Issues& issues) {
    read_rows(text, file, {"initiative", "name", "unit", "year", "full_year_effect_mkr"}, issues, [&](const NamedRow& row) {
        Initiative initiative;
        initiative.id = row.text("initiative");
        initiative.name = row.text("name");
        initiative.unit = row.text("unit");
        initiative.year = row.year("year");
        initiative.last_year = row.text("last_year").empty() ? initiative.year : row.year("last_year");
        if (initiative.last_year < initiative.year) row.report("year_is_before_the_first", "last_year ligger före year", "rätta ett av åren");
        initiative.kind = row.text("kind");
        initiative.parent = row.text("parent");
        initiative.effect_group = row.text("effect_group");
        initiative.full_year_effect_ore = read_mkr(row, "full_year_effect_mkr");
        if (!row.text("lines").empty()) initiative.lines = base::split(row.text("lines"), ' ');
        initiative.place = row.place();
        require_new_id(model.initiatives, initiative, row);
        model.initiatives.push_back(std::move(initiative));
    });
}

void read_initiative_years(const std::string& text, const std::string& file, Model& model, Issues& issues) {
    read_rows(text, file, {"initiative", "year", "effect_mkr", "target_mkr"}, issues, [&](const NamedRow& row) {
        InitiativeYear of_year{row.text("initiative"), row.year("year"), read_mkr(row, "effect_mkr"), read_mkr(row, "target_mkr"), row.place()};
        bool is_repeated = std::any_of(model.initiative_years.begin(), model.initiative_years.end(),
                                       [&](const InitiativeYear& other) { return other.initiative == of_year.initiative && other.year == of_year.year; });
        if (is_repeated) row.report("name_is_given_twice", of_year.initiative + " har redan en rad för året", "behåll en av dem");
        model.initiative_years.push_back(std::move(of_year));
    });
}

void read_initiative_steps(const std::string& text, const std::string& file, Model& model, Issues& issues) {
    read_rows(text, file, {"step", "name", "initiative", "package", "gross_effect_mkr"}, issues, [&](const NamedRow& row) {
        InitiativeStep step{row.text("step"), row.text("name"), row.text("initiative"), row.text("package"), 0, row.place()};
        auto effect = read_mkr(row, "gross_effect_mkr");
        if (!effect) row.report("field_is_empty", "gross_effect_mkr: steget " + step.id + " saknar effekt", "ange vad steget kan ge ett helt år, före avdrag");
        step.gross_effect_ore = effect.value_or(0);
        require_new_id(model.initiative_steps, step, row);
        model.initiative_steps.push_back(std::move(step));
    });
}

namespace {

constexpr std::size_t months_per_year = 12;

/// "even", or a whole number for each of the twelve months, blank between.
std::vector<std::int64_t> read_phasing(const NamedRow& row) {
    const std::string text = row.text("phasing");
    if (text.empty()) return {};
    std::vector<std::int64_t> weights;
    if (text == "even") return std::vector<std::int64_t>(months_per_year, 1);
    std::int64_t whole = 0;
    for (const std::string& word : base::split(text, ' ')) {
        auto weight = base::parse_int128(word);
        constexpr int weight_max = 1'000'000;
        if (!weight || *weight < 0 || *weight > weight_max) {
            row.report("number_is_not_readable", "phasing: \"" + word + "\" är inget helt tal mellan noll och en miljon",
                       "skriv till exempel \"even\" eller tolv tal");
            return {};
        }
        weights.push_back(static_cast<std::int64_t>(*weight));
        whole += weights.back();
    }
    if (weights.size() == months_per_year && whole > 0) return weights;
    row.report("value_is_not_allowed", "phasing har " + std::to_string(weights.size()) + " månader, eller ingen som väger något",
               "skriv ett tal för var och en av årets tolv månader, eller \"even\"");
    return {};
}

InitiativeMethod::Against read_against(const NamedRow& row) {
    const std::string against = row.one_of("against", {"budget", "last_year", "baseline"});
    if (against == "budget") return InitiativeMethod::Against::budget;
    return against == "baseline" ? InitiativeMethod::Against::baseline : InitiativeMethod::Against::last_year;
}

InitiativeMethod::Shows read_shows(const NamedRow& row) {
    const std::string shows = row.one_of("shows", {"cost_level", "income_level", "effect"});
    if (shows == "effect") return InitiativeMethod::Shows::effect;
    return shows == "income_level" ? InitiativeMethod::Shows::income_level : InitiativeMethod::Shows::cost_level;
}

}  // namespace

void read_initiative_methods(const std::string& text, const std::string& file, Model& model, Issues& issues) {
    read_rows(text, file, {"initiative", "measure", "where", "unit", "against", "baseline", "price", "phasing", "shows"}, issues, [&](const NamedRow& row) {
        using Against = InitiativeMethod::Against;
        InitiativeMethod method;
        method.initiative = row.text("initiative");
        const std::string named = row.text("measure");
        method.is_negated = named.starts_with('-');
        const std::vector<std::string> measure = base::split(method.is_negated ? named.substr(1) : named, '.');
        if (measure.size() == 2) {
            method.data_set = measure[0];
            method.field = measure[1];
        } else {
            row.report("value_is_not_allowed", "measure: \"" + named + "\" är inget mått i en datamängd",
                       "skriv till exempel -ledger.amount, där kostnader är bokförda med plus");
        }
        method.where = row.text("where");
        const Initiative* initiative = model.find_initiative(method.initiative);
        method.unit = row.text_or("unit", initiative == nullptr ? "" : initiative->unit);
        method.against = read_against(row);
        if (method.against == Against::baseline) method.baseline = row.period("baseline");
        if (method.against != Against::baseline && !row.text("baseline").empty())
            row.report("value_is_not_allowed", "baseline gäller bara med against = baseline", "ta bort perioden, eller skriv baseline i against");
        method.price = row.text("price");
        if (method.against == Against::budget && !method.price.empty())
            row.report("value_is_not_allowed", "price: en budget är redan räknad i årets priser",
                       "ta bort prisserien, eller jämför med last_year eller baseline");
        method.phasing = read_phasing(row);
        method.shows = read_shows(row);
        method.place = row.place();
        const bool is_repeated = std::any_of(model.initiative_methods.begin(), model.initiative_methods.end(),
                                             [&](const InitiativeMethod& other) { return other.initiative == method.initiative; });
        if (is_repeated) row.report("name_is_given_twice", method.initiative + " mäts redan på en annan rad", "behåll en av dem");
        model.initiative_methods.push_back(std::move(method));
    });
}

void read_series_breaks(const std::string& text, const std::string& file, Model& model, Issues& issues) {
    read_rows(text, file, {"indicator", "month", "text"}, issues, [&](const NamedRow& row) {
        auto month = base::parse_month(row.text("month"));
        if (!month) row.report("period_is_not_readable", "month: \"" + row.text("month") + "\" är ingen månad", "skriv till exempel 2026-01");
        if (row.text("text").empty()) row.report("field_is_empty", "text är tomt", "säg vad som är annorlunda från den månaden");
        model.series_breaks.push_back({row.text("indicator"), month.value_or(base::Month::of(2000, 1)), row.text("text"), row.place()});
    });
}

void read_investments(const std::string& text, const std::string& file, Model& model, Issues& issues) {
    read_rows(text, file, {"investment", "name", "unit", "block", "first_year"}, issues, [&](const NamedRow& row) {
        Investment investment{row.text("investment"), row.text("name"), row.text("unit"), row.text("block"), row.year("first_year"), 0,
                              std::nullopt,           row.place()};
        investment.last_year = row.text("last_year").empty() ? investment.first_year : row.year("last_year");
        if (investment.last_year < investment.first_year) row.report("year_is_before_the_first", "last_year ligger före first_year", "rätta ett av åren");
        investment.total_budget_ore = read_money(row, "total_budget_tkr", ore_per_tkr);
        require_new_id(model.investments, investment, row);
        model.investments.push_back(std::move(investment));
    });
}

}  // namespace tertial::model
