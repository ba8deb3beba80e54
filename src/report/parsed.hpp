// A template as a tree (stage: parsed). Every reference keeps its place in the template, so that an unknown name can be pointed at.
// Nothing here has been looked up in a model; bind.hpp does that. The template's language is described in docs/templates.md.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/number_format.hpp"
#include "figures/address.hpp"
#include "report/document.hpp"

namespace tertial::report {

// ---- References ----------------------------------------------------------------------------------------------------

/// `unsaid`: only the year is told, as in "-1y"; the rest comes from what lies under.
enum class PeriodBase { accumulated, rolling_twelve, report, month, whole_year, unsaid };

/// "ack-1y": a period told from the report's own; or one that is named outright, "2025-T3".
struct PeriodWord {
    PeriodBase base = PeriodBase::accumulated;
    int years_back = 0;  ///< negative: later, as a plan's years are
    std::optional<base::Period> named{};
    /// In a row of months: how long before the report's last month the period ends. What lies over it changes the year alone.
    std::optional<int> months_back{};
    /// "since-2021-01": from that month to the report's last.
    std::optional<base::Month> since{};
};

/// What stands after the expression. What is left out is taken from the column, and last from the report.
struct ReferenceParts {
    std::optional<PeriodWord> period;
    std::optional<figures::ComparedColumn> column;
    std::optional<std::string> basis;
    std::optional<bool> comparable;    ///< history under the organisation of the report's last month; else each month as it was
    figures::PredicatePointer filter;  ///< of a column: its cells count only such rows
    int beside = 0;                    ///< of a column: its cells show the first, second … that stands beside the row's own reference; zero: the row's own
    base::Place place;
};

struct Reference {
    figures::ExpressionPointer expression;
    std::string unit;  ///< empty: the report's
    ReferenceParts parts;
    base::Place place;
};

/// What a format says; what it leaves out comes from the definition.
struct FormatWords {
    std::optional<std::string> unit;
    std::optional<int> decimals;
    std::optional<domain::TrailingZeros> trailing_zeros;
    std::optional<domain::ShownSign> sign;
    std::optional<domain::ShownUnit> shown_unit;
    std::optional<domain::ShownZero> zero;
    base::Place place;
};

// ---- Inlines -------------------------------------------------------------------------------------------------------

struct FigureToken {
    Reference reference;
    FormatWords format;
};
/// The text is chosen by the sign of the figure as it is shown.
struct WordToken {
    Reference reference;
    FormatWords format;
    std::string if_positive;
    std::string if_negative;
    std::string if_zero;
};
enum class PeriodForm { words, month, year };
struct PeriodToken {
    PeriodForm form = PeriodForm::words;
    PeriodWord period;
};
struct UnitToken {};
struct NameToken {
    std::string list;  ///< a code list; "unit" for the organisation
    std::string code;
    base::Place place;
};
struct BasisToken {
    std::string basis;
    base::Place place;
};

struct ParsedStrong;
struct ParsedEmphasis;
/// A literal (digits that are no figure, with a reason given) is a NameInline already.
using ParsedInline = std::variant<Text, NameInline, FigureToken, WordToken, PeriodToken, UnitToken, NameToken, BasisToken, ParsedStrong, ParsedEmphasis>;
using ParsedInlines = std::vector<ParsedInline>;
struct ParsedStrong {
    ParsedInlines content;
};
struct ParsedEmphasis {
    ParsedInlines content;
};

// ---- Tables and charts ---------------------------------------------------------------------------------------------

struct ParsedColumn {
    ParsedInlines head;
    ReferenceParts parts;
    FormatWords format;
};

/// One row per line of a statement.
struct StatementRows {
    std::string statement;
    ReferenceParts parts;
    FormatWords format;
    base::Place place;
};
/// Of the codes, those whose attribute has the value.
struct CodesOnly {
    std::string attribute;
    std::string value;
    base::Place place;
};
/// One row per code of a field.
struct CodeRows {
    std::string field;
    std::optional<CodesOnly> only;
    Reference reference;
    FormatWords format;
    base::Place place;
    std::vector<Reference> beside = {};  ///< narrowed to the code as well
};
/// One row per unit below another, all of them or those of one kind.
struct ChildRows {
    std::string unit;
    std::string kind;
    Reference reference;
    FormatWords format;
    base::Place place;
};
struct SingleRow {
    RowKind kind = RowKind::line;
    ParsedInlines label;
    Reference reference;
    FormatWords format;
    std::vector<Reference> beside;  ///< shown by the columns that ask for them
};
/// One row per month: from January, or the twelve months that end with the report's last.
struct MonthRows {
    bool is_rolling_twelve = false;
    Reference reference;
    FormatWords format;
};
using ParsedRows = std::variant<StatementRows, CodeRows, ChildRows, MonthRows, SingleRow>;

/// What a code's row tells of it under its figures: a column of the code list.
struct ToldAttribute {
    std::string attribute;
    ParsedInlines label;
    base::Place place;
};

struct ParsedTable {
    std::string id;
    ParsedInlines caption;
    ParsedInlines head;
    std::vector<ParsedColumn> columns;
    std::vector<ParsedRows> rows;
    std::vector<ParsedInlines> notes;
    std::string comments;  ///< under each row of a code, what has been said in the slot of this name, "/" and the code; empty: nothing
    std::vector<ToldAttribute> told;
    base::Place place;
};

/// More than these cannot be told apart by lightness.
inline constexpr std::size_t chart_series_max = 3;

struct ParsedChart {
    std::string id;
    ChartKind kind = ChartKind::waterfall;
    ParsedInlines title;
    ParsedInlines alternative;
    ParsedInlines head;  ///< of the labels, in the table behind
    std::string measure_unit;
    FormatWords format;
    std::vector<ParsedColumn> series;  ///< none: one, which has no name
    std::vector<ParsedRows> bars;
    base::Place place;
};

/// What has been decided and how it goes: the indicators or the assignments of one goal area, the summary of all areas, or the
/// initiatives of one kind.
enum class ScorecardKind { indicators, assignments, goals, initiatives };
/// What the ids of its tables begin with, so that one area's indicators and assignments are two tables.
[[nodiscard]] constexpr std::string_view id_prefix(ScorecardKind kind) {
    switch (kind) {
        case ScorecardKind::indicators: return "indicators-";
        case ScorecardKind::assignments: return "assignments-";
        case ScorecardKind::initiatives: return "initiatives-";
        case ScorecardKind::goals: break;
    }
    return "";
}
struct ParsedScorecard {
    ScorecardKind kind = ScorecardKind::indicators;
    std::string id;  ///< of the goal area; of the kind of initiative; of the table itself in a summary
    ParsedInlines caption;
    std::vector<ParsedInlines> notes;
    base::Place place;
};

// ---- Blocks --------------------------------------------------------------------------------------------------------

struct ParsedHeading {
    int level = 1;
    std::string id;
    ParsedInlines content;
};
struct ParsedParagraph {
    ParsedInlines content;
};
struct ParsedBullets {
    std::vector<ParsedInlines> items;
};
/// Where a person's text goes.
struct CommentSlot {
    std::string slot;
    bool required = false;
    base::Place place;
};
/// Where the events of the period go.
struct EventSlot {};
enum class ConditionTest { positive, negative, zero, present };
struct ParsedCondition;
using ParsedBlock =
    std::variant<ParsedHeading, ParsedParagraph, ParsedBullets, CommentSlot, EventSlot, PageBreak, ParsedTable, ParsedChart, ParsedScorecard, ParsedCondition>;
struct ParsedCondition {
    Reference reference;
    std::optional<FormatWords> format;  ///< given: the sign is judged as shown; left out: exactly
    ConditionTest test = ConditionTest::present;
    std::vector<ParsedBlock> blocks;
};

struct ParsedReport {
    std::string name;
    std::string title;
    std::string language = "sv";
    std::vector<ParsedBlock> blocks;
};

}  // namespace tertial::report
