#include "document_text.hpp"

#include <stdexcept>

#include "base/text.hpp"

namespace tertial::report_test {
namespace {

std::string text_of_one(const report::Text& text) { return text.text; }
std::string text_of_one(const report::FigureInline& figure) {
    std::string printed = base::replaced(domain::format_figure(figure.figure, figure.format), "\u00A0", "_");
    return "[" + (figure.figure.value ? printed : std::string(domain::absence_id(figure.figure.absence))) + "]";
}
std::string text_of_one(const report::WordInline& word) { return "<" + word.text + ">"; }
std::string text_of_one(const report::PeriodInline& period) { return period.text; }
std::string text_of_one(const report::NameInline& name) { return name.text; }
std::string text_of_one(const report::StatusInline& status) { return "(" + status.level + ")" + status.words; }
std::string text_of_one(const report::QuotedInline& quoted) { return "»" + text_of(quoted.content) + "«"; }
std::string text_of_one(const report::Strong& strong) { return "**" + text_of(strong.content) + "**"; }
std::string text_of_one(const report::Emphasis& emphasis) { return "*" + text_of(emphasis.content) + "*"; }

std::string text_of_block(const report::Heading& heading) {
    return std::string(static_cast<std::size_t>(heading.level), '#') + " " + text_of(heading.content) + " {" + heading.id + "}\n";
}
std::string text_of_block(const report::Paragraph& paragraph) { return text_of(paragraph.content) + "\n"; }
std::string text_of_block(const report::PageBreak&) { return "-- page --\n"; }
std::string text_of_block(const report::Table& table) { return text_of(table); }
std::string text_of_block(const report::Quote& quote) {
    std::vector<std::string> paragraphs;
    for (const report::Inlines& paragraph : quote.paragraphs) paragraphs.push_back(text_of(paragraph));
    return quote.heading + ": " + base::joined(paragraphs, " / ") + " (" + quote.author_role + ", " + std::to_string(quote.entry_position) + ")\n";
}
std::string text_of_block(const report::BulletList& list) {
    std::string text;
    for (const report::Inlines& item : list.items) text += "- " + text_of(item) + "\n";
    return text;
}
std::string text_of_block(const report::Chart& chart) {
    std::string text = "chart " + chart.id + ": " + text_of(chart.title) + " (" + text_of(chart.alternative) + ") " + chart.unit_label + "\n";
    if (!chart.series_names.empty()) text += "series " + base::joined(chart.series_names, ", ") + "\n";
    for (const report::ChartBar& bar : chart.bars) {
        text += "bar " + bar.label;
        for (const report::FigureInline& figure : bar.figures) text += " " + text_of_one(figure);
        text += bar.is_total ? " total\n" : "\n";
    }
    for (const report::Inlines& note : chart.notes) text += "chart note: " + text_of(note) + "\n";
    return text + text_of(chart.table);
}

}  // namespace

std::string text_of(const report::Inlines& inlines) {
    std::string text;
    for (const report::Inline& item : inlines) text += std::visit([](const auto& one) { return text_of_one(one); }, item);
    return text;
}

std::string text_of(const report::Table& table) {
    std::string text = "table " + table.id + ": " + text_of(table.caption) + "\n";
    std::vector<std::string> heads;
    for (const report::TableColumn& column : table.columns) heads.push_back(text_of(column.head));
    text += base::joined(heads, " | ") + "\n";
    for (const report::TableRow& row : table.rows) {
        std::vector<std::string> cells;
        for (const report::Inlines& cell : row.cells) cells.push_back(text_of(cell));
        bool is_comment = row.kind == report::RowKind::comment;
        text += (is_comment                          ? "> "
                 : row.kind == report::RowKind::line ? ""
                 : row.kind == report::RowKind::sum  ? "= "
                                                     : "== ") +
                base::joined(cells, " | ") + "\n";
    }
    for (const report::Inlines& note : table.notes) text += "note: " + text_of(note) + "\n";
    return text;
}

std::string text_of(const report::Document& document) {
    const report::Cover& cover = document.cover;
    std::string text = cover.title + " / " + cover.unit_name + " / " + cover.period.text + " / " + cover.organisation + "\n";
    for (const report::Block& block : document.blocks) text += std::visit([](const auto& one) { return text_of_block(one); }, block);
    return text;
}

const report::Table& first_table(const report::Document& document) {
    for (const report::Block& block : document.blocks) {
        if (const auto* table = std::get_if<report::Table>(&block)) return *table;
    }
    throw std::runtime_error("the document has no table");
}

}  // namespace tertial::report_test
