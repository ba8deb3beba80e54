#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "base/files.hpp"
#include "base/result.hpp"
#include "render/html.hpp"
#include "render/json.hpp"
#include "render/pdf/node_process.hpp"
#include "render/pdf/pdf_structure.hpp"
#include "render/pdf/render_pdf.hpp"
#include "sample_document.hpp"

namespace tertial::render_test {
namespace {

/// The node_modules folder with the report tools; empty where they are not installed.
std::string module_folder() {
    const char* folder = std::getenv("TERTIAL_NODE_MODULES");
    return folder == nullptr ? std::string() : std::string(folder);
}

render::ChartTools chart_tools() { return {module_folder() + "/echarts/dist/echarts.common.min.js", {}}; }

class PdfTest : public ::testing::Test {
protected:
    void SetUp() override {
        folder_ = ::testing::TempDir() + "/pdf-test-" + std::to_string(getpid());
        std::filesystem::create_directories(folder_);
        options_.typst_module_folder = module_folder();
        options_.work_folder = folder_;
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::string folder_;
    render::PdfOptions options_;
};

TEST_F(PdfTest, missing_tools_are_an_issue) {
    options_.typst_module_folder = folder_ + "/nowhere";
    auto pdf = render::render_pdf(small_document(), options_);
    ASSERT_FALSE(pdf.ok());
    EXPECT_EQ(pdf.issues().front().code, "pdf_is_not_made");
    EXPECT_FALSE(pdf.issues().front().hint.empty());
}

TEST_F(PdfTest, bytes_that_are_no_pdf_are_an_issue) {
    auto finished = render::finish_pdf("inte en pdf", {"Titel", "sv"});
    ASSERT_FALSE(finished.ok());
    EXPECT_EQ(finished.issues().front().code, "pdf_is_not_made");
    EXPECT_FALSE(render::read_pdf_outline("").ok());
}

TEST_F(PdfTest, program_that_never_ends_is_stopped) {
    auto end = render::run_program({"sleep", "30"}, 100);
    ASSERT_TRUE(end.ok());
    EXPECT_TRUE(end.value().is_timed_out);
}

TEST_F(PdfTest, program_that_is_not_there_is_an_issue) {
    auto end = render::run_program({"/nowhere/no-such-program"}, 1000);
    ASSERT_FALSE(end.ok());
    EXPECT_EQ(end.issues().front().code, "program_is_not_started");
}

TEST_F(PdfTest, what_the_program_says_is_kept) {
    auto end = render::run_program({"sh", "-c", "echo trasigt >&2; exit 3"}, 5000);
    ASSERT_TRUE(end.ok());
    EXPECT_EQ(end.value().exit_status, 3);
    EXPECT_EQ(end.value().error_text, "trasigt\n");
}

TEST_F(PdfTest, board_report_is_tagged_and_holds_the_numbers) {
    if (module_folder().empty()) GTEST_SKIP() << "TERTIAL_NODE_MODULES is not set";
    report::Document document = board_report();
    document.blocks.push_back(months_chart(report::ChartKind::lines, {"Medicin", "Kirurgi", "Nära vård"}));
    auto charts = render::draw_charts(document, chart_tools());
    ASSERT_TRUE(charts.ok()) << base::format_issues(charts.issues());
    options_.charts = charts.value();
    auto pdf = render::render_pdf(document, options_);
    ASSERT_TRUE(pdf.ok()) << base::format_issues(pdf.issues());
    auto outline = render::read_pdf_outline(pdf.value());
    ASSERT_TRUE(outline.ok());
    EXPECT_TRUE(outline.value().is_tagged);
    EXPECT_EQ(outline.value().language, "sv");
    EXPECT_EQ(outline.value().title, "Tertialrapport – Hälso- och sjukvårdsnämnden – januari–april 2026");
    // The lines carry numbers at their ends only, so their table stands below them.
    EXPECT_EQ(outline.value().table_count, 4 + 1);
    EXPECT_EQ(outline.value().row_header_count, 19 + 9 + 6 + 3 + 4);
    EXPECT_EQ(outline.value().column_header_count, 7 + 4 + 4 + 2 + 4);
    EXPECT_EQ(outline.value().figure_without_alternative_count, 0);
    EXPECT_GE(outline.value().figure_count, 3);

    ASSERT_TRUE(base::write_file(folder_ + "/report.pdf", pdf.value()).ok());
    ASSERT_EQ(std::system(("pdftotext -layout '" + folder_ + "/report.pdf' '" + folder_ + "/report.txt'").c_str()), 0);
    std::string text = base::read_file(folder_ + "/report.txt").value();
    // A no-break space is drawn as a space; that it does not break is the typesetter's matter.
    for (const char* number : {"−1 308 679", "1 308,7 mkr", "0:16:44", "Z910 Östersund", "inte mätt", "+17 088"}) {
        EXPECT_NE(text.find(number), std::string::npos) << number;
    }
}

TEST_F(PdfTest, long_table_repeats_its_head_and_odd_documents_are_printed) {
    if (module_folder().empty()) GTEST_SKIP() << "TERTIAL_NODE_MODULES is not set";
    report::Document document = small_document();
    report::Table table = std::get<report::Table>(document.blocks[2]);
    table.columns[0].head = {report::Text{"Upprepat huvud"}};
    report::QuotedInline said{{report::Text{"Index är "}, absent("index@HSN", domain::Absence::not_measured), report::Text{" i år."}}, "chef", 7};
    table.rows.push_back({report::RowKind::comment, {{said}}});
    for (int row = 0; row < 120; ++row) table.rows.push_back({report::RowKind::line, {{report::Text{"rad"}}, {count_of("a@b", row)}}});
    document.blocks = {report::Heading{3, "djup", {report::Text{"Djup rubrik först"}}},
                       table,
                       report::Table{},
                       report::Quote{},
                       report::BulletList{},
                       report::Paragraph{},
                       report::PageBreak{},
                       report::PageBreak{},
                       report::Heading{4, "", {report::Text{"Hoppad nivå"}}}};
    report::Table ragged = table;
    ragged.caption = {};
    ragged.rows = {{report::RowKind::line, {}}, {report::RowKind::line, {{report::Text{"en"}}}}};
    document.blocks.push_back(ragged);
    auto pdf = render::render_pdf(document, options_);
    ASSERT_TRUE(pdf.ok()) << base::format_issues(pdf.issues());
    ASSERT_TRUE(base::write_file(folder_ + "/report.pdf", pdf.value()).ok());
    ASSERT_EQ(std::system(("pdftotext -layout '" + folder_ + "/report.pdf' '" + folder_ + "/report.txt'").c_str()), 0);
    std::string text = base::read_file(folder_ + "/report.txt").value();
    std::size_t heads = 0;
    for (std::size_t index = text.find("Upprepat huvud"); index != std::string::npos; index = text.find("Upprepat huvud", index + 1)) ++heads;
    EXPECT_NE(text.find("Index är inte mätt i år."), std::string::npos) << "what a person wrote has no hole";
    EXPECT_GE(heads, 4u) << "on each of three pages, and on the table after";
}

TEST_F(PdfTest, same_document_gives_the_same_bytes) {
    if (module_folder().empty()) GTEST_SKIP() << "TERTIAL_NODE_MODULES is not set";
    auto first = render::render_pdf(small_document(), options_);
    auto second = render::render_pdf(small_document(), options_);
    ASSERT_TRUE(first.ok()) << base::format_issues(first.issues());
    ASSERT_TRUE(second.ok());
    EXPECT_EQ(first.value(), second.value());
    EXPECT_TRUE(std::filesystem::is_empty(folder_)) << "temporary files are left";
}

TEST_F(PdfTest, text_that_looks_like_code_is_printed_as_it_stands) {
    if (module_folder().empty()) GTEST_SKIP() << "TERTIAL_NODE_MODULES is not set";
    report::Document document = small_document();
    document.blocks.push_back(report::Quote{"#panic()", {{report::Text{"#read(\"/etc/passwd\") *x* $y$ <z> \\ #set page(width: 1pt)"}}}, "`roll`", 1});
    auto pdf = render::render_pdf(document, options_);
    ASSERT_TRUE(pdf.ok()) << base::format_issues(pdf.issues());
    ASSERT_TRUE(base::write_file(folder_ + "/report.pdf", pdf.value()).ok());
    ASSERT_EQ(std::system(("pdftotext -layout '" + folder_ + "/report.pdf' '" + folder_ + "/report.txt'").c_str()), 0);
    std::string text = base::read_file(folder_ + "/report.txt").value();
    EXPECT_NE(text.find("#read(\"/etc/passwd\") *x* $y$ <z> \\ #set page(width: 1pt)"), std::string::npos) << text;
}

/// Not a check: writes the sample in every format to the folder named in TERTIAL_SAMPLE_FOLDER, for people to look at.
TEST_F(PdfTest, sample_for_the_eye) {
    const char* out = std::getenv("TERTIAL_SAMPLE_FOLDER");
    if (out == nullptr || module_folder().empty()) GTEST_SKIP() << "TERTIAL_SAMPLE_FOLDER is not set";
    report::Document document = board_report();
    for (report::ChartKind kind : {report::ChartKind::bars, report::ChartKind::columns, report::ChartKind::lines}) {
        document.blocks.push_back(months_chart(kind, {"2024", "2025", "2026"}));
    }
    auto charts = render::draw_charts(document, chart_tools());
    ASSERT_TRUE(charts.ok()) << base::format_issues(charts.issues());
    options_.charts = charts.value();
    for (const auto& [id, svg] : options_.charts) ASSERT_TRUE(base::write_file(std::string(out) + "/" + id + ".svg", svg).ok());
    ASSERT_TRUE(base::write_file(std::string(out) + "/sample.html", render::render_html(document, {options_.charts, "/api/v1"})).ok());
    ASSERT_TRUE(base::write_file(std::string(out) + "/sample.json", render::render_json(document)).ok());
    auto pdf = render::render_pdf(document, options_);
    ASSERT_TRUE(pdf.ok()) << base::format_issues(pdf.issues());
    ASSERT_TRUE(base::write_file(std::string(out) + "/sample.pdf", pdf.value()).ok());
}

}  // namespace
}  // namespace tertial::render_test
