#include "report/bind_table.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "report/arithmetic.hpp"
#include "report/generated_rows.hpp"
#include "report/person_text.hpp"

namespace tertial::report {
namespace {

/// The bases of a table's figures as a note: for money that bases can narrow, and wherever something is left out.
void add_basis_note(FigureList& list, BoundTable& table) {
    std::vector<std::string> labels;
    bool must_be_named = false;
    for (const BoundRow& row : table.rows) {
        for (const FigureUse& cell : row.cells) {
            const figures::BoundFigure& figure = list.figure(cell);
            bool is_share_of_money = figure.address.column == figures::Column::change_percent;
            bool is_money = figure.dimension == domain::Dimension::money;
            if (!is_money && !is_share_of_money && figure.address.basis == "total") continue;
            if (!list.is_told_by_basis(figure)) continue;
            must_be_named = must_be_named || is_money || figure.address.basis != "total";
            const std::string& label = list.model().find_basis(figure.address.basis)->label;
            if (std::find(labels.begin(), labels.end(), label) == labels.end()) labels.push_back(label);
        }
    }
    if (must_be_named) table.notes.push_back({Text{"Underlag: " + base::joined(labels, "; ") + "."}});
}

/// That earlier periods are seen under a later organisation, and which.
void add_view_note(const FigureList& list, BoundTable& table) {
    std::set<base::Month> months;
    for (const BoundRow& row : table.rows) {
        for (const FigureUse& cell : row.cells) {
            if (const auto& comparable = list.figure(cell).address.comparable) months.insert(*comparable);
        }
    }
    if (months.empty()) return;
    BoundInlines note = {Text{"Sett i den organisation som gällde i "}};
    for (base::Month month : months) {
        if (note.size() > 1) note.push_back(Text{" och "});
        note.push_back(PeriodInline{base::format_period_words(base::Period::month(month)), base::format_month(month)});
    }
    note.push_back(Text{"."});
    table.notes.push_back(std::move(note));
}

bool require_beside(FigureList& list, const RowSource& source, const ParsedColumn& column) {
    if (column.parts.beside <= static_cast<int>(source.beside.size())) return true;
    list.issues().push_back(base::make_issue("row_has_nothing_beside", "kolumnen visar det som står bredvid, men raden har inget bredvid sitt uttryck",
                                             "skriv row: RUBRIK | UTTRYCK | format | UTTRYCK BREDVID, eller ta bort beside",
                                             source.reference.place.file.empty() ? column.parts.place : source.reference.place));
    return false;
}

/// What stands under the rows of codes: what the code list tells of each, and what people have said of it.
struct UnderRows {
    const std::string& comments;
    const std::vector<ToldAttribute>& told;

