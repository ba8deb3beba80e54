// The region's model, bound: what the boards have decided, as values. Read from a folder by read_model (read.hpp).
// Expressions and templates are kept as text here; figures and report bind them against this model.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/date.hpp"
#include "base/period.hpp"
#include "base/result.hpp"
#include "domain/assessment.hpp"
#include "domain/measure_unit.hpp"
#include "model/delivery_check.hpp"
#include "model/mapping.hpp"
#include "model/organisation.hpp"

namespace tertial::model {

// ---- Codes -----------------------------------------------------------------------------------------------------------

/// A member of a code list: an account, a counterparty, a municipality, a unit. Other columns are attributes.
struct Code {
    std::string code;
    std::string name;
    std::map<std::string, std::string> attributes;
    std::optional<base::Date> valid_from;
    std::optional<base::Date> valid_to;
    base::Place place;

    [[nodiscard]] bool valid_at(base::Date date) const { return (!valid_from || *valid_from <= date) && (!valid_to || date <= *valid_to); }
};

/// Members in the file's order.
struct CodeList {
    std::string id;
    std::string label;
    std::vector<Code> codes;
    std::unordered_map<std::string, std::size_t> index_of_code;
    std::vector<std::string> attribute_names;

    [[nodiscard]] const Code* find(const std::string& code) const;
};

/// A unit of the organisation. Units are a code list too (id "unit"), so that they can be filtered by attribute.
struct Unit {
    std::string code;
    std::string name;
    std::string kind;
    std::string parent;  ///< empty for the root
    std::vector<std::string> children;
    base::Place place;
};

/// A node of another tree than the organisation's own (by municipality, by care chain): units with all that lies below them, and groups below it.
struct UnitGroup {
    std::string code;
    std::string name;
    std::string tree;
    std::string parent;              ///< another group of the tree; empty at its top
    std::vector<std::string> units;  ///< right in this group
    std::vector<std::string> children;
    base::Place place;
};

// ---- Data sets -------------------------------------------------------------------------------------------------------

enum class FieldType { text, integer, decimal, money, date, month, instant, code, unit };

struct Field {
    std::string name;
    std::string label;
    FieldType type = FieldType::text;
    int scale = 0;     ///< decimals of a decimal field
    std::string list;  ///< code list of a code field; "unit" for a unit field
    bool required = false;
    bool pseudonym = false;             ///< stands for a person; a mapping may give it as a keyed hash
    bool free_text = false;             ///< what people have written: taken in only by a mapping that says so
    std::optional<std::int64_t> least;  ///< inclusive limits for whole fields
    std::optional<std::int64_t> most;
    base::Place place;
};

enum class DerivedKind { seconds_between, days_between };

/// Decimals of the whole number that a value is stored as: 2 for money.
[[nodiscard]] int scale_of(const Field& field);

/// A field computed from two others when a row is read. Negative results are errors.
struct DerivedField {
    std::string name;
    std::string label;
    DerivedKind kind = DerivedKind::days_between;
    std::string from;
    std::string to;
    std::optional<std::int64_t> most;
    base::Place place;
};

/// A rate (an index in per cent) holds for its month whoever asks: a flow is taken times it month by month.
enum class MeasureKind { flow, stock, distribution, rate };

struct Measure {
    std::string field;
    MeasureKind kind = MeasureKind::flow;
    domain::Dimension dimension = domain::Dimension::plain;
    base::Place place;
};

/// Where a data set's rows come from. All but the delivered ones are worked out when they are asked for, from what the model has
/// decided and what people have said, so that they are figures like any other.
enum class RowOrigin {
    delivered,
    assessments,          ///< one row per target or assignment and month, with its level
    initiatives,          ///< one row per initiative and month, with its effect and the level that people have stated
    initiative_steps,     ///< one row per step of an initiative and month, with its gross effect
    initiative_outcomes,  ///< one row per initiative that is measured and month, with what the year has given so far
    investments,          ///< one row per investment object and month of its years, with its total budget and the newest forecast
    forecasts,            ///< one row per unit, line and month: the newest forecast for the year that was given by then
};

struct DataSet {
    std::string id;
    std::string label;
    std::vector<Field> fields;
    std::vector<DerivedField> derived;
    std::string unit_field;
    std::string period_field;             ///< month, date or instant field that decides the slice
    std::vector<std::string> key;         ///< unique together within a delivery; may be empty
    std::vector<std::string> dimensions;  ///< fields that expressions filter by; kept in aggregates
    std::vector<Measure> measures;
    std::map<std::string, std::vector<std::string>> also_called;  ///< field → what other systems call it: mappings are proposed by it
    std::map<std::string, std::string> columns;                   ///< "budget" → the data set that gives that column
    bool daily_census = false;                                    ///< one row per unit and day is expected
    RowOrigin origin = RowOrigin::delivered;
    bool monthly_snapshot = false;  ///< a month's rows are the whole state at its end: never added over months
    bool for_all_units = false;     ///< rows hold for every unit of the region: a price index, a limit
    std::vector<DeliveryCheck> checks;
    std::optional<ExpectedDelivery> expected;  ///< nothing: files come when they come
    base::Place place;

