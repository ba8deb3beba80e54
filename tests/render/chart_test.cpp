#include <gtest/gtest.h>

#include <cstdlib>
#include <regex>
#include <set>

#include "base/files.hpp"
#include "base/text.hpp"
#include "render/chart.hpp"
#include "render/chart_style.hpp"
#include "render/html.hpp"
#include "render/kept_drawings.hpp"
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
        chart.bars.push_back({"Rad", {money_tkr("bar-" + std::to_string(index), steps_tkr[index])}, false});
    }
    chart.bars.push_back({"Summa", {money_tkr("sum", sum)}, true});
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
    chart.bars[1].figures[0] = absent("bar-1", domain::Absence::missing);
    base::Json option = render::make_chart_option(chart).value().json;
    EXPECT_EQ(row_of(option, 1), (SeriesRow{66'667, 0, 0, 0}));
    EXPECT_EQ(option["series"][1]["data"][1]["label"]["formatter"].get<std::string>().rfind("uppgift saknas", 0), 0u);
}

TEST(ChartOption, all_zero_bars_are_drawn) { EXPECT_TRUE(render::make_chart_option(waterfall({0, 0})).ok()); }

TEST(ChartOption, values_beyond_exact_arithmetic_are_an_issue) {
    report::Chart chart = waterfall({1, 1});
    auto huge = base::parse_int128("170141183460469231731687303715884105727").value();
    for (report::ChartBar& bar : chart.bars) bar.figures[0].figure.value = base::Rational::of(huge);
    auto option = render::make_chart_option(chart);
    ASSERT_FALSE(option.ok());
    EXPECT_EQ(option.issues().front().code, "chart_cannot_be_scaled");
}

std::vector<std::string> labels_of(const base::Json& option) {
    std::vector<std::string> labels;
    for (const base::Json& series : option["series"]) {
        for (const base::Json& item : series["data"]) {
            if (!item.is_object() || !item.contains("label")) continue;
            std::string text = item["label"]["formatter"];
            EXPECT_TRUE(render::marked_point(text)) << text;
            labels.push_back(text.substr(0, text.size() - render::chart_mark(0).size()));
        }
    }
    return labels;
}

base::Json option_of(const report::Chart& chart) { return render::make_chart_option(chart).value().json; }

TEST(ChartOption, series_stand_beside_each_other_on_one_scale_and_a_missing_point_is_a_gap) {
    report::Chart chart = months_chart(report::ChartKind::columns, {"2025", "2026"});
    auto option = render::make_chart_option(chart).value();
    ASSERT_EQ(option.json["series"].size(), 2u);
    EXPECT_TRUE(option.json["series"][0]["data"][2].is_null()) << "March is missing, not zero";
    EXPECT_EQ(option.json["series"][1]["data"][3]["value"], 100'000) << "the highest";
    EXPECT_EQ(option.json["series"][0]["data"][0]["value"], 79'233) << "847 of 1 069 in April";
    EXPECT_TRUE(option.labels_every_point);
    EXPECT_EQ(labels_of(option.json), (std::vector<std::string>{"847", "921", "1\u00A0032", "884", "958", "995", "1\u00A0069"}));
    EXPECT_NE(option.json["series"][0]["data"][0]["itemStyle"], option.json["series"][1]["data"][0]["itemStyle"]) << "told apart by lightness";
}

TEST(ChartOption, bars_of_several_series_say_where_a_value_is_missing) {
    report::Chart chart = months_chart(report::ChartKind::bars, {"2025", "2026"});
    auto option = render::make_chart_option(chart).value();
    EXPECT_EQ(option.json["series"][0]["data"][2]["value"], 0);
    EXPECT_EQ(labels_of(option.json)[2], "uppgift saknas");
    EXPECT_GT(option.height_px, 4 * render::chart_row_height_px) << "two bars need more room than one";
}

TEST(ChartOption, several_lines_carry_a_number_at_their_ends_only_and_never_on_each_other) {
    report::Chart chart = months_chart(report::ChartKind::lines, {"2024", "2025", "2026"});
    for (report::FigureInline& point : chart.bars.back().figures) point.figure.value = base::Rational(900);
    auto option = render::make_chart_option(chart).value();
    EXPECT_FALSE(option.labels_every_point);
    EXPECT_EQ(labels_of(option.json), (std::vector<std::string>{"900", "900", "900"}));
    std::set<base::Json> offsets, dashes, marks;
    for (const base::Json& series : option.json["series"]) {
        const base::Json& label = series["data"][3]["label"];
        offsets.insert(label.contains("offset") ? label["offset"][1] : base::Json(0));
        dashes.insert(series["lineStyle"]["type"]);
        marks.insert(series["symbol"]);
        EXPECT_EQ(series["connectNulls"], false);
    }
    EXPECT_EQ(offsets.size(), 3u);
    EXPECT_EQ(dashes.size(), 3u);
    EXPECT_EQ(marks.size(), 3u);
}

TEST(ChartOption, two_lines_have_their_numbers_over_and_under_them) {
    report::Chart chart = months_chart(report::ChartKind::lines, {"2025", "2026"});
    auto option = render::make_chart_option(chart).value();
    EXPECT_TRUE(option.labels_every_point);
    for (const base::Json& item : option.json["series"][0]["data"]) EXPECT_TRUE(item.is_null() || item["label"]["position"] == "bottom");
    for (const base::Json& item : option.json["series"][1]["data"]) EXPECT_EQ(item["label"]["position"], "top") << "above, or alone";
}

TEST(ChartOption, a_line_that_ends_early_has_its_number_where_it_ends) {
    report::Chart chart = months_chart(report::ChartKind::lines, {"2024", "2025", "2026"});
    chart.bars[3].figures[1] = absent("none", domain::Absence::not_yet);
    base::Json option = option_of(chart);
    EXPECT_TRUE(option["series"][1]["data"][3].is_null());
    EXPECT_TRUE(option["series"][1]["data"][2].contains("label"));
}

TEST(ChartOption, columns_below_zero_carry_their_number_below) {
    report::Chart chart;
    chart.kind = report::ChartKind::columns;
    for (std::int64_t amount : {-400, 100}) chart.bars.push_back({"jan", {money_tkr("a", amount)}, false});
    base::Json option = option_of(chart);
    EXPECT_EQ(option["series"][0]["data"][0]["label"]["position"], "bottom");
    EXPECT_EQ(option["series"][0]["data"][1]["label"]["position"], "top");
    EXPECT_LT(option["yAxis"]["min"].get<std::int64_t>(), -100'000) << "room for the number";
    EXPECT_NE(option["series"][0]["data"][0]["itemStyle"], option["series"][0]["data"][1]["itemStyle"]);
}

TEST(ChartOption, columns_too_narrow_for_their_numbers_leave_them_to_the_table) {
    report::Chart chart = months_chart(report::ChartKind::columns, {"2024", "2025", "2026"});
    for (report::ChartBar& bar : chart.bars) {
        for (report::FigureInline& point : bar.figures) point = money_tkr("a", -1'234'567);
    }
    auto option = render::make_chart_option(chart).value();
    EXPECT_FALSE(option.labels_every_point);
    EXPECT_TRUE(labels_of(option.json).empty());
}

TEST(ChartOption, lines_that_lie_close_do_not_begin_at_zero) {
    report::Chart chart = months_chart(report::ChartKind::lines, {"2025", "2026"});
    EXPECT_LE(option_of(chart)["yAxis"]["min"].get<std::int64_t>(), 0);
    chart.starts_at_zero = false;
    std::int64_t bottom = option_of(chart)["yAxis"]["min"];
    EXPECT_GT(bottom, 50'000);
    EXPECT_LT(bottom, 79'233) << "below the lowest point";
}

TEST(ChartOption, long_names_get_lines_of_their_own) {
    report::Chart chart = waterfall({1, 2});
    int height_px = render::make_chart_option(chart).value().height_px;
    chart.bars[0].label = "Övriga vårdkontakter och administration i";  // forty-one letters
    auto option = render::make_chart_option(chart).value();
    EXPECT_GT(option.height_px, height_px);
    EXPECT_LE(option.json["grid"]["left"].get<int>(), render::chart_width_px / 2);
}

TEST(FinishedChart, legend_is_told_by_shape_and_names_are_no_figures) {
    report::Chart chart = months_chart(report::ChartKind::lines, {"2024 <b>", "2025", "2026"});
    std::string svg = render::finish_chart_svg("<svg width=\"1\"></svg>", chart);
    EXPECT_NE(svg.find("data-name=\"\""), std::string::npos);
    EXPECT_NE(svg.find(">2024 &lt;b&gt;</text>"), std::string::npos);
    EXPECT_NE(svg.find("stroke-dasharray"), std::string::npos);
    chart.kind = report::ChartKind::columns;
    EXPECT_NE(render::finish_chart_svg("<svg></svg>", chart).find("class=\"chart-pale stroke-edge\""), std::string::npos);
    chart.series_names = {};
    EXPECT_EQ(render::finish_chart_svg("<svg></svg>", chart).find("<rect"), std::string::npos) << "one series needs no legend";
}

TEST(FinishedChart, a_label_finds_its_figure_by_bar_and_series) {
    report::Chart chart = months_chart(report::ChartKind::columns, {"2025", "2026"});
    std::string svg = render::finish_chart_svg(
        "<svg><text>921" + render::chart_mark(render::point_index(1, 0, 2)) + "</text><text>x" + render::chart_mark(9) + "</text></svg>", chart);
    EXPECT_NE(svg.find("data-figure=\"operations@HSN/2025feb\">921</text>"), std::string::npos) << svg;
    EXPECT_NE(svg.find("<text data-name"), std::string::npos) << "a mark of no bar";
}

TEST(DrawCharts, missing_engine_is_an_issue) {
    auto drawings = render::draw_charts(board_report(), {"/nowhere/echarts.common.min.js", {}});
    ASSERT_FALSE(drawings.ok());
    EXPECT_EQ(drawings.issues().front().code, "chart_engine_is_missing");
    EXPECT_FALSE(drawings.issues().front().hint.empty());
    EXPECT_TRUE(render::draw_charts(small_document(), {"/nowhere/echarts.common.min.js", {}}).ok()) << "nothing to draw";
}

TEST(DrawCharts, broken_engine_is_an_issue) {
    auto drawer = render::ChartDrawer::create("this is no script");
    ASSERT_FALSE(drawer.ok());
    EXPECT_EQ(drawer.issues().front().code, "chart_engine_is_missing");
}

class Drawing : public ::testing::Test {
protected:
    void SetUp() override {
        const char* folder = std::getenv("TERTIAL_NODE_MODULES");
        if (folder == nullptr) GTEST_SKIP() << "TERTIAL_NODE_MODULES is not set";
        tools_.echarts_path = std::string(folder) + "/echarts/dist/echarts.common.min.js";
        std::string pattern = ::testing::TempDir() + "charts-XXXXXX";
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
    }
    void TearDown() override { EXPECT_TRUE(folder_.empty() || base::remove_all(folder_).ok()); }

    [[nodiscard]] std::string drawn(const report::Chart& chart) const {
        report::Document document;
        document.blocks = {chart};
        auto drawings = render::draw_charts(document, tools_);
        return drawings.ok() ? drawings.value()[chart.id] : base::format_issues(drawings.issues());
    }
    [[nodiscard]] std::vector<std::string> kept() const { return base::list_names(tools_.kept_folder).value(); }

    render::ChartTools tools_;
    std::string folder_;
};

/// Six charts and more, so that two engines take part.
report::Document many_charts() {
    report::Document document = board_report();
    for (report::ChartKind kind : {report::ChartKind::bars, report::ChartKind::columns, report::ChartKind::lines}) {
        document.blocks.push_back(months_chart(kind, {"2024", "2025", "2026"}));
        report::Chart other = months_chart(kind, {"Kvinnor", "Män"});
        other.id += "-kon";
        document.blocks.push_back(other);
    }
    return document;
}

TEST_F(Drawing, every_label_is_a_figures_text) {
    report::Document document = many_charts();
    auto drawings = render::draw_charts(document, tools_);
    ASSERT_TRUE(drawings.ok()) << base::format_issues(drawings.issues());
    ASSERT_EQ(drawings.value().size(), 8u);
    for (const report::Block& block : document.blocks) {
        const auto* chart = std::get_if<report::Chart>(&block);
        if (chart == nullptr) continue;
        const std::string& svg = drawings.value()[chart->id];
        EXPECT_EQ(svg.find("\xEE\x80"), std::string::npos) << "a mark is left";
        if (!render::make_chart_option(*chart).value().labels_every_point) continue;
        for (const report::ChartBar& bar : chart->bars) {
            for (const report::FigureInline& point : bar.figures) {
                if (!point.figure.value) continue;
                std::string label = "data-figure=\"" + point.figure.address + "\">" + point.text() + "</text>";
                EXPECT_NE(svg.find(label), std::string::npos) << label;
            }
        }
    }
}

TEST_F(Drawing, svg_is_fit_for_a_strict_page) {
    std::string svg = drawn(waterfall({10, -20, 5}));
    EXPECT_NE(svg.find("role=\"img\""), std::string::npos);
    EXPECT_NE(svg.find("<title id=\"steg-titel\">Titel &lt;b&gt;</title><desc id=\"steg-beskrivning\">Beskrivning &amp; mer</desc>"), std::string::npos);
    for (const auto& [id, one] : render::draw_charts(many_charts(), tools_).value()) {
        EXPECT_FALSE(std::regex_search(one, std::regex("<style| style=|dominant-baseline|ecmeta|<script|<defs|clip-path| class=\"[^\"]*\"[^>]* class="))) << id;
    }
}

TEST_F(Drawing, same_chart_gives_the_same_bytes_whatever_was_drawn_before) {
    report::Chart chart = months_chart(report::ChartKind::lines, {"2025", "2026"});
    std::string once = drawn(chart);
    report::Document document = many_charts();
    document.blocks.push_back(chart);
    std::get<report::Chart>(document.blocks.back()).id = "sist";
    std::string last = render::draw_charts(document, tools_).value()["sist"];
    EXPECT_EQ(base::replaced(last, "sist", chart.id), once);
}

TEST_F(Drawing, kept_drawings_are_the_drawings) {
    std::string once = drawn(waterfall({10, -20, 5}));
    tools_.kept_folder = folder_ + "/derived/charts";
    EXPECT_EQ(drawn(waterfall({10, -20, 5})), once);
    ASSERT_EQ(kept().size(), 1u);
    EXPECT_EQ(drawn(waterfall({10, -20, 5})), once);
    EXPECT_EQ(kept().size(), 1u);
    report::Chart other = waterfall({10, -20, 5});
    other.bars[0].figures[0].figure.address = "ny";
    EXPECT_NE(drawn(other).find("data-figure=\"ny\""), std::string::npos) << "the address is not kept with the drawing";
    EXPECT_EQ(kept().size(), 1u);
    EXPECT_NE(drawn(waterfall({10, -21, 5})), once);
    EXPECT_EQ(kept().size(), 2u);
}

TEST_F(Drawing, damaged_kept_drawing_is_drawn_anew) {
    tools_.kept_folder = folder_ + "/charts";
    std::string once = drawn(waterfall({10, -20, 5}));
    std::string path = tools_.kept_folder + "/" + kept().at(0);
    std::string whole = base::read_file(path).value();
    for (std::string damaged : {base::replaced(whole, "10", "99"), whole.substr(0, whole.size() / 2), std::string(), whole + "<script/>"}) {
        ASSERT_TRUE(base::write_file(path, damaged).ok());
        EXPECT_EQ(drawn(waterfall({10, -20, 5})), once);
        EXPECT_EQ(base::read_file(path).value(), whole) << "it is mended";
    }
}

TEST_F(Drawing, a_folder_that_cannot_be_written_costs_only_time) {
    std::string once = drawn(waterfall({10, -20, 5}));
    ASSERT_TRUE(base::write_file(folder_ + "/file", "").ok());
    tools_.kept_folder = folder_ + "/file";
    EXPECT_EQ(drawn(waterfall({10, -20, 5})), once);
}

TEST_F(Drawing, kept_drawings_do_not_grow_without_end) {
    render::KeptDrawings kept_drawings(folder_);
    std::map<std::string, std::string> many;
    for (std::size_t index = 0; index < render::KeptDrawings::files_max; ++index) many["k" + std::to_string(index)] = "<svg/>";
    kept_drawings.keep(many);
    EXPECT_EQ(kept_drawings.find("k0"), "<svg/>");
    kept_drawings.keep({{"new", "<svg/>"}, {"large", std::string(render::KeptDrawings::drawing_bytes_max + 1, ' ')}});
    EXPECT_EQ(base::list_names(folder_).value(), std::vector<std::string>{"new.svg"});
}

TEST_F(Drawing, drawn_chart_hides_its_table_until_asked_and_shows_its_notes) {
    report::Document document = many_charts();
    std::string html = render::render_html(document, {render::draw_charts(document, tools_).value(), ""});
    EXPECT_NE(html.find("<svg"), std::string::npos);
    EXPECT_NE(html.find("<details class=\"chart-table\">"), std::string::npos);
    EXPECT_NE(html.find("<div class=\"chart-notes\">\n<p>Luckor i diagrammet: "), std::string::npos);
}

}  // namespace
}  // namespace tertial::render_test
