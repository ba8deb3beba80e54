#include "base/text.hpp"
#include "render/chart.hpp"
#include "render/chart_parts.hpp"
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
            name == "clip-path" || name.rfind("ecmeta_", 0) == 0) {
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

struct Tone {
    std::string_view colour;
    std::string_view name;
};
constexpr std::array<Tone, 11> tones = {{{chart_fall_colour, "fall"},
                                         {chart_rise_colour, "rise"},
                                         {chart_total_colour, "total"},
                                         {chart_line_colour, "line"},
                                         {chart_ink_colour, "ink"},
                                         {chart_edge_colour, "edge"},
                                         {series_styles[0].fill, "pale"},
                                         {series_styles[1].fill, "middle"},
                                         {series_styles[0].line, "trace-pale"},
                                         {series_styles[1].line, "trace-middle"},
                                         {series_styles[2].line, "trace-strong"}}};

/// The classes by which a page's style sheet repaints the drawing for dark screens: "chart-pale stroke-edge".
std::string tone_classes(const std::vector<Attribute>& attributes) {
    std::vector<std::string> classes;
    for (const Attribute& attribute : attributes) {
        if (attribute.name != "fill" && attribute.name != "stroke") continue;
        auto tone = std::find_if(tones.begin(), tones.end(), [&](const Tone& one) { return one.colour == attribute.value; });
        if (tone != tones.end()) classes.push_back((attribute.name == "fill" ? "chart-" : "stroke-") + std::string(tone->name));
    }
    return base::joined(classes, " ");
}

std::string tag_text(const Tag& tag, const std::vector<Attribute>& attributes) {
    std::string text = "<" + tag.name, classes = tone_classes(attributes);
    if (!classes.empty()) text += " class=\"" + classes + "\"";
    for (const Attribute& attribute : attributes) {
        bool is_family = attribute.name == "font-family";
        text += " " + attribute.name + "=\"" + (is_family ? attribute.value + ", sans-serif" : attribute.value) + "\"";
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

/// The figure that this text is the label of, by its last letter; nothing for names.
const report::FigureInline* marked_figure(std::string_view text, const report::Chart& chart) {
    auto point = marked_point(text);
    std::size_t count = series_count(chart);
    if (!point || *point >= chart.bars.size() * count) return nullptr;
    return &chart.bars[*point / count].figures[*point % count];
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

/// The legend goes the same way as the rest of the drawing.
std::string with_legend(const std::string& drawn, const report::Chart& chart) {
    std::size_t end = drawn.rfind("</svg>");
    return end == std::string::npos ? drawn : drawn.substr(0, end) + legend_svg(chart) + drawn.substr(end);
}

}  // namespace

std::string finish_chart_svg(const std::string& drawn, const report::Chart& chart) {
    std::string svg = with_legend(drawn, chart), finished;
    std::size_t index = 0;
    while (true) {
        std::size_t open = svg.find('<', index);
        std::size_t close = open == std::string::npos ? open : svg.find('>', open);
        if (close == std::string::npos) break;
        Tag tag = read_tag(std::string_view(svg).substr(open + 1, close - open - 1));
        index = close + 1;
        if (tag.name == "style" || tag.name == "defs") {
            // Definitions are clipping frames, which nothing here reaches, under names that change with the order of drawing.
            std::size_t end = svg.find("</" + tag.name + ">", index);
            index = end == std::string::npos ? svg.size() : end + tag.name.size() + 3;
        } else if (tag.name == "svg") {
            finished += opening(tag, chart);
        } else if (tag.name == "text") {
            std::size_t end = std::min(svg.find('<', index), svg.size());
            std::string text = svg.substr(index, end - index);
            std::vector<Attribute> attributes = plain_attributes(tag);
            if (const report::FigureInline* point = marked_figure(text, chart)) {
                text.resize(text.size() - chart_mark(0).size());
                attributes.push_back({"data-figure", escape_html(point->figure.address)});
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