    [[nodiscard]] const Field* find_field(std::string_view name) const;
    [[nodiscard]] const DerivedField* find_derived(std::string_view name) const;
    [[nodiscard]] const Measure* find_measure(std::string_view field) const;
};

// ---- Definitions -----------------------------------------------------------------------------------------------------

enum class DefinitionKind { flow, stock, ratio, distribution, distinct };

/// An indicator or a statement line: a name for an expression.
struct Definition {
    std::string id;
    std::string label;
    std::string source;  ///< law, standard or decision that defines it
    DefinitionKind kind = DefinitionKind::flow;
    domain::Dimension dimension = domain::Dimension::plain;
    std::string unit;  ///< measure unit it is shown in by default
    int decimals = 0;
    std::string expression;
    std::string section;  ///< of a statement line: income, cost, net
    bool is_sum = false;  ///< a statement's sum line
    base::Place place;    ///< of the expression, so that its errors can be placed
};

struct Statement {
    std::string id;
    std::string label;
    std::vector<std::string> lines;  ///< definition ids in order
    base::Place place;
};

/// What is left out of a money figure. The name is printed wherever the basis is used.
struct Basis {
    std::string id;
    std::string label;
    std::string predicate;  ///< in the expression language; empty for the total
    base::Place place;
};

struct Template {
    std::string name;
    std::string file;
    std::string text;
};

/// From a month on an indicator is measured in another way, or its quality is another: told of every figure that the month falls within.
struct SeriesBreak {
    std::string definition;
    base::Month month;
    std::string text;
    base::Place place;
};

/// A goal area (målområde) of a board with its overarching goal. Assignments and indicators with targets belong to one.
struct GoalArea {
    std::string id;
    std::string unit;
    std::string name;  ///< "Målområde för tandvård"
    std::string goal;  ///< "God och tillgänglig tandvård i hela Jämtland Härjedalen"
    base::Place place;
};

/// Which months a target's outcome covers, told from the report's last month.
enum class Span { accumulated, rolling_twelve, month };

/// What an indicator's outcome is measured against, at a unit and for as long as the decision holds.
struct Target {
    std::string id;
    std::string goal_area;  ///< empty for a target that no goal area lists
    std::string indicator;  ///< definition id
    std::string label;      ///< as the plan calls it
    std::string short_label;
    std::string unit;          ///< that answers for it
    std::string outcome_unit;  ///< whose outcome is measured: the same, or the whole region's where a board answers for that
    base::Period valid;
    Span span = Span::accumulated;
    std::string column;  ///< of the figure: outturn, change, change_percent
    int base_year = 0;   ///< that change is counted from; zero: the year before
    std::string basis;
    std::string reference;      ///< the definition whose outcome is the target, of `below_reference`; empty where a value is decided
    domain::TargetValue value;  ///< in base units of the measure unit
    std::string measure_unit;
    int decimals = 0;
    std::string unit_words;  ///< printed after the outcome and the target where the measure unit's own name does not do
    base::Place place;
};

/// An assignment (uppdrag) that a board has been given.
struct Assignment {
    std::string id;
    std::string goal_area;
    std::string unit;
    base::Period valid;
    std::string text;
    std::vector<std::string> boards;  ///< that it was given to, `unit` among them; empty where the decision names none
    base::Place place;
};

/// A result-improving measure (resultatförbättrande åtgärd), or what such measures are gathered under: the expected effect in a full
/// year and the statement lines it works on.
struct Initiative {
    std::string id;
    std::string name;
    std::string unit;
    int year = 0;                                      ///< that it belongs to, or begins in
    int last_year = 0;                                 ///< the same where it is for one year
    std::string kind;                                  ///< a code of the region's own: area, project, measure. May be empty
    std::string parent;                                ///< the initiative that it is part of; empty at the top
    std::string effect_group;                          ///< a code of the region's own: where the effect is to be seen. May be empty
    std::optional<std::int64_t> full_year_effect_ore;  ///< nothing where no effect of its own is expected
    std::vector<std::string> lines;
    base::Place place;

