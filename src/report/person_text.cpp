#include "report/person_text.hpp"

#include "base/text.hpp"
#include "report/bind_table.hpp"
#include "report/parse_token.hpp"
#include "report/placed_text.hpp"

namespace tertial::report {
namespace {

using base::make_issue;

bool same_months(const std::string& text, const base::Period& period) {
    auto parsed = base::parse_period(text);
    return parsed.ok() && parsed.value().first == period.first && parsed.value().last == period.last;
}

void append_token(const Token& token, ParsedInlines& inlines, base::Issues& issues) {
    auto parsed = take(parse_token(token), issues);
    if (parsed && std::holds_alternative<ParsedInline>(*parsed)) {
        inlines.push_back(std::get<ParsedInline>(std::move(*parsed)));
    } else if (parsed) {
        issues.push_back(make_issue("token_stands_in_wrong_place", "{{" + token.text + "}} hör hemma i en mall och inte i en persons text",
                                    "ta bort det; i en text får siffror, ord som siffror väljer, perioder och namn stå", token.place));
    }
}

ParsedInlines parse_paragraph(const PlacedText& paragraph, base::Issues& issues) {
    ParsedInlines inlines;
    std::string_view rest = paragraph.text;
    auto place_of = [&](std::size_t offset) { return place_after(paragraph.place, std::string_view(paragraph.text).substr(0, offset)); };
    while (!rest.empty()) {
        std::size_t offset = paragraph.text.size() - rest.size();
        std::size_t open = rest.find("{{");
        if (open > 0) inlines.push_back(Text{std::string(rest.substr(0, open))});
        if (open == std::string_view::npos) break;
        std::size_t close = rest.find("}}", open);
        if (close == std::string_view::npos) {
            issues.push_back(make_issue("token_is_not_closed", "{{ saknar }} efter sig", "avsluta med }} före nästa tomma rad", place_of(offset + open)));
            break;
        }
        append_token({std::string(rest.substr(open + 2, close - open - 2)), place_of(offset + open + 2)}, inlines, issues);
        rest.remove_prefix(close + 2);
    }
    return inlines;
}

/// What stands between empty lines, each with its place, without blanks at its ends.
std::vector<PlacedText> paragraphs_of(const std::string& text, const std::string& name) {
    std::vector<PlacedText> paragraphs;
    std::int64_t line_number = 0;
    bool is_within = false;
    for (const std::string& whole : base::split(base::replaced(text, "\r", ""), '\n')) {
        ++line_number;
        std::string line(base::trimmed(whole));
        if (!line.empty() && is_within) paragraphs.back().text += "\n" + line;
        if (!line.empty() && !is_within) paragraphs.push_back({line, {name, line_number, 1}});
        is_within = !line.empty();
    }
    return paragraphs;
}

}  // namespace

base::Result<std::vector<ParsedInlines>> parse_person_text(const std::string& text, const std::string& name) {
    base::Issues issues;
    std::vector<ParsedInlines> parsed;
    for (const PlacedText& paragraph : paragraphs_of(text, name)) parsed.push_back(parse_paragraph(paragraph, issues));
    if (!issues.empty()) return issues;
    return parsed;
}

std::optional<BoundPersonText> bind_person_text(FigureList& list, const PersonText& text) {
    std::string name = "texten " + text.slot + (text.position > 0 ? " (post " + std::to_string(text.position) + ")" : "");
    auto parsed = take(parse_person_text(text.text, name), list.issues());
    if (!parsed) return std::nullopt;
    BoundPersonText bound{{}, text.author_role, text.position};
    for (const ParsedInlines& paragraph : *parsed) bound.paragraphs.push_back(bind_inlines(list, paragraph));
    return bound;
}

std::optional<BoundPersonText> bind_newest_text(FigureList& list, const std::string& slot) {
    const PersonText* newest = nullptr;
    for (const PersonText& text : list.said().texts) {
        if (text.slot != slot || text.unit != list.scope().unit || !same_months(text.period, list.scope().period)) continue;
        if (newest == nullptr || text.position > newest->position) newest = &text;
    }
    if (newest == nullptr) return std::nullopt;
    return bind_person_text(list, *newest);
}

BoundEvents bind_events(FigureList& list) {
    BoundEvents bound;
    for (const PersonEvent& event : list.said().events) {
        if (event.unit != list.scope().unit || !same_months(event.period, list.scope().period)) continue;
        auto text = bind_person_text(list, {"händelse: " + event.title, event.unit, event.period, event.text, "", event.position});
        if (text) bound.events.push_back({event.title, std::move(*text)});
    }
    return bound;
}

}  // namespace tertial::report
