#include "render/html_blocks.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "render/html_inlines.hpp"
#include "render/plain_text.hpp"

namespace tertial::render {
namespace {

/// Writes blocks one after the other; numbers the blocks that have no id of their own.
class BlockWriter {
public:
    BlockWriter(const std::vector<report::Block>& blocks, const ChartDrawings& drawings) : levels_(heading_levels(blocks)), drawings_(drawings) {}

    void write(const report::Block& block) {
        std::visit([this](const auto& one) { write(one); }, block);
        ++block_index_;
    }
    [[nodiscard]] std::string take() { return std::move(html_); }

private:
    [[nodiscard]] std::string id_or_place(const std::string& id, std::string_view kind) const {
        return id.empty() ? std::string(kind) + "-" + std::to_string(block_index_) : id;
    }

    void write(const report::Heading& heading) {
        std::string tag = "h" + std::to_string(levels_.at(block_index_) + 1);
        html_ += "<" + tag + " id=\"" + escape_html(id_or_place(heading.id, "rubrik")) + "\">";
        html_ += inlines_to_html(heading.content, FigureUse::sentence) + "</" + tag + ">\n";
    }

    void write(const report::Paragraph& paragraph) { html_ += "<p>" + inlines_to_html(paragraph.content, FigureUse::sentence) + "</p>\n"; }

    void write(const report::BulletList& list) {
        html_ += "<ul>\n";
        for (const report::Inlines& item : list.items) html_ += "<li>" + inlines_to_html(item, FigureUse::sentence) + "</li>\n";
        html_ += "</ul>\n";
    }

    void write(const report::Quote& quote) {
        html_ += "<figure class=\"quote\">\n";
        if (!quote.heading.empty()) html_ += "<p class=\"quote-heading\">" + escape_html(quote.heading) + "</p>\n";
        html_ += "<blockquote data-quoted data-entry=\"" + std::to_string(quote.entry_position) + "\">";
        for (const report::Inlines& paragraph : quote.paragraphs) html_ += "<p>" + lines_to_html(paragraph, FigureUse::sentence) + "</p>";
        html_ += "</blockquote>\n";
        if (!quote.author_role.empty()) html_ += "<figcaption data-name>" + escape_html(quote.author_role) + "</figcaption>\n";
        html_ += "</figure>\n";
    }

    void write(const report::PageBreak&) { html_ += "<div class=\"page-break\"></div>\n"; }

    void write(const report::Table& table) {
        std::string id = id_or_place(table.id, "tabell");
        html_ += "<div class=\"table-block\">\n";
        write_table(table, id);
        html_ += "</div>\n";
    }

    void write_table(const report::Table& table, const std::string& id) {
        std::string caption_id = escape_html(id) + "-rubrik";
        std::string label = table.caption.empty() ? "aria-label=\"Tabell\"" : "aria-labelledby=\"" + caption_id + "\"";
        html_ += "<div class=\"scroll-region\" role=\"region\" tabindex=\"0\" " + label + ">\n";
        html_ += "<table id=\"" + escape_html(id) + "\"" + table_class(table) + ">\n";
        if (!table.caption.empty()) html_ += "<caption id=\"" + caption_id + "\">" + inlines_to_html(table.caption, FigureUse::sentence) + "</caption>\n";
        write_head(table);
        html_ += "<tbody>\n";
        for (std::size_t index = 0; index < table.rows.size(); ++index) {
            bool has_comment = index + 1 < table.rows.size() && table.rows[index + 1].kind == report::RowKind::comment;
            write_row(table, table.rows[index], has_comment);
        }
        html_ += "</tbody>\n</table>\n</div>\n";
        write_notes(table.notes, "table-notes");
    }

    void write_notes(const std::vector<report::Inlines>& notes, std::string_view html_class) {
        if (notes.empty()) return;
        html_ += "<div class=\"" + std::string(html_class) + "\">\n";
        for (const report::Inlines& note : notes) html_ += "<p>" + inlines_to_html(note, FigureUse::sentence) + "</p>\n";
        html_ += "</div>\n";
    }

    /// A narrow table with comments becomes, on a phone, one card per row.
    static bool is_cards(const report::Table& table) {
        constexpr std::size_t card_columns_max = 5;
        bool has_comment = std::any_of(table.rows.begin(), table.rows.end(), [](const report::TableRow& row) { return row.kind == report::RowKind::comment; });
        return has_comment && table.columns.size() <= card_columns_max;
    }
    static std::string table_class(const report::Table& table) {
        if (is_cards(table)) return " class=\"cards\" role=\"table\"";
        return table.columns.size() > 5 ? " class=\"wide\"" : "";
    }