    [[nodiscard]] bool is_under_way(base::Month month) const { return year <= month.year() && month.year() <= last_year; }
};

/// How an initiative's outcome is measured: rows that have been delivered, from January on, laid beside what it names.
struct InitiativeMethod {
    /// What the rows are laid beside: their budget, the same months a year earlier, or a period of its own, month for month in the mean.
    enum class Against { budget, last_year, baseline };
    /// What the rows are: a level of cost or of income, or only ever an effect, whose level says nothing.
    enum class Shows { cost_level, income_level, effect };

    std::string initiative;
    std::string data_set, field;  ///< a measure of money
    bool is_negated = false;      ///< where it is booked with cost positive: what is better must be positive
    std::string where;            ///< which of its rows, in the expression language; empty: all
    std::string unit;             ///< where they are
    Against against = Against::last_year;
    std::optional<base::Period> baseline;
    std::string price;                  ///< a rate that what they are laid beside is raised by first; empty: without change of price
    std::vector<std::int64_t> phasing;  ///< weights of the twelve months by which the full year's effect is expected; empty: not decided
    Shows shows = Shows::cost_level;
    base::Place place;
};

/// What an initiative is to give in one year, and the target for it: net effects, after cost of introduction and what is not realised.
struct InitiativeYear {
    std::string initiative;
    int year = 0;
    std::optional<std::int64_t> effect_ore;
    std::optional<std::int64_t> target_ore;
    base::Place place;
};

/// A step of an initiative: what it can give in a full year before cost of introduction, and the package that it is decided in.
struct InitiativeStep {
    std::string id;
    std::string name;
    std::string initiative;
    std::string package;  ///< a code of the region's own
    std::int64_t gross_effect_ore = 0;
    base::Place place;
};

/// An investment object (investeringsobjekt): what the whole of it may cost. Its years' budgets and its spending are delivered rows.
struct Investment {
    std::string id;
    std::string name;
    std::string unit;
    std::string block;  ///< a code of the region's own: under which heading of the investment plan it is followed up
    int first_year = 0;
    int last_year = 0;
    std::optional<std::int64_t> total_budget_ore;  ///< from its start to its end; nothing where only a year's budget is decided
    base::Place place;
};

// ---- The model -------------------------------------------------------------------------------------------------------

struct Model {
    std::string id;
    std::string region_name;
    std::string notice;  ///< printed on every cover; without digits. Empty where there is nothing to say
    std::vector<Unit> units;
    std::unordered_map<std::string, std::size_t> index_of_unit;
    std::vector<OrganisationChange> changes;     ///< in the order of their months
    std::vector<UnitTree> trees;                 ///< in the order of their months; the last is organisation.csv's own
    std::map<std::string, CodeList> code_lists;  ///< by id: "unit", "account", …
    std::vector<UnitGroup> groups;
    std::vector<DataSet> data_sets;
    std::vector<Mapping> mappings;
    std::vector<Definition> definitions;
    std::vector<Statement> statements;
    std::vector<Basis> bases;
    std::vector<Template> templates;
    std::vector<GoalArea> goal_areas;
    std::vector<Target> targets;
    std::vector<Assignment> assignments;
    std::vector<Initiative> initiatives;
    std::vector<InitiativeYear> initiative_years;
    std::vector<InitiativeStep> initiative_steps;
    std::vector<InitiativeMethod> initiative_methods;  ///< in the order that rows which two of them measure are counted: the first has them
    std::vector<Investment> investments;
    std::vector<SeriesBreak> series_breaks;
    std::vector<domain::AssessmentScheme> schemes;  ///< by valid_from; none: three colours

