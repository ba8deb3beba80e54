// A document: a tree of blocks and inlines in which a number is still a figure. Reports become documents; renderers turn a
// document into HTML, PDF (by way of JSON) and JSON. Nothing here knows where figures come from, and no number is text here.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "domain/assessment.hpp"
#include "domain/number_format.hpp"

namespace tertial::report {

// ---- Inlines -------------------------------------------------------------------------------------------------------

/// Plain words. Holds no digits that are figures.
struct Text {
    std::string text;
};

/// A number in a sentence or a cell.
struct FigureInline {
    domain::Figure figure;
    domain::NumberFormat format;
    /// Value × 10^decimals as it must be shown, where a table lets its shown shares sum to a hundred; else as it rounds by itself.
    std::optional<base::Int128> forced_whole;

    [[nodiscard]] std::string text() const { return domain::format_figure(figure, format, forced_whole); }
};

/// A word that a figure chose ("överstiger"), so that prose cannot contradict the number.
struct WordInline {
    std::string text;
    std::string address;  ///< of the figure that chose it
};

/// The name of a period or a date: digits that are no figure.
struct PeriodInline {
    std::string text;
    std::string period;  ///< "2026-04-ack"
};

/// A proper name, code or case number from the model: digits that are no figure ("Z910 Östersund").
struct NameInline {
    std::string text;
};

/// The level of an assessment: told by colour, word and shape.
struct StatusInline {
    std::string level{domain::not_assessed_id};  ///< its id in the region's scheme
    std::string text;                            ///< its name there
    domain::Tone tone = domain::Tone::none;
    std::string address;  ///< of the outcome that decided it; empty where a person did
    std::string words;    ///< what a person says of it ("Pågående enligt plan"); empty: the level's own word
};

struct QuotedInline;
struct Strong;
struct Emphasis;
using Inline = std::variant<Text, FigureInline, WordInline, PeriodInline, NameInline, StatusInline, QuotedInline, Strong, Emphasis>;
using Inlines = std::vector<Inline>;

/// What a person wrote, within a cell: shown as written, with line breaks in its texts, marked data-quoted. A number that the person
/// named by its address is a figure.
struct QuotedInline {
    Inlines content;
    std::string author_role;
    std::int64_t entry_position = 0;
};

struct Strong {
    Inlines content;
};
struct Emphasis {
    Inlines content;
};

// ---- Blocks --------------------------------------------------------------------------------------------------------

struct Heading {
    int level = 1;  ///< 1–4; level 1 is a chapter
    std::string id;
    Inlines content;
};

struct Paragraph {
    Inlines content;
};

struct BulletList {
    std::vector<Inlines> items;
};

/// What a person wrote and signed, as QuotedInline.
struct Quote {
    std::string heading;  ///< "Kommentar"
    std::vector<Inlines> paragraphs;
    std::string author_role;
    int entry_position = 0;  ///< where in the logbook it stands
};

enum class ColumnKind { text, number };
/// A `comment` row has one cell, as wide as the table, and belongs to the row above it.
enum class RowKind { line, sum, total, comment };

struct TableColumn {
    Inlines head;
    ColumnKind kind = ColumnKind::number;
};

struct TableRow {
    RowKind kind = RowKind::line;
    std::vector<Inlines> cells;  ///< as many as columns; the first is the row's head
};

struct Table {
    std::string id;
    Inlines caption;
    std::vector<TableColumn> columns;
    std::vector<TableRow> rows;
    std::vector<Inlines> notes;  ///< footnotes, basis, key to signs, the sentence about rounding
};

/// One bar of a chart, or one category or month with a bar or a point for each series. In a waterfall a `total` bar stands on the
/// axis, the others on the sum so far.
struct ChartBar {
    std::string label;
    std::vector<FigureInline> figures;  ///< one per series; one without value is a gap
    bool is_total = false;
};

/// Bars lie, columns stand; lines are for time.
enum class ChartKind { waterfall, bars, columns, lines };
/// As they are written in templates and in JSON.
inline constexpr std::array<std::pair<std::string_view, ChartKind>, 4> chart_kinds = {
    {{"waterfall", ChartKind::waterfall}, {"bars", ChartKind::bars}, {"columns", ChartKind::columns}, {"lines", ChartKind::lines}}};

struct Chart {
    std::string id;
    ChartKind kind = ChartKind::waterfall;
    Inlines title;                          ///< states the message
    Inlines alternative;                    ///< for those who cannot see it
    std::string unit_label;                 ///< "tkr"
    std::vector<std::string> series_names;  ///< one per series; none where there is only one
    std::vector<ChartBar> bars;
    bool starts_at_zero = true;  ///< false: lines that lie so close that the axis begins above zero
    std::vector<Inlines> notes;  ///< what the eye must know: why there are gaps, where the axis begins
    Table table;                 ///< the numbers behind, one column per series
};

struct PageBreak {};

using Block = std::variant<Heading, Paragraph, BulletList, Quote, Table, Chart, PageBreak>;

// ---- Document ------------------------------------------------------------------------------------------------------

/// A figure one step below another: the line of a sum, the numerator of a ratio. Its own recipe stands beside, by its address.
struct RecipeTerm {
    std::string address;
    std::string label;
    std::string text;  ///< as shown, with unit; or why it has no value
};

/// One aggregate beneath a figure, for the pane that opens on a number.
struct RecipePart {
    std::string label;                    ///< of the line or indicator that holds the aggregate; empty for one written directly
    std::string description;              ///< Swedish
    std::string formula;                  ///< in the expression language
    std::string exact;                    ///< exact value in base units, or empty
    std::string exact_text;               ///< the same as a person reads it: "1 308 679 206,87 kr"
    std::string row_count;                ///< source rows beneath
    std::vector<std::string> deliveries;  ///< file names with receipt positions
};

/// How a figure came about: what a number opens when it is chosen.
struct Recipe {
    std::string address;
    std::string label;
    std::string sentence;  ///< Swedish: what it is, where, when, on which basis, as of when
    std::string formula;
    std::string exact;
    std::string exact_text;
    std::string note;
    std::vector<RecipeTerm> terms;
    std::vector<RecipePart> parts;
};

struct Cover {
    std::string title;  ///< "Tertialrapport"
    std::string unit_name;
    PeriodInline period;
    std::string organisation;             ///< "Region Jämtland Härjedalen"
    std::vector<std::string> statements;  ///< basis, status of the period, and so on
};

struct Document {
    std::string name;  ///< "hsn-tertial"
    std::string language = "sv";
    Cover cover;
    std::vector<Block> blocks;
    std::map<std::string, Recipe> recipes;  ///< by address
    std::int64_t as_of_position = 0;
    std::string head_hash;  ///< of the logbook at as_of_position
    std::string model_hash;
};

}  // namespace tertial::report
