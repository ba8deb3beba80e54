#include "render/json.hpp"

#include <algorithm>

#include "render/match.hpp"

namespace tertial::render {
namespace {

using base::Json;

Json inlines_to_json(const report::Inlines& inlines);

Json figure_to_json(const report::FigureInline& item) {
    const domain::Figure& figure = item.figure;
    Json json = {{"type", "figure"}, {"address", figure.address}, {"label", figure.label}};
    json["exact"] = figure.value ? Json(base::format_exact(*figure.value)) : Json(nullptr);
    json["base_unit"] = domain::base_unit(figure.dimension).id;
    json["text"] = item.text();
    json["unit"] = item.format.unit;
    json["decimals"] = item.format.decimals;
    json["absence"] = figure.absence == domain::Absence::none ? Json(nullptr) : Json(domain::absence_id(figure.absence));
    json["absence_text"] = figure.absence == domain::Absence::none ? Json(nullptr) : Json(domain::absence_words(figure.absence));
    json["note"] = figure.note;
    return json;
}

Json inline_to_json(const report::Inline& item) {
    return std::visit(Match{
                          [](const report::Text& text) {
                              return Json{{"type", "text"}, {"text", text.text}};
                          },
                          [](const report::FigureInline& figure) { return figure_to_json(figure); },
                          [](const report::WordInline& word) {
                              return Json{{"type", "word"}, {"text", word.text}, {"address", word.address}};
                          },
                          [](const report::PeriodInline& period) {
                              return Json{{"type", "period"}, {"text", period.text}, {"period", period.period}};
                          },
                          [](const report::NameInline& name) {
                              return Json{{"type", "name"}, {"text", name.text}};
                          },
                          [](const report::StatusInline& status) {
                              return Json{{"type", "status"},      {"level", status.level},    {"text", status.text}, {"tone", domain::tone_id(status.tone)},
                                          {"words", status.words}, {"address", status.address}};
                          },
                          [](const report::QuotedInline& quoted) {
                              return Json{{"type", "quoted"},
                                          {"content", inlines_to_json(quoted.content)},
                                          {"author_role", quoted.author_role},
                                          {"entry_position", quoted.entry_position}};
                          },
                          [](const report::Strong& strong) {
                              return Json{{"type", "strong"}, {"content", inlines_to_json(strong.content)}};
                          },
                          [](const report::Emphasis& emphasis) {
                              return Json{{"type", "emphasis"}, {"content", inlines_to_json(emphasis.content)}};
                          },
                      },
                      item);
}

Json inlines_to_json(const report::Inlines& inlines) {
    Json list = Json::array();
    for (const report::Inline& item : inlines) list.push_back(inline_to_json(item));
    return list;
}

Json lists_to_json(const std::vector<report::Inlines>& lists) {
    Json json = Json::array();
    for (const report::Inlines& inlines : lists) json.push_back(inlines_to_json(inlines));
    return json;
}

std::string_view row_kind_id(report::RowKind kind) {
    switch (kind) {
        case report::RowKind::line: return "line";
        case report::RowKind::sum: return "sum";
        case report::RowKind::total: return "total";
        case report::RowKind::comment: return "comment";
    }
    return "line";
}

Json table_to_json(const report::Table& table) {
    Json json = {{"type", "table"}, {"id", table.id}, {"caption", inlines_to_json(table.caption)}};
    json["columns"] = Json::array();
    for (const report::TableColumn& column : table.columns) {
        json["columns"].push_back({{"kind", column.kind == report::ColumnKind::text ? "text" : "number"}, {"head", inlines_to_json(column.head)}});
    }
    json["rows"] = Json::array();
    for (const report::TableRow& row : table.rows) json["rows"].push_back({{"kind", row_kind_id(row.kind)}, {"cells", lists_to_json(row.cells)}});
    json["notes"] = lists_to_json(table.notes);
    return json;
}

Json chart_to_json(const report::Chart& chart) {
    auto kind = std::find_if(report::chart_kinds.begin(), report::chart_kinds.end(), [&](const auto& one) { return one.second == chart.kind; });
    Json json = {{"type", "chart"}, {"id", chart.id}, {"kind", kind->first}};
    json["title"] = inlines_to_json(chart.title);
    json["alternative"] = inlines_to_json(chart.alternative);
    json["unit_label"] = chart.unit_label;
    json["series"] = chart.series_names;
    json["starts_at_zero"] = chart.starts_at_zero;
    json["bars"] = Json::array();
    for (const report::ChartBar& bar : chart.bars) {
        Json figures = Json::array();
        for (const report::FigureInline& figure : bar.figures) figures.push_back(figure_to_json(figure));
        json["bars"].push_back({{"label", bar.label}, {"is_total", bar.is_total}, {"figure", figures.at(0)}, {"figures", figures}});
    }
    json["notes"] = lists_to_json(chart.notes);
    json["table"] = table_to_json(chart.table);
    return json;
}

Json block_to_json(const report::Block& block) {
    return std::visit(Match{
                          [](const report::Heading& heading) {
                              return Json{{"type", "heading"}, {"level", heading.level}, {"id", heading.id}, {"content", inlines_to_json(heading.content)}};
                          },
                          [](const report::Paragraph& paragraph) {
                              return Json{{"type", "paragraph"}, {"content", inlines_to_json(paragraph.content)}};
                          },
                          [](const report::BulletList& list) {
                              return Json{{"type", "bullets"}, {"items", lists_to_json(list.items)}};
                          },
                          [](const report::Quote& quote) {
                              return Json{{"type", "quote"},
                                          {"heading", quote.heading},
                                          {"paragraphs", lists_to_json(quote.paragraphs)},
                                          {"author_role", quote.author_role},
                                          {"entry_position", quote.entry_position}};
                          },
                          [](const report::Table& table) { return table_to_json(table); },
                          [](const report::Chart& chart) { return chart_to_json(chart); },
                          [](const report::PageBreak&) {
                              return Json{{"type", "page_break"}};
                          },
                      },
                      block);
}

Json cover_to_json(const report::Cover& cover) {
    return {{"title", cover.title},
            {"unit_name", cover.unit_name},
            {"period", {{"text", cover.period.text}, {"period", cover.period.period}}},
            {"organisation", cover.organisation},
            {"statements", cover.statements}};
}

}  // namespace

Json recipe_to_json(const report::Recipe& recipe) {
    Json parts = Json::array(), terms = Json::array();
    for (const report::RecipeTerm& term : recipe.terms) terms.push_back({{"address", term.address}, {"label", term.label}, {"text", term.text}});
    for (const report::RecipePart& part : recipe.parts) {
        parts.push_back({{"label", part.label},
                         {"description", part.description},
                         {"formula", part.formula},
                         {"exact", part.exact},
                         {"exact_text", part.exact_text},
                         {"row_count", part.row_count},
                         {"deliveries", part.deliveries}});
    }
    return {{"label", recipe.label},
            {"sentence", recipe.sentence},
            {"formula", recipe.formula},
            {"exact", recipe.exact},
            {"exact_text", recipe.exact_text},
            {"note", recipe.note},
            {"terms", terms},
            {"parts", parts}};
}

Json document_to_json(const report::Document& document) {
    Json json = {{"format", "tertial-document"}, {"version", document_json_version}, {"name", document.name}, {"language", document.language}};
    json["identity"] = {{"as_of_position", document.as_of_position}, {"head_hash", document.head_hash}, {"model_hash", document.model_hash}};
    json["cover"] = cover_to_json(document.cover);
    json["blocks"] = Json::array();
    for (const report::Block& block : document.blocks) json["blocks"].push_back(block_to_json(block));
    json["recipes"] = Json::object();
    for (const auto& [address, recipe] : document.recipes) json["recipes"][address] = recipe_to_json(recipe);
    return json;
}

std::string render_json(const report::Document& document) { return document_to_json(document).dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

}  // namespace tertial::render
