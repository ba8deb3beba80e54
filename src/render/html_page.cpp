#include "embedded/report_css.hpp"
#include "embedded/report_js.hpp"
#include "base/text.hpp"
#include "render/html.hpp"
#include "render/html_blocks.hpp"
#include "render/html_inlines.hpp"
#include "render/page_policy.hpp"
#include "render/json.hpp"
#include "render/plain_text.hpp"

namespace tertial::render {
namespace {

std::string security_policy() {
    return "default-src 'none'; script-src 'sha256-" + base64_of_hex(embedded::report_js_sha256) + "'; style-src 'sha256-" +
           base64_of_hex(embedded::report_css_sha256) + "'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'";
}

std::string head_html(const report::Document& document) {
    std::string html = "<head>\n<meta charset=\"utf-8\">\n";
    html += "<meta http-equiv=\"Content-Security-Policy\" content=\"" + security_policy() + "\">\n";
    html += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n";
    html += "<title>" + escape_html(document_title(document)) + "</title>\n";
    html += "<style>" + std::string(embedded::report_css) + "</style>\n</head>\n";
    return html;
}

std::string cover_html(const report::Cover& cover) {
    std::string html = "<header class=\"cover\">\n<div class=\"cover-inner\">\n";
    if (!cover.organisation.empty()) html += "<p class=\"cover-organisation\" data-name>" + escape_html(cover.organisation) + "</p>\n";
    html += "<h1 data-name>" + escape_html(cover.title) + "</h1>\n";
    if (!cover.unit_name.empty()) html += "<p class=\"cover-unit\" data-name>" + escape_html(cover.unit_name) + "</p>\n";
    if (!cover.period.text.empty()) html += "<p class=\"cover-period\">" + inlines_to_html({cover.period}, FigureUse::sentence) + "</p>\n";
    if (!cover.statements.empty()) {
        html += "<ul class=\"cover-statements\">\n";
        for (const std::string& statement : cover.statements) html += "<li>" + escape_html(statement) + "</li>\n";
        html += "</ul>\n";
    }
    return html + "</div>\n</header>\n";
}

/// Chapters with the sections beneath them; deeper headings would only make the list long.
std::string contents_html(const std::vector<report::Block>& blocks) {
    std::string list;
    bool is_section_open = false, is_chapter_open = false;
    for (const PageHeading& entry : page_headings(blocks)) {
        if (entry.level > 2) continue;
        bool is_chapter = entry.level == 1;
        if (is_chapter) {
            if (is_section_open) list += "</ul>\n";
            if (is_chapter_open) list += "</li>\n";
            is_section_open = false;
            is_chapter_open = true;
        } else if (!is_section_open) {
            list += "\n<ul>\n";
            is_section_open = true;
        }
        list += "<li><a href=\"#" + escape_html(entry.id) + "\">" + inlines_to_html(entry.heading->content, FigureUse::marked_only) + "</a>";
        if (!is_chapter) list += "</li>\n";
    }
    if (is_section_open) list += "</ul>\n";
    if (is_chapter_open) list += "</li>\n";
    if (list.empty()) return {};
    return "<nav class=\"contents\" aria-label=\"Innehåll\">\n<details open>\n<summary>Innehåll</summary>\n<ul>\n" + list + "</ul>\n</details>\n</nav>\n";
}

std::string identity_row(std::string_view name, const std::string& value) {
    if (value.empty()) return {};
    return "<div><dt>" + escape_html(name) + "</dt><dd data-identity>" + escape_html(value) + "</dd></div>\n";
}

std::string footer_html(const report::Document& document) {
    std::string html = "<footer class=\"identity\" data-identity>\n<h2>Dokumentets identitet</h2>\n";
    html += "<p>Rapporten kan göras om, siffra för siffra, utifrån detta läge i loggboken.</p>\n<dl>\n";
    html += identity_row("Läge i loggboken", std::to_string(document.as_of_position));
    html += identity_row("Loggbokens huvud", document.head_hash) + identity_row("Modellens version", document.model_hash);
    return html + "</dl>\n</footer>\n";
}

/// The script fills it; without script it stays closed and the report still reads as a whole.
std::string pane_html() {
    return "<dialog id=\"figure-pane\" class=\"pane\" aria-labelledby=\"pane-title\">\n<div class=\"pane-head\">\n"
           "<h2 id=\"pane-title\" tabindex=\"-1\"></h2>\n<button type=\"button\" class=\"pane-close\">Stäng</button>\n</div>\n"
           "<div class=\"pane-body\" role=\"group\" tabindex=\"0\" aria-labelledby=\"pane-title\"></div>\n"
           "<p class=\"pane-status\" role=\"status\" aria-live=\"polite\"></p>\n</dialog>\n";
}

/// Recipes as data that no script engine runs. "<" is escaped, so no text can close the element.
std::string recipes_html(const report::Document& document) {
    base::Json recipes = base::Json::object();
    for (const auto& [address, recipe] : document.recipes) recipes[address] = recipe_to_json(recipe);
    std::string json = recipes.dump(-1, ' ', false, base::Json::error_handler_t::replace);
    return "<script type=\"application/json\" id=\"recipes\">" + base::replaced(json, "<", "\\u003c") + "</script>\n";
}

}  // namespace

std::string render_html(const report::Document& document, const HtmlOptions& options) {
    std::string html = "<!doctype html>\n<html lang=\"" + escape_html(document.language) + "\">\n" + head_html(document);
    html += options.api_path.empty() ? "<body>\n" : "<body data-api=\"" + escape_html(options.api_path) + "\">\n";
    html += "<a class=\"skip-link\" href=\"#rapport\">Hoppa till rapporten</a>\n" + cover_html(document.cover);
    html += "<div class=\"page\">\n" + contents_html(document.blocks) + "<main id=\"rapport\" tabindex=\"-1\">\n";
    html += blocks_to_html(document.blocks, options.charts) + "</main>\n</div>\n";
    html += footer_html(document) + pane_html() + recipes_html(document);
    html += "<script>" + std::string(embedded::report_js) + "</script>\n</body>\n</html>\n";
    return html;
}

}  // namespace tertial::render
