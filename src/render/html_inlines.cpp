#include "render/html_inlines.hpp"

#include "base/text.hpp"
#include "render/match.hpp"
#include "render/plain_text.hpp"

namespace tertial::render {
namespace {

bool has_digits_at(std::string_view text, std::size_t start, std::size_t count) {
    if (text.size() < start + count) return false;
    for (std::size_t index = start; index < start + count; ++index) {
        if (text[index] < '0' || text[index] > '9') return false;
    }
    return true;
}

/// What HTML accepts in <time datetime>: a year or a month. "2026-04-ack" gives "2026-04" and "2026-T1" gives "2026".
std::string machine_time(std::string_view period) {
    if (!has_digits_at(period, 0, 4)) return {};
    bool has_month = period.size() >= 7 && period[4] == '-' && has_digits_at(period, 5, 2);
    return std::string(period.substr(0, has_month ? 7 : 4));
}

std::string period_to_html(const report::PeriodInline& period) {
    std::string time = machine_time(period.period);
    std::string open = "<time data-period=\"" + escape_html(period.period) + "\"";
    if (!time.empty()) open += " datetime=\"" + time + "\"";
    return open + ">" + escape_html(period.text) + "</time>";
}

std::string hidden_words(std::string_view words) { return "<span class=\"visually-hidden\">" + escape_html(words) + "</span>"; }

/// What stands inside the figure's element.
std::string figure_content(const report::FigureInline& item, FigureUse use) {
    const domain::Figure& figure = item.figure;
    if (!figure.value) {
        std::string_view reason = domain::absence_words(figure.absence);
        return use == FigureUse::cell ? hidden_words(reason) : escape_html(reason);
    }
    std::string text = item.text();
    // A counted zero that the template prints as blank or as a dash must still be heard as a zero.
    if (figure.value->is_zero() && item.format.zero != domain::ShownZero::zero) {
        return hidden_words("noll") + "<span aria-hidden=\"true\">" + escape_html(text) + "</span>";
    }
    return escape_html(text);
}

/// Colour, shape and word: none of them alone carries the level.
std::string status_to_html(const report::StatusInline& status) {
    std::string html = "<span class=\"status status-" + std::string(domain::tone_id(status.tone)) + "\"";
    if (!status.address.empty()) html += " data-figure-word=\"" + escape_html(status.address) + "\"";
    html += "><span class=\"status-mark\" aria-hidden=\"true\">" + std::string(domain::tone_mark(status.tone)) + "</span> ";
    html += escape_html(status.text);
    if (!status.words.empty()) html += " <span class=\"status-words\" data-quoted>" + escape_html(status.words) + "</span>";
    return html + "</span>";
}

std::string quoted_to_html(const report::QuotedInline& quoted) {
    std::string html = "<q data-quoted data-entry=\"" + std::to_string(quoted.entry_position) + "\">";
    // In a cell too it is a sentence, so a figure without value says its reason.
    html += lines_to_html(quoted.content, FigureUse::sentence) + "</q>";
    if (!quoted.author_role.empty()) html += " <span class=\"quoted-role\" data-name>" + escape_html(quoted.author_role) + "</span>";
    return html;
}

}  // namespace

std::string escape_html(std::string_view text) {
    std::string escaped;
    escaped.reserve(text.size() + text.size() / 8);
    for (char letter : text) {
        switch (letter) {
            case '&': escaped += "&amp;"; break;
            case '<': escaped += "&lt;"; break;
            case '>': escaped += "&gt;"; break;
            case '"': escaped += "&quot;"; break;
            case '\'': escaped += "&#x27;"; break;
            default: escaped += letter;
        }
    }
    return escaped;
}

std::string figure_to_html(const report::FigureInline& item, FigureUse use) {
    const domain::Figure& figure = item.figure;
    std::string html = "<span class=\"figure";
    if (!figure.value) html += " absent";
    html += "\" data-figure=\"" + escape_html(figure.address) + "\"";
    if (!figure.value) {
        html += " data-absence=\"" + std::string(domain::absence_id(figure.absence)) + "\"";
        html += " title=\"" + escape_html(domain::absence_words(figure.absence)) + "\"";
    }
    if (use != FigureUse::marked_only) html += " tabindex=\"0\" role=\"button\" aria-haspopup=\"dialog\"";
    return html + ">" + figure_content(item, use) + "</span>";
}

std::string inlines_to_html(const report::Inlines& inlines, FigureUse use) {
    std::string html;
    for (const report::Inline& item : inlines) {
        html += std::visit(Match{
                               [](const report::Text& text) { return escape_html(text.text); },
                               [use](const report::FigureInline& figure) { return figure_to_html(figure, use); },
                               [](const report::WordInline& word) {
                                   return "<span data-figure-word=\"" + escape_html(word.address) + "\">" + escape_html(word.text) + "</span>";
                               },
                               [](const report::PeriodInline& period) { return period_to_html(period); },
                               [](const report::NameInline& name) { return "<span data-name>" + escape_html(name.text) + "</span>"; },
                               [](const report::StatusInline& status) { return status_to_html(status); },
                               [](const report::QuotedInline& quoted) { return quoted_to_html(quoted); },
                               [use](const report::Strong& strong) { return "<strong>" + inlines_to_html(strong.content, use) + "</strong>"; },
                               [use](const report::Emphasis& emphasis) { return "<em>" + inlines_to_html(emphasis.content, use) + "</em>"; },
                           },
                           item);
    }
    return html;
}

std::string lines_to_html(const report::Inlines& inlines, FigureUse use) {
    return base::replaced(base::replaced(inlines_to_html(inlines, use), "\r", ""), "\n", "<br>");
}

}  // namespace tertial::render
