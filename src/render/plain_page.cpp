#include "render/plain_page.hpp"

#include "embedded/plain_page_css.hpp"
#include "render/html_inlines.hpp"
#include "render/page_policy.hpp"

namespace tertial::render {
namespace {

std::string cell(const PlainColumn& column, const std::string& text, const std::string& link) {
    std::string inner = link.empty() ? escape_html(text) : "<a href=\"" + escape_html(link) + "\">" + escape_html(text) + "</a>";
    return std::string(column.is_number ? "<td class=\"number\">" : "<td>") + inner + "</td>";
}

std::string table_html(const PlainTable& table) {
    std::string html;
    if (!table.heading.empty()) html += "<h2>" + escape_html(table.heading) + "</h2>\n";
    // Wider than a phone, it scrolls by itself; so it must be reachable by keyboard.
    std::string name = table.heading.empty() ? "Tabell" : table.heading;
    html += "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"" + escape_html(name) + "\"><table>\n<thead><tr>";
    for (const PlainColumn& column : table.columns)
        html += std::string(column.is_number ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">") + escape_html(column.head) + "</th>";
    html += "</tr></thead>\n<tbody>\n";
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        html += "<tr>";
        for (std::size_t index = 0; index < table.columns.size(); ++index) {
            bool has_link = index == 0 && row < table.links.size();
            html += cell(table.columns[index], table.rows[row][index], has_link ? table.links[row] : std::string());
        }
        html += "</tr>\n";
    }
    return html + "</tbody></table></div>\n";
}

}  // namespace

std::string plain_page(const PlainPage& page) {
    std::string html = "<!DOCTYPE html>\n<html lang=\"sv\">\n<head>\n<meta charset=\"utf-8\">\n";
    html += "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-" + base64_of_hex(embedded::plain_page_css_sha256) +
            "'; base-uri 'none'; form-action 'none'\">\n";
    html += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + escape_html(page.title) + " – Tertial</title>\n";
    html += "<style>" + std::string(embedded::plain_page_css) + "</style>\n</head>\n<body>\n<main class=\"wide\">\n<h1>" + escape_html(page.title) + "</h1>\n";
    if (!page.advice.empty()) html += "<p class=\"advice\">" + escape_html(page.advice) + "</p>\n";
    for (const PlainTable& table : page.tables) html += table_html(table);
    return html + "</main>\n</body>\n</html>\n";
}

}  // namespace tertial::render
