#include <gtest/gtest.h>

#include <cstdlib>
#include <regex>

#include "base/result.hpp"
#include "render/chart.hpp"
#include "render/html.hpp"
#include "sample_document.hpp"

namespace tertial::render_test {
namespace {

report::Chart waterfall(const std::vector<std::int64_t>& steps_tkr) {
    report::Chart chart;
    chart.id = "steg";
    chart.title = {report::Text{"Titel <b>"}};
    chart.alternative = {report::Text{"Beskrivning & mer"}};
    std::int64_t sum = 0;
    for (std::size_t index = 0; index < steps_tkr.size(); ++index) {
        sum += steps_tkr[index];
        chart.bars.push_back({"Rad", money_tkr("bar-" + std::to_string(index), steps_tkr[index]), false});
    }
    chart.bars.push_back({"Summa", money_tkr("sum", sum), true});
    return chart;
}

struct SeriesRow {
    std::int64_t base = 0, rise = 0, fall = 0, total = 0;
    friend bool operator==(const SeriesRow&, const SeriesRow&) = default;
};

SeriesRow row_of(const base::Json& option, std::size_t bar_index) {
    auto value = [&](std::size_t series) {
        const base::Json& item = option["series"][series]["data"][bar_index];
        return (item.is_object() ? item["value"] : item).get<std::int64_t>();
    };
    return {value(0), value(1), value(2), value(3)};
}

TEST(ChartOption, waterfall_stands_on_the_sum_so_far) {
    base::Json option = render::make_chart_option(waterfall({100, -150, 20})).value().json;
    EXPECT_EQ(row_of(option, 0), (SeriesRow{0, 100'000, 0, 0}));
    EXPECT_EQ(row_of(option, 1), (SeriesRow{100'000, 0, -150'000, 0}));  // crosses the axis
    EXPECT_EQ(row_of(option, 2), (SeriesRow{-50'000, 20'000, 0, 0}));
    EXPECT_EQ(row_of(option, 3), (SeriesRow{0, 0, 0, -30'000}));
}

TEST(ChartOption, absent_bar_takes_no_room_and_says_why) {
    report::Chart chart = waterfall({100, 50});
    chart.bars[1].figure = absent("bar-1", domain::Absence::missing);
    base::Json option = render::make_chart_option(chart).value().json;
    EXPECT_EQ(row_of(option, 1), (SeriesRow{66'667, 0, 0, 0}));
    EXPECT_EQ(option["series"][1]["data"][1]["label"]["formatter"].get<std::string>().rfind("uppgift saknas", 0), 0u);
}

TEST(ChartOption, all_zero_bars_are_drawn) { EXPECT_TRUE(render::make_chart_option(waterfall({0, 0})).ok()); }

TEST(ChartOption, values_beyond_exact_arithmetic_are_an_issue) {
    report::Chart chart = waterfall({1, 1});
    auto huge = base::parse_int128("170141183460469231731687303715884105727").value();
    for (report::ChartBar& bar : chart.bars) bar.figure.figure.value = base::Rational::of(huge);
    auto option = render::make_chart_option(chart);
    ASSERT_FALSE(option.ok());
    EXPECT_EQ(option.issues().front().code, "chart_cannot_be_scaled");
}

TEST(ChartDrawer, missing_engine_is_an_issue) {
    auto drawer = render::ChartDrawer::create("/nowhere/echarts.min.js");
    ASSERT_FALSE(drawer.ok());
    EXPECT_EQ(drawer.issues().front().code, "chart_engine_is_missing");
    EXPECT_FALSE(drawer.issues().front().hint.empty());
}

class Drawing : public ::testing::Test {
protected:
    void SetUp() override {
        const char* folder = std::getenv("TERTIAL_NODE_MODULES");
        if (folder == nullptr) GTEST_SKIP() << "TERTIAL_NODE_MODULES is not set";
        path_ = std::string(folder) + "/echarts/dist/echarts.min.js";
    }
    std::string path_;
};

TEST_F(Drawing, every_label_is_a_figures_text) {
    auto drawer = render::ChartDrawer::create(path_);
    ASSERT_TRUE(drawer.ok()) << base::format_issues(drawer.issues());
    report::Document document = board_report();
    auto drawings = render::draw_charts(document, drawer.value());
    ASSERT_TRUE(drawings.ok()) << base::format_issues(drawings.issues());
    ASSERT_EQ(drawings.value().size(), 2u);
    for (const auto& [id, svg] : drawings.value()) {
        for (const report::Block& block : document.blocks) {
            const auto* chart = std::get_if<report::Chart>(&block);
            if (chart == nullptr || chart->id != id) continue;
            for (const report::ChartBar& bar : chart->bars) {
                std::string text = domain::format_figure(bar.figure.figure, bar.figure.format);
                std::string label = "data-figure=\"" + bar.figure.figure.address + "\">" + text + "</text>";
                EXPECT_NE(svg.find(label), std::string::npos) << label;
            }
        }
        EXPECT_EQ(svg.find("\xEE\x80"), std::string::npos) << "a mark is left";
    }
}

TEST_F(Drawing, svg_is_fit_for_a_strict_page) {
    auto drawer = render::ChartDrawer::create(path_);
    ASSERT_TRUE(drawer.ok());
    std::string svg = drawer.value().draw(waterfall({10, -20, 5})).value();
    EXPECT_NE(svg.find("role=\"img\""), std::string::npos);
    EXPECT_NE(svg.find("<title id=\"steg-titel\">Titel &lt;b&gt;</title><desc id=\"steg-beskrivning\">Beskrivning &amp; mer</desc>"), std::string::npos);
    EXPECT_FALSE(std::regex_search(svg, std::regex("<style| style=|dominant-baseline|ecmeta|<script")));
}

TEST_F(Drawing, same_chart_gives_the_same_bytes) {
    auto first = render::ChartDrawer::create(path_);
    auto second = render::ChartDrawer::create(path_);
    ASSERT_TRUE(first.ok() && second.ok());
    std::string once = first.value().draw(waterfall({10, -20, 5})).value();
    EXPECT_EQ(first.value().draw(waterfall({10, -20, 5})).value(), once);
    EXPECT_EQ(second.value().draw(waterfall({10, -20, 5})).value(), once);
}

TEST_F(Drawing, drawn_chart_hides_its_table_until_asked) {
    auto drawer = render::ChartDrawer::create(path_);
    ASSERT_TRUE(drawer.ok());
    report::Document document = board_report();
    std::string html = render::render_html(document, {render::draw_charts(document, drawer.value()).value(), ""});
    EXPECT_NE(html.find("<svg"), std::string::npos);
    EXPECT_NE(html.find("<details class=\"chart-table\">"), std::string::npos);
}

}  // namespace
}  // namespace tertial::render_test
