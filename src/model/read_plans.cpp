// What has been decided for the year, as tables: goal areas, targets, assignments, result-improving measures and investments.
#include <algorithm>
#include <limits>

#include "base/csv.hpp"
#include "base/period.hpp"
#include "base/text.hpp"
#include "model/read_parts.hpp"

namespace tertial::model {
namespace {

using base::Issues;
using base::make_issue;
using base::Place;

/// A row whose fields are asked for by column name.
class NamedRow {
public:
    NamedRow(const base::CsvTable& table, const base::CsvRow& row, const std::string& file, Issues& issues)
        : table_(table), row_(row), place_{file, row.line, 0}, issues_(issues) {}

    [[nodiscard]] std::string text(const std::string& column) const { return text_or(column, ""); }
    /// Of a column that the table may lack, or leave empty.
    [[nodiscard]] std::string text_or(const std::string& column, const std::string& otherwise) const {
        auto found = std::find(table_.head.begin(), table_.head.end(), column);
        if (found == table_.head.end()) return otherwise;
        const std::string& field = row_.fields[static_cast<std::size_t>(found - table_.head.begin())];
        return field.empty() ? otherwise : field;
    }
    [[nodiscard]] base::Rational number_or(const std::string& column, std::int64_t otherwise) const {
        return text(column).empty() ? base::Rational(otherwise) : number(column);
    }
    [[nodiscard]] base::Period period(const std::string& column) const {
        auto period = base::parse_period(text(column));
        if (period.ok()) return period.value();
        report("period_is_not_readable", "\"" + text(column) + "\" är ingen period", "skriv till exempel 2026 eller 2026-T1");
        return base::Period::month(base::Month::of(2000, 1));
    }
    [[nodiscard]] base::Rational number(const std::string& column) const {
        auto value = base::parse_rational(text(column));
        if (!value) report("number_is_not_readable", column + ": \"" + text(column) + "\" är inget tal", "skriv talet med decimalpunkt");
        return value.value_or(base::Rational());
    }
    [[nodiscard]] int year(const std::string& column) const {
        auto period = base::parse_period(text(column));
        if (period.ok() && period.value().kind == base::PeriodKind::year) return period.value().first.year();
        report("period_is_not_readable", column + ": \"" + text(column) + "\" är inget år", "skriv till exempel 2026");
        return 0;
    }
    [[nodiscard]] std::string one_of(const std::string& column, const std::vector<std::string>& allowed) const {
        std::string value = text(column);
        if (std::find(allowed.begin(), allowed.end(), value) == allowed.end()) {
            report("value_is_not_allowed", column + ": \"" + value + "\" är inget av de tillåtna värdena", "välj bland " + base::joined(allowed, ", "));
        }
        return value;
    }
    void report(const std::string& code, const std::string& message, const std::string& hint) const {
        issues_.push_back(make_issue(code, message, hint, place_));
    }
    [[nodiscard]] const Place& place() const { return place_; }

private:
    const base::CsvTable& table_;
    const base::CsvRow& row_;
    Place place_;
    Issues& issues_;
};

/// Reads the table if every column is there, and hands out its rows.
template <class Read>
void read_rows(const std::string& text, const std::string& file, const std::vector<std::string>& columns, Issues& issues, Read&& read) {
    auto table = base::read_csv_table(text, ',', file);
    if (!table.ok()) {
        issues.insert(issues.end(), table.issues().begin(), table.issues().end());
        return;
    }
    bool complete = true;
    for (const std::string& column : columns) {
        if (std::find(table.value().head.begin(), table.value().head.end(), column) != table.value().head.end()) continue;
        issues.push_back(make_issue("column_is_missing", "kolumnen " + column + " saknas", base::choice_hint(column, table.value().head), {file, 1, 0}));
        complete = false;
    }
    if (!complete) return;
    for (const base::CsvRow& row : table.value().rows) read(NamedRow(table.value(), row, file, issues));
}

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
    std::string comparison = row.one_of("comparison", {"max", "min", "equals", "shorter_than"});
    value.comparison = domain::find_comparison(comparison).value_or(domain::Comparison::max);
    value.value = row.number("value");
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
        target.valid = row.period("period");
        target.span = read_span(row);
        target.column = row.one_of("column", {"outturn", "change", "change_percent"});
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
        Assignment assignment{row.text("assignment"), row.text("goal_area"), row.text("unit"), row.period("period"), row.text("text"), row.place()};
        require_new_id(model.assignments, assignment, row);
        model.assignments.push_back(std::move(assignment));
    });
}

namespace {

/// Nothing where the field is empty. Money is whole öre.
std::optional<std::int64_t> read_effect_ore(const NamedRow& row) {
    if (row.text("full_year_effect_mkr").empty()) return std::nullopt;
    auto ore = base::multiply(row.number("full_year_effect_mkr"), base::Rational(100'000'000));
    constexpr std::int64_t ore_max = std::numeric_limits<std::int64_t>::max();
    bool is_whole = ore.ok() && ore.value().denominator() == 1 && ore.value().numerator() <= ore_max && ore.value().numerator() >= -ore_max;
    if (is_whole) return static_cast<std::int64_t>(ore.value().numerator());
    row.report("number_is_not_readable", "full_year_effect_mkr: \"" + row.text("full_year_effect_mkr") + "\" är inga hela ören", "ange högst åtta decimaler");
    return std::nullopt;
}

}  // namespace

void read_initiatives(const std::string& text, const std::string& file, Model& model, Issues& issues) {
    read_rows(text, file, {"initiative", "name", "unit", "year", "full_year_effect_mkr"}, issues, [&](const NamedRow& row) {
        Initiative initiative;
        initiative.id = row.text("initiative");
        initiative.name = row.text("name");
        initiative.unit = row.text("unit");
        initiative.year = row.year("year");
        initiative.kind = row.text("kind");
        initiative.parent = row.text("parent");
        initiative.effect_group = row.text("effect_group");
        initiative.full_year_effect_ore = read_effect_ore(row);
        if (!row.text("lines").empty()) initiative.lines = base::split(row.text("lines"), ' ');
        initiative.place = row.place();
        require_new_id(model.initiatives, initiative, row);
        model.initiatives.push_back(std::move(initiative));
    });
}

}  // namespace tertial::model
