// No number stands in a report by itself: every run of digits in the page's text is a figure, a name, a period, the document's
// identity or a quotation, and is marked as such. The walk is shown to find digits that are not.
#include <gtest/gtest.h>

#include <set>

#include "base/text.hpp"
#include "proofs/demo_workspace.hpp"
#include "proofs/html_walk.hpp"

namespace tertial::proofs {
namespace {

std::string page(const std::string& inside) {
    return "<!doctype html>\n<html lang=\"sv\"><head><title>5</title><style>p{margin:1em}</style></head>\n<body class=\"a1\">\n" + inside +
           "\n</body></html>\n";
}

TEST(Digits, a_planted_number_is_found) {
    struct Case {
        const char* html;
        std::size_t unmarked_count;
    };
    for (const Case& one :
         {Case{"<p>Nettokostnaden är 1 309 mkr</p>", 1}, Case{"<p><span data-figure=\"net_cost@HSN:2026-T1\">1 309 mkr</span> och 12</p>", 1},
          Case{"<p><span data-figure=\"net_cost@HSN:2026-T1\">1 309 mkr</span> och flera</p>", 0}, Case{"<p data-name>Z910 <b>Östersund 2</b></p><p>3</p>", 1},
          Case{"<time data-period=\"2026-T1\">2026</time><br>7<br/>", 1}, Case{"<blockquote data-quoted><p>minst 4 av 10</p></blockquote><img alt=\"8\">", 0},
          Case{"<script>let a = 1 < 2;</script><style>b{top:3px}</style><!-- 4 -->", 0}, Case{"<p title=\"a > 5\">utan</p>", 0},
          Case{"<svg><text data-name=\"\">1</text><text>2</text></svg>", 1}, Case{"<span data-figure-word=\"net_cost@HSN:2026-T1\">2 gånger</span>", 1}}) {
        EXPECT_EQ(find_unmarked_digits(page(one.html)).size(), one.unmarked_count) << one.html;
    }
}

TEST(Digits, every_number_of_the_report_says_what_it_is) {
    TemporaryFolder folder;
    auto workspace = make_workspace(folder.path() + "/workspace");
    engine::MadeReport made = make_hsn_report(*workspace);
    std::string html = report_html(made);
    auto unmarked = find_unmarked_digits(html);
    EXPECT_TRUE(unmarked.empty()) << base::joined(unmarked, "\n");
    // And what is marked as a figure is one of the report's own, with a recipe to open.
    std::size_t figure_count = 0;
    std::set<std::string> addresses;
    for (const engine::ComputedFigure& computed : made.figures) addresses.insert(computed.figure.address);
    for (const TextPiece& piece : walk_html(html)) {
        const OpenElement* element = piece.inside("data-figure");
        if (element == nullptr) continue;
        ++figure_count;
        const std::string& address = element->attributes.at("data-figure");
        EXPECT_TRUE(addresses.contains(address)) << address;
        EXPECT_TRUE(made.document.recipes.contains(address)) << address;
    }
    EXPECT_GT(figure_count, 250U);
    std::printf("%zu texts are figures\n", figure_count);
}

TEST(Digits, digits_planted_in_the_rendered_report_are_found) {
    TemporaryFolder folder;
    auto workspace = make_workspace(folder.path() + "/workspace");
    std::string html = report_html(make_hsn_report(*workspace));
    std::size_t paragraph = html.find("<p>Nettokostnaden");
    ASSERT_NE(paragraph, std::string::npos);
    html.insert(paragraph + 3, "Cirka 1,3 miljarder. ");
    EXPECT_EQ(find_unmarked_digits(html).size(), 1U);
}

}  // namespace
}  // namespace tertial::proofs