    void add(FigureList& list, const RowSource& source, BoundRow& row) const {
        for (const ToldAttribute& one : told) {
            auto found = source.attributes.find(one.attribute);
            if (found == source.attributes.end() || found->second.empty()) continue;
            BoundInlines words = bind_inlines(list, one.label);
            words.push_back(NameInline{": " + found->second + ". "});
            row.told.insert(row.told.end(), words.begin(), words.end());
        }
        if (!comments.empty()) row.comment = bind_newest_text(list, comments + "/" + source.code);
    }
};

/// A column that the code list does not have is one mistake, however many codes there are.
void require_told(FigureList& list, const UnderRows& under, const RowGroup& group) {
    if (group.rows.empty() || group.rows.front().code.empty()) return;
    const auto& attributes = group.rows.front().attributes;
    for (const ToldAttribute& one : under.told) {
        if (attributes.contains(one.attribute)) continue;
        std::vector<std::string> names;
        for (const auto& [name, value] : attributes) names.push_back(name);
        list.issues().push_back(
            base::make_issue("attribute_is_unknown", "kodlistan har ingen kolumn " + one.attribute, base::choice_hint(one.attribute, names), one.place));
    }
}

/// A row is kept only if every cell could be bound; the issues of the others are in the list already.
void add_rows(FigureList& list, const ParsedRows& parsed, const std::vector<ParsedColumn>& columns, const UnderRows& under, BoundTable& table,
              std::vector<Division>& divisions) {
    RowGroup group = generate_rows(list, parsed, columns);
    require_told(list, under, group);
    std::size_t first_row = table.rows.size();
    for (RowSource& source : group.rows) {
        BoundRow row{source.kind, std::move(source.label), {}, {}, {}};
        if (!source.code.empty()) under.add(list, source, row);
        for (const ParsedColumn& column : columns) {
            if (!require_beside(list, source, column)) continue;
            const Reference& shown = column.parts.beside != 0 ? source.beside[static_cast<std::size_t>(column.parts.beside) - 1] : source.reference;
            if (auto cell = list.add_cell(shown, source.format, column)) row.cells.push_back(std::move(*cell));
        }
        if (row.cells.size() == columns.size()) table.rows.push_back(std::move(row));
    }
    if (group.whole && table.rows.size() > first_row) {
        std::vector<figures::PredicatePointer> filters;
        for (const ParsedColumn& column : columns) filters.push_back(column.parts.filter);
        divisions.push_back({first_row, table.rows.size() - first_row, *group.whole, group.are_months, std::move(filters)});
    }
}

void add_all_rows(FigureList& list, const std::vector<ParsedRows>& rows, std::vector<ParsedColumn> columns, const UnderRows& under, BoundTable& table) {
    // A basis that does not exist is one mistake, however many cells it has.
    for (ParsedColumn& column : columns) {
        if (!list.require_basis(column.parts)) column.parts.basis.reset();
    }
    std::vector<Division> divisions;
    for (const ParsedRows& parsed : rows) add_rows(list, parsed, columns, under, table, divisions);
    table.additions = find_additions(list, table, divisions);
    table.differences = find_differences(list, table);
    add_basis_note(list, table);
    add_view_note(list, table);
}

/// "Avvikelse (utfall − budget), tkr".
std::string bar_head(const figures::ComparedColumn& column, const std::string& unit_label) {
    std::string words = base::with_capital(figures::column_words(column));
    return unit_label.empty() ? words : words + ", " + unit_label;
}

}  // namespace

BoundTable bind_table(FigureList& list, const ParsedTable& parsed) {
    BoundTable table;
    table.id = parsed.id;
    table.caption = bind_inlines(list, parsed.caption);
    table.heads.push_back(bind_inlines(list, parsed.head));
    for (const ParsedColumn& column : parsed.columns) table.heads.push_back(bind_inlines(list, column.head));
    for (const ParsedInlines& note : parsed.notes) table.notes.push_back(bind_inlines(list, note));
    add_all_rows(list, parsed.rows, parsed.columns, {parsed.comments, parsed.told}, table);
    return table;
}

BoundChart bind_chart(FigureList& list, const ParsedChart& parsed) {
    BoundChart chart;
    chart.id = parsed.id;
    chart.kind = parsed.kind;
    chart.title = bind_inlines(list, parsed.title);
    chart.alternative = bind_inlines(list, parsed.alternative);
    if (const domain::MeasureUnit* unit = domain::find_measure_unit(parsed.measure_unit)) chart.unit_label = unit->printed;
    chart.table.id = parsed.id + "-tabell";
    chart.table.caption = chart.title;
    std::vector<ParsedColumn> series = parsed.series.empty() ? std::vector<ParsedColumn>{{}} : parsed.series;
    for (ParsedColumn& one : series) one.format = overlaid(parsed.format, one.format);
    add_all_rows(list, parsed.bars, series, {{}, {}}, chart.table);
    // A bar stands for a line or the total; sums between would count their lines twice.
    auto is_sum = [](const BoundRow& row) { return row.kind == RowKind::sum; };
    if (std::any_of(chart.table.rows.begin(), chart.table.rows.end(), is_sum)) {
        std::erase_if(chart.table.rows, is_sum);
        chart.table.additions = find_additions(list, chart.table, {});
        chart.table.differences.clear();
    }
    chart.table.heads.push_back(bind_inlines(list, parsed.head));
    for (const ParsedColumn& one : parsed.series) {
        chart.series_names.push_back(bind_inlines(list, one.head));
        chart.table.heads.push_back(chart.series_names.back());
        if (!chart.unit_label.empty()) chart.table.heads.back().push_back(Text{", " + chart.unit_label});
    }
    if (parsed.series.empty()) {
        figures::ComparedColumn column;
        if (!chart.table.rows.empty()) column = list.figure(chart.table.rows[0].cells[0]).address.compared_column();
        chart.table.heads.push_back({Text{bar_head(column, chart.unit_label)}});
    }
    return chart;
}

}  // namespace tertial::report