    void write_head(const report::Table& table) {
        html_ += "<thead>\n<tr>";
        for (const report::TableColumn& column : table.columns) {
            std::string kind = column.kind == report::ColumnKind::number ? "number" : "text";
            std::string words = inlines_to_html(column.head, FigureUse::sentence);
            // An empty header cell is announced as nothing at all, so it is no header.
            html_ += words.empty() ? "<td class=\"" + kind + "\"></td>" : "<th scope=\"col\" class=\"" + kind + "\">" + words + "</th>";
        }
        html_ += "</tr>\n</thead>\n";
    }

    /// A row and its comment are drawn as one.
    static std::string row_class(report::RowKind kind, bool has_comment) {
        std::string name = kind == report::RowKind::sum ? "sum" : kind == report::RowKind::total ? "total" : kind == report::RowKind::comment ? "comment" : "";
        if (has_comment) name += name.empty() ? "has-comment" : " has-comment";
        return name.empty() ? "<tr>" : "<tr class=\"" + name + "\">";
    }

    void write_row(const report::Table& table, const report::TableRow& row, bool has_comment) {
        html_ += row_class(row.kind, has_comment);
        if (row.kind == report::RowKind::comment) {
            html_ += "<td class=\"text\" colspan=\"" + std::to_string(table.columns.size()) + "\"><div class=\"comment-text\">";
            for (const report::Inlines& cell : row.cells) html_ += inlines_to_html(cell, FigureUse::cell);
            html_ += "</div></td></tr>\n";
            return;
        }
        for (std::size_t column_index = 0; column_index < row.cells.size(); ++column_index) {
            std::string words = inlines_to_html(row.cells[column_index], FigureUse::cell);
            bool is_number = column_index < table.columns.size() && table.columns[column_index].kind == report::ColumnKind::number;
            std::string kind = is_number ? "number" : "text";
            std::string head = is_cards(table) && column_index > 0 ? " data-head=\"" + escape_html(plain_text(table.columns[column_index].head)) + "\"" : "";
            html_ +=
                column_index == 0 ? "<th scope=\"row\" class=\"" + kind + "\">" + words + "</th>" : "<td class=\"" + kind + "\"" + head + ">" + words + "</td>";
        }
        html_ += "</tr>\n";
    }

    void write(const report::Chart& chart) {
        std::string id = id_or_place(chart.id, "diagram");
        auto drawing = drawings_.find(chart.id);
        html_ += "<figure class=\"chart\" id=\"" + escape_html(id) + "\">\n";
        html_ += "<figcaption id=\"" + escape_html(id) + "-rubrik\">" + inlines_to_html(chart.title, FigureUse::sentence);
        if (!chart.unit_label.empty()) html_ += " <span class=\"chart-unit\">" + escape_html(chart.unit_label) + "</span>";
        html_ += "</figcaption>\n";
        if (drawing == drawings_.end()) {
            write_table(chart.table, id + "-tabell");
        } else {
            html_ += "<div class=\"scroll-region chart-drawing\" role=\"region\" tabindex=\"0\" aria-labelledby=\"" + escape_html(id) + "-rubrik\">\n" +
                     drawing->second + "\n</div>\n";
            write_notes(chart.notes, "chart-notes");
            html_ += "<details class=\"chart-table\"><summary>Siffrorna bakom diagrammet</summary>\n";
            write_table(chart.table, id + "-tabell");
            html_ += "</details>\n";
        }
        html_ += "</figure>\n";
    }

    std::map<std::size_t, int> levels_;
    const ChartDrawings& drawings_;
    std::string html_;
    std::size_t block_index_ = 0;
};

}  // namespace

std::vector<PageHeading> page_headings(const std::vector<report::Block>& blocks) {
    std::vector<PageHeading> headings;
    for (const auto& [block_index, level] : heading_levels(blocks)) {
        const auto& heading = std::get<report::Heading>(blocks[block_index]);
        headings.push_back({&heading, heading.id.empty() ? "rubrik-" + std::to_string(block_index) : heading.id, level});
    }
    return headings;
}

std::string blocks_to_html(const std::vector<report::Block>& blocks, const ChartDrawings& drawings) {
    BlockWriter writer(blocks, drawings);
    for (const report::Block& block : blocks) writer.write(block);
    return writer.take();
}

}  // namespace tertial::render