    [[nodiscard]] const Unit* find_unit(const std::string& code) const;
    [[nodiscard]] const UnitGroup* find_group(std::string_view code) const;
    /// A unit, or a group of units: what a figure can be asked of.
    [[nodiscard]] bool has_place(const std::string& code) const { return find_unit(code) != nullptr || find_group(code) != nullptr; }
    /// The unit or units that the code stands for: itself, or the group's and those of the groups below it. Empty for neither.
    [[nodiscard]] std::vector<std::string> units_of(const std::string& code) const;
    [[nodiscard]] const DataSet* find_data_set(std::string_view wanted) const;
    [[nodiscard]] const Mapping* find_mapping(std::string_view wanted) const;
    [[nodiscard]] const Mapping* mapping_of(std::string_view data_set) const;
    [[nodiscard]] const Definition* find_definition(std::string_view wanted) const;
    [[nodiscard]] const Statement* find_statement(std::string_view wanted) const;
    [[nodiscard]] const Basis* find_basis(std::string_view wanted) const;
    [[nodiscard]] const Template* find_template(std::string_view name) const;
    [[nodiscard]] const GoalArea* find_goal_area(std::string_view wanted) const;
    [[nodiscard]] const Target* find_target(std::string_view wanted) const;
    [[nodiscard]] const Assignment* find_assignment(std::string_view wanted) const;
    [[nodiscard]] const Initiative* find_initiative(std::string_view wanted) const;
    [[nodiscard]] const Investment* find_investment(std::string_view wanted) const;
    /// The data set whose rows have the origin; nullptr where the model has none.
    [[nodiscard]] const DataSet* find_data_set(RowOrigin origin) const;
    [[nodiscard]] const CodeList* find_code_list(std::string_view wanted) const;

    /// The unit (or each of a group's) and everything below it, in the table's order; and how it lay in a month.
    [[nodiscard]] std::vector<std::string> subtree(const std::string& unit) const;
    [[nodiscard]] std::vector<std::string> subtree(const std::string& unit, base::Month month) const;
    /// The nearest unit of `kind` at or above `unit`; empty if there is none.
    [[nodiscard]] std::string nearest_above(const std::string& unit, std::string_view kind) const;
    [[nodiscard]] std::string nearest_above(const std::string& unit, std::string_view kind, base::Month month) const;
    /// The scheme that holds in the month.
    [[nodiscard]] const domain::AssessmentScheme& scheme_at(base::Month month) const;
    /// The tree that holds in the month.
    [[nodiscard]] const UnitTree& tree_at(base::Month month) const;
};

/// Issues for a name that the model does not hold, with the nearest: `unit_is_unknown`, `report_is_unknown`.
[[nodiscard]] base::Issue unknown_unit(const Model& model, const std::string& code, const base::Place& place = {});
[[nodiscard]] base::Issue unknown_report(const Model& model, const std::string& name);

}  // namespace tertial::model
