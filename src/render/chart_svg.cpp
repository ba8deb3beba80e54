#include "base/text.hpp"
#include "render/chart.hpp"
#include "render/chart_style.hpp"
#include "render/html_inlines.hpp"

namespace tertial::render {
namespace {

struct Attribute {
    std::string name;
    std::string value;  // still escaped, as it stood
};

struct Tag {
    std::string name;  // "/text" for an end tag
    std::vector<Attribute> attributes;
    bool is_empty = false;
};

/// Reads what stands between '<' and '>'. ECharts writes plain, double-quoted attributes.
Tag read_tag(std::string_view inside) {
    Tag tag;
    tag.is_empty = !inside.empty() && inside.back() == '/';
    std::size_t index = inside.find_first_of(" \t\n/", 1);
    tag.name = inside.substr(0, index);
    while (index != std::string_view::npos) {
        std::size_t start = inside.find_first_not_of(" \t\n/", index);
        std::size_t equals = start == std::string_view::npos ? start : inside.find("=\"", start);
        if (equals == std::string_view::npos) break;
        std::size_t end = inside.find('"', equals + 2);
        if (end == std::string_view::npos) break;
        tag.attributes.push_back({std::string(inside.substr(start, equals - start)), std::string(inside.substr(equals + 2, end - equals - 2))});
        index = end + 1;
    }
    return tag;
}

/// Drops what only a browser's ECharts needs, and says in attributes what a strict page may not say in style.
std::vector<Attribute> plain_attributes(const Tag& tag) {
    std::vector<Attribute> plain;
    for (const Attribute& attribute : tag.attributes) {
        const std::string& name = attribute.name;
        if (name == "class" || name == "pointer-events" || name == "xmlns:xlink" || name == "version" || name == "baseProfile" || name == "xml:space" ||
            name.rfind("ecmeta_", 0) == 0) {
            continue;
        }
        if (name == "dominant-baseline") {
            if (attribute.value == "central") plain.push_back({"dy", "0.35em"});
        } else if (name == "style") {
            for (const std::string& rule : base::split(attribute.value, ';')) {
                std::size_t colon = rule.find(':');
                if (colon == std::string::npos) continue;
                std::string rule_name = rule.substr(0, colon), rule_value = rule.substr(colon + 1);
                plain.push_back({std::string(base::trimmed(rule_name)), std::string(base::trimmed(rule_value))});
            }
        } else {
            plain.push_back(attribute);
        }
    }
    return plain;
}

/// The class by which a page's style sheet repaints the drawing for dark screens.
std::string_view tone_class(std::string_view colour) {
    if (colour == chart_fall_colour) return "chart-fall";
    if (colour == chart_rise_colour) return "chart-rise";
    if (colour == chart_total_colour) return "chart-total";
    if (colour == chart_line_colour) return "chart-line";
    if (colour == chart_ink_colour) return "chart-ink";
    return {};
}

std::string tag_text(const Tag& tag, const std::vector<Attribute>& attributes) {
    std::string text = "<" + tag.name;
    for (const Attribute& attribute : attributes) {
        bool is_family = attribute.name == "font-family";
        text += " " + attribute.name + "=\"" + (is_family ? attribute.value + ", sans-serif" : attribute.value) + "\"";
        if (attribute.name != "fill" && attribute.name != "stroke") continue;
        std::string_view tone = tone_class(attribute.value);
        if (!tone.empty()) text += " class=\"" + std::string(tone) + "\"";
    }
    return text + (tag.is_empty ? "/>" : ">");
}

bool is_unseen(const Tag& tag) {
    if (tag.name != "path" && tag.name != "rect") return false;
    bool is_filled = true, is_stroked = false;
    for (const Attribute& attribute : tag.attributes) {
        if (attribute.name == "fill") is_filled = attribute.value != "none" && attribute.value != "transparent";
        if (attribute.name == "stroke") is_stroked = attribute.value != "none";
    }
    return !is_filled && !is_stroked;
}

/// Which bar's label this text is, by its last letter; nothing for the names of bars.
std::optional<std::size_t> marked_bar(std::string_view text, std::size_t bar_count) {
    for (std::size_t bar_index = 0; bar_index < bar_count; ++bar_index) {
        std::string mark = chart_mark(bar_index);
        if (text.size() >= mark.size() && text.substr(text.size() - mark.size()) == mark) return bar_index;
    }
    return std::nullopt;
}

std::string opening(const Tag& tag, const report::Chart& chart) {
    std::string id = escape_html(chart.id.empty() ? "diagram" : chart.id);
    std::vector<Attribute> attributes = plain_attributes(tag);
    attributes.push_back({"role", "img"});
    attributes.push_back({"data-chart", id});
    attributes.push_back({"aria-labelledby", id + "-titel " + id + "-beskrivning"});
    return tag_text(tag, attributes) + "<title id=\"" + id + "-titel\">" + inlines_to_html(chart.title, FigureUse::marked_only) + "</title><desc id=\"" + id +
           "-beskrivning\">" + inlines_to_html(chart.alternative, FigureUse::marked_only) + "</desc>";
}

}  // namespace

std::string finish_chart_svg(const std::string& svg, const report::Chart& chart) {
    std::string finished;
    std::size_t index = 0;
    while (true) {
        std::size_t open = svg.find('<', index);
        std::size_t close = open == std::string::npos ? open : svg.find('>', open);
        if (close == std::string::npos) break;
        Tag tag = read_tag(std::string_view(svg).substr(open + 1, close - open - 1));
        index = close + 1;
        if (tag.name == "style") {
            std::size_t end = svg.find("</style>", index);
            index = end == std::string::npos ? svg.size() : end + 8;
        } else if (tag.name == "svg") {
            finished += opening(tag, chart);
        } else if (tag.name == "text") {
            std::size_t end = std::min(svg.find('<', index), svg.size());
            std::string text = svg.substr(index, end - index);
            std::vector<Attribute> attributes = plain_attributes(tag);
            if (auto bar_index = marked_bar(text, chart.bars.size())) {
                text.resize(text.size() - chart_mark(*bar_index).size());
                attributes.push_back({"data-figure", escape_html(chart.bars[*bar_index].figure.figure.address)});
            } else {
                attributes.push_back({"data-name", ""});
            }
            finished += tag_text(tag, attributes) + text;
            index = end;
        } else if (is_unseen(tag)) {
            std::size_t end = svg.find("</" + tag.name + ">", index);
            if (!tag.is_empty && end != std::string::npos) index = end + tag.name.size() + 3;
        } else if (tag.name[0] == '/') {
            finished += "<" + tag.name + ">";
        } else {
            finished += tag_text(tag, plain_attributes(tag));
        }
    }
    return finished;
}

}  // namespace tertial::render
