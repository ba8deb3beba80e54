// A template bound to the model, for one unit, period and moment: every reference is a figure with an address, every name is words.
// Nothing has a value yet; the engine works out `figures` and make.hpp puts the values in.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "figures/bound.hpp"
#include "report/parsed.hpp"

namespace tertial::report {

struct ReportScope {
    std::string unit;
    base::Period period;
    std::int64_t as_of_position = 0;
};

/// What a person wrote for one slot, unit and period. Numbers may be named as in a template: {{EXPRESSION:part | format}}.
struct PersonText {
    std::string slot;
    std::string unit;
    std::string period;  ///< as in addresses; "2026-T1" and "2026-04-ack" cover the same months and count as one
    std::string text;
    std::string author_role;
    std::int64_t position = 0;  ///< in the logbook
};

/// A place where a figure is shown.
struct FigureUse {
    std::size_t figure_index = 0;  ///< into BoundReport::figures
    domain::NumberFormat format;
    base::Place place;
};
struct BoundWord {
    FigureUse figure;
    std::string if_positive;
    std::string if_negative;
    std::string if_zero;
};
struct BoundStrong;
struct BoundEmphasis;
using BoundInline = std::variant<Text, PeriodInline, NameInline, FigureUse, BoundWord, BoundStrong, BoundEmphasis>;
using BoundInlines = std::vector<BoundInline>;
struct BoundStrong {
    BoundInlines content;
};
struct BoundEmphasis {
    BoundInlines content;
};

/// Something of weight that happened, for one unit and period; its text as a PersonText's.
struct PersonEvent {
    std::string unit;
    std::string period;
    std::string title;
    std::string text;
    std::int64_t position = 0;
};
/// What people have said, for any report.
struct SaidThings {
    std::vector<PersonText> texts;
    std::vector<PersonEvent> events;
};

struct BoundPersonText {
    std::vector<BoundInlines> paragraphs;
    std::string author_role;
    std::int64_t position = 0;
};
/// Without text where nobody has written.
struct BoundCommentSlot {
    CommentSlot slot;
    std::optional<BoundPersonText> text;
};

/// The events of the report's unit and months, oldest first.
struct BoundEvents {
    struct One {
        std::string title;
        BoundPersonText text;
    };
    std::vector<One> events;
};

struct BoundRow {
    RowKind kind = RowKind::line;
    BoundInlines label;
    std::vector<FigureUse> cells;  ///< one per number column
    BoundInlines told;             ///< under it: what the code list says
    std::optional<BoundPersonText> comment;
};

/// In one column, the rows that add up to another row.
struct Addend {
    std::size_t row_index = 0;
    int sign = 1;
};
struct Addition {
    std::size_t column_index = 0;
    std::size_t total_row_index = 0;
    std::vector<Addend> addends;
};
/// In one row, the column that is the difference between two others.
struct Difference {
    std::size_t row_index = 0;
    std::size_t minuend_index = 0;
    std::size_t subtrahend_index = 0;
    std::size_t difference_index = 0;
};

struct BoundTable {
    std::string id;
    BoundInlines caption;
    std::vector<BoundInlines> heads;  ///< the text column's first
    std::vector<BoundRow> rows;
    std::vector<BoundInlines> notes;  ///< the template's own, then the bases
    std::vector<Addition> additions;
    std::vector<Difference> differences;
};

struct BoundChart {
    std::string id;
    ChartKind kind = ChartKind::waterfall;
    BoundInlines title;
    BoundInlines alternative;
    std::string unit_label;
    std::vector<BoundInlines> series_names;  ///< one per number column; none where there is only one series
    BoundTable table;                        ///< each row is a bar (a category, a month), each number column a series
};

struct BoundIndicatorRow {
    const model::Target* target = nullptr;
    FigureUse outcome;
    FigureUse goal;  ///< the target's value
    std::optional<BoundPersonText> comment;
};
struct BoundAssignmentRow {
    const model::Assignment* assignment = nullptr;
    std::optional<BoundPersonText> comment;
};
struct BoundInitiativeRow {
    const model::Initiative* initiative = nullptr;
    std::string unit_name;
    FigureUse effect;
    std::optional<BoundPersonText> comment;
};
/// How many there are of each level, and as shares.
struct BoundLevelCounts {
    std::vector<FigureUse> assignments;  ///< by level of the scheme, best first
    std::vector<FigureUse> indicators;
};
struct BoundGoalRow {
    const model::GoalArea* area = nullptr;
    BoundLevelCounts counts;
};
struct BoundGoalSummary {
    std::vector<BoundGoalRow> areas;
    BoundLevelCounts counts;
    BoundLevelCounts shares;
    FigureUse assignment_count, indicator_count, whole_count, not_assessed_count;
};
/// Invariant: the model outlives it.
struct BoundScorecard {
    ScorecardKind kind = ScorecardKind::indicators;
    const domain::AssessmentScheme* scheme = nullptr;  ///< that holds in the report's last month
    std::string id;
    BoundInlines caption;
    std::vector<BoundInlines> notes;
    std::vector<BoundIndicatorRow> indicators;
    std::vector<BoundAssignmentRow> assignments;
    std::vector<BoundInitiativeRow> initiatives;
    BoundGoalSummary goals;
};

struct BoundHeading {
    int level = 1;
    std::string id;
    BoundInlines content;
};
struct BoundParagraph {
    BoundInlines content;
};
struct BoundBullets {
    std::vector<BoundInlines> items;
};
struct BoundCondition;
using BoundBlock =
    std::variant<BoundHeading, BoundParagraph, BoundBullets, BoundCommentSlot, BoundEvents, PageBreak, BoundTable, BoundChart, BoundScorecard, BoundCondition>;
struct BoundCondition {
    FigureUse figure;
    bool as_shown = false;  ///< the sign is judged after rounding
    ConditionTest test = ConditionTest::present;
    std::vector<BoundBlock> blocks;
};

struct BoundReport {
    std::string name;
    std::string title;
    std::string language;
    ReportScope scope;
    std::vector<figures::BoundFigure> figures;  ///< unique by address
    std::vector<std::string> addresses;         ///< of the figures, in the same order
    std::vector<BoundBlock> blocks;
    std::vector<CommentSlot> comment_slots;  ///< every slot of the template, conditions disregarded
};

}  // namespace tertial::report
