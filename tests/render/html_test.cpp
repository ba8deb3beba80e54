#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <regex>
#include <set>

#include "render/html.hpp"
#include "sample_document.hpp"

namespace tertial::render_test {
namespace {

using report::Text;

/// Elements whose digits are no figures of ours, or are figures that say so.
const std::regex marked_element(R"re(<(span|time|blockquote|footer|h1|p|figcaption|text)[^>]*\s)re"
                                R"re(data-(figure|figure-word|name|period|quoted|identity)(=|>|\s)[^>]*)re");

/// Tags that may stand open at a place in the page, with whether their digits are accounted for.
struct OpenTag {
    std::string name;
    bool is_marked = false;
};

/// The words of the page's body that stand in no marked element; scripts and styles are no words.
std::string unmarked_words(const std::string& page) {
    std::string html = page.substr(0, page.find("</body>"));
    std::string words;
    std::vector<OpenTag> open;
    static const std::set<std::string> void_tags = {"br", "meta", "link", "img", "hr"};
    std::size_t index = html.find("<body");
    while (index < html.size()) {
        if (html[index] != '<') {
            std::size_t end = std::min(html.find('<', index), html.size());
            bool is_marked = std::any_of(open.begin(), open.end(), [](const OpenTag& tag) { return tag.is_marked; });
            if (!is_marked) words += html.substr(index, end - index) + "\n";
            index = end;
            continue;
        }
        std::size_t close = html.find('>', index);
        std::string tag = html.substr(index, close - index + 1);
        index = close + 1;
        std::string name = std::regex_replace(tag, std::regex("^</?([A-Za-z0-9]+)[\\s\\S]*$"), "$1");
        if (name == "script" || name == "style") {
            index = html.find("</" + name + ">", index) + name.size() + 3;
        } else if (tag[1] == '/') {
            EXPECT_FALSE(open.empty()) << tag;
            if (open.empty()) return words;
            EXPECT_EQ(open.back().name, name);
            open.pop_back();
        } else if (tag[tag.size() - 2] != '/' && void_tags.count(name) == 0) {
            open.push_back({name, std::regex_search(tag, marked_element)});
        }
    }
    EXPECT_EQ(open.size(), 1u) << "only the body is still open";
    return words;
}

std::string page(const report::Document& document) { return render::render_html(document, {}); }

std::size_t occurrences(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (std::size_t index = text.find(part); index != std::string::npos; index = text.find(part, index + part.size())) ++count;
    return count;
}

report::Document with_words(const std::string& words) {
    report::Document document = small_document();
    document.blocks = {report::Heading{1, words, {Text{words}}}, report::Paragraph{{report::NameInline{words}, report::WordInline{words, words}}},
                       report::Quote{words, {{Text{words}}}, words, 1}};
    document.cover.title = document.cover.unit_name = document.cover.organisation = words;
    document.cover.statements = {words};
    document.recipes["a"] = {"a", words, words, words, words, words, words, {{"a", words, words}}, {{words, words, words, words, words, words, {words}}}};
    return document;
}

TEST(Html, no_digit_stands_outside_a_marked_element) {
    std::string words = unmarked_words(page(board_report()));
    EXPECT_FALSE(std::regex_search(words, std::regex("[0-9]"))) << words;
    EXPECT_NE(words.find("Nettokostnaden för"), std::string::npos);
}

TEST(Html, no_digit_in_a_drawing_stands_outside_a_marked_element) {
    const char* folder = std::getenv("TERTIAL_NODE_MODULES");
    if (folder == nullptr) GTEST_SKIP() << "TERTIAL_NODE_MODULES is not set";
    report::Document document = board_report();
    document.blocks.push_back(months_chart(report::ChartKind::columns, {"2025", "2026"}));
    auto drawings = render::draw_charts(document, {std::string(folder) + "/echarts/dist/echarts.common.min.js", {}});
    ASSERT_TRUE(drawings.ok()) << base::format_issues(drawings.issues());
    std::string words = unmarked_words(render::render_html(document, {drawings.value(), ""}));
    EXPECT_FALSE(std::regex_search(words, std::regex("[0-9]"))) << words;
}

TEST(Html, every_figure_carries_its_address) {
    std::string html = page(small_document());
    EXPECT_NE(html.find("data-figure=\"cost@HSN/2026-04\" tabindex=\"0\" role=\"button\" aria-haspopup=\"dialog\">−33\u00A0564</span>"), std::string::npos);
    // 19 lines of six columns, in the table alone.
    EXPECT_GE(occurrences(page(board_report()), "data-figure=\""), 19u * 6u);
}

TEST(Html, absent_figure_is_an_empty_cell_with_a_hidden_reason) {
    std::string html = page(small_document());
    EXPECT_NE(html.find("data-absence=\"not_yet\" title=\"ännu inte levererat\""), std::string::npos);
    EXPECT_NE(html.find("<span class=\"visually-hidden\">ännu inte levererat</span>"), std::string::npos);
}

TEST(Html, absent_figure_in_what_a_person_wrote_says_why_in_a_cell_too) {
    report::Document document = small_document();
    report::Table& table = std::get<report::Table>(document.blocks[2]);
    report::QuotedInline said{{Text{"Index är "}, absent("index@HSN", domain::Absence::not_measured), Text{"."}}, "chef", 7};
    table.rows.push_back({report::RowKind::comment, {{said}}});
    std::string html = page(document);
    std::size_t start = html.find("<q data-quoted data-entry=\"7\">");
    ASSERT_NE(start, std::string::npos);
    std::string quoted = html.substr(start, html.find("</q>", start) - start);
    EXPECT_NE(quoted.find(">inte mätt</span>"), std::string::npos) << quoted;
    EXPECT_EQ(quoted.find("visually-hidden"), std::string::npos) << quoted;
}

TEST(Html, absent_figure_in_a_sentence_says_why) {
    report::Document document = small_document();
    document.blocks = {report::Paragraph{{Text{"Index: "}, absent("index@HSN", domain::Absence::not_measured), Text{"."}}}};
    EXPECT_NE(page(document).find(">inte mätt</span>.</p>"), std::string::npos);
}

TEST(Html, words_from_people_are_never_markup) {
    const std::string attack = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>&";
    std::string html = page(with_words(attack));
    EXPECT_EQ(occurrences(html, "<script>alert"), 0u);
    EXPECT_EQ(occurrences(html, "<img"), 0u);
    EXPECT_EQ(occurrences(html, "</script>"), 2u) << "the recipes and the page's own script";
    EXPECT_EQ(occurrences(html, "<script"), 2u);
}

TEST(Html, page_reaches_no_other_origin) {
    std::string html = page(board_report());
    EXPECT_NE(html.find("default-src 'none'; script-src 'sha256-"), std::string::npos);
    EXPECT_EQ(html.find("unsafe-inline"), std::string::npos);
    EXPECT_EQ(html.find(" style=\""), std::string::npos);
    EXPECT_EQ(html.find("https://"), std::string::npos);
    EXPECT_FALSE(std::regex_search(html, std::regex("<(link|img|iframe)|src=")));
}

TEST(Html, table_has_caption_and_scopes) {
    std::string html = page(board_report());
    EXPECT_EQ(occurrences(html, "<table"), occurrences(html, "<caption"));
    EXPECT_EQ(occurrences(html, "scope=\"row\""), 19u + 17u + 9u * 2u + 6u + 3u);
    EXPECT_NE(html.find("<tr class=\"total\"><th scope=\"row\" class=\"text\">Verksamhetens nettokostnader</th>"), std::string::npos);
}

TEST(Html, chart_without_drawing_shows_its_table) {
    std::string html = page(board_report());
    EXPECT_EQ(html.find("<svg"), std::string::npos);
    EXPECT_EQ(html.find("<details class=\"chart-table\">"), std::string::npos);
    EXPECT_NE(html.find("id=\"avvikelse-per-rad-tabell\""), std::string::npos);
}

TEST(Html, skipped_heading_level_is_closed_up) {
    report::Document document = small_document();
    document.blocks = {report::Heading{2, "a", {Text{"A"}}}, report::Heading{4, "b", {Text{"B"}}}, report::Heading{1, "c", {Text{"C"}}}};
    std::string html = page(document);
    EXPECT_NE(html.find("<h2 id=\"a\">A</h2>"), std::string::npos);
    EXPECT_NE(html.find("<h3 id=\"b\">B</h3>"), std::string::npos);
    EXPECT_NE(html.find("<h2 id=\"c\">C</h2>"), std::string::npos);
}

TEST(Html, shown_zero_is_heard_as_zero) {
    report::FigureInline zero = money_tkr("x@y", 0);
    zero.format.zero = domain::ShownZero::dash;
    report::Document document = small_document();
    document.blocks = {report::Paragraph{{zero}}};
    EXPECT_NE(page(document).find("<span class=\"visually-hidden\">noll</span><span aria-hidden=\"true\">–</span>"), std::string::npos);
}

}  // namespace
}  // namespace tertial::render_test
