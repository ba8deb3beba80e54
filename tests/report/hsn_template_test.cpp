// The region's own template against the region's own model: it binds, and with the published figures prints the published tables.
#include <gtest/gtest.h>

#include "base/files.hpp"
#include "base/text.hpp"
#include "document_text.hpp"
#include "model/read.hpp"
#include "small_region.hpp"

namespace tertial::report_test {
namespace {

const model::Model& region_model() {
    static const model::Model model = [] {
        auto files = model::read_model_files(std::string(TERTIAL_SOURCE_FOLDER) + "/models/jamtland-harjedalen");
        auto read = model::read_model(files.value(), "models/jamtland-harjedalen");
        if (!read.ok()) throw std::runtime_error(base::format_issues(read.issues()));
        return read.value();
    }();
    return model;
}

base::Result<report::BoundReport> bind_hsn(const std::string& period) {
    report::ParsedReport parsed = TRY(report::parse_report(*region_model().find_template("hsn-tertial")));
    return report::bind_report(region_model(), parsed, {"HSN", base::parse_period(period).value(), 40});
}

/// Columns of the published income statement, in the order of the template's.
const std::vector<std::pair<std::string, std::string>> published_columns = {
    {"outturn_tkr", ""}, {"budget_tkr", ":budget"}, {"budget_diff_tkr", ":deviation"}, {"outturn_prev_year_tkr", ":prior"}, {"diff_prev_year_tkr", ":change"}};

struct PublishedLine {
    std::string label;
    std::vector<std::string> tkr;
};

std::vector<PublishedLine> published_lines() {
    std::vector<PublishedLine> lines;
    std::string text = base::read_file(std::string(TERTIAL_SOURCE_FOLDER) + "/demo/published/income_statement.csv").value();
    for (const std::string& row :
         base::split(base::replaced(base::replaced(text, "\"Sjukvårdsart, övr mat o varor\"", "Sjukvårdsart; övr mat o varor"), "\r", ""), '\n')) {
        std::vector<std::string> fields = base::split(row, ',');
        if (fields.size() < 10 || fields[0] == "line_no") continue;
        lines.push_back({base::replaced(fields[1], ";", ","), {fields.begin() + 4, fields.begin() + 9}});
    }
    return lines;
}

TEST(hsn_template, binds_against_the_region_model) {
    auto bound = bind_hsn("2026-T1");
    ASSERT_TRUE(bound.ok()) << base::format_issues(bound.issues());
    EXPECT_GT(bound.value().figures.size(), 150u);
    for (const std::string& address : bound.value().addresses) EXPECT_TRUE(address.ends_with(":asof=40")) << address;
    EXPECT_GE(bound.value().comment_slots.size(), 8u);
    EXPECT_TRUE(bind_hsn("2025-T3").ok());
}

/// The blocks of the handbook that are whole templates.
std::vector<std::string> handbook_templates() {
    std::vector<std::string> found;
    std::string text = base::read_file(std::string(TERTIAL_SOURCE_FOLDER) + "/docs/templates.md").value();
    const std::string open = "````template\n", close = "\n````\n";
    for (std::size_t start = text.find(open); start != std::string::npos; start = text.find(open, start)) {
        start += open.size();
        found.push_back(text.substr(start, text.find(close, start) - start) + "\n");
    }
    return found;
}

TEST(hsn_template, every_example_of_the_handbook_becomes_a_document) {
    std::vector<std::string> templates = handbook_templates();
    EXPECT_GE(templates.size(), 7u);
    for (const std::string& text : templates) {
        auto parsed = report::parse_report({"example", "docs/templates.md", text});
        ASSERT_TRUE(parsed.ok()) << text << base::format_issues(parsed.issues());
        auto bound = report::bind_report(region_model(), parsed.value(), {"HSN", base::parse_period("2026-T1").value(), 40});
        ASSERT_TRUE(bound.ok()) << text << base::format_issues(bound.issues());
        auto made = report::make_document(region_model(), bound.value(), contents_for(bound.value(), {{"*", "-1/3"}}));
        ASSERT_TRUE(made.ok()) << text << base::format_issues(made.issues());
    }
}

TEST(hsn_template, prints_the_published_income_statement) {
    auto bound = bind_hsn("2026-T1");
    ASSERT_TRUE(bound.ok()) << base::format_issues(bound.issues());
    ExactValues values = {{"*", "1/3"}};
    const model::Statement& statement = *region_model().find_statement("income_statement");
    std::vector<PublishedLine> lines = published_lines();
    ASSERT_EQ(lines.size(), statement.lines.size());
    for (std::size_t line = 0; line < lines.size(); ++line) {
        for (std::size_t column = 0; column < published_columns.size(); ++column) {
            values[statement.lines[line] + "@HSN:2026-04-ack" + published_columns[column].second] = lines[line].tkr[column] + "00000";
        }
    }
    auto made = report::make_document(region_model(), bound.value(), contents_for(bound.value(), values));
    ASSERT_TRUE(made.ok()) << base::format_issues(made.issues());
    for (const report::Block& block : made.value().blocks) {
        const auto* table = std::get_if<report::Table>(&block);
        if (table == nullptr || table->id != "income_statement") continue;
        ASSERT_EQ(table->rows.size(), lines.size());
        for (std::size_t line = 0; line < lines.size(); ++line) {
            EXPECT_EQ(text_of(table->rows[line].cells[0]), lines[line].label);
            for (std::size_t column = 0; column < published_columns.size(); ++column) {
                std::string printed = base::replaced(base::replaced(text_of(table->rows[line].cells[column + 1]), "_", ""), "−", "-");
                EXPECT_EQ(printed, "[" + lines[line].tkr[column] + "]") << lines[line].label;
            }
        }
        return;
    }
    FAIL() << "no income statement";
}

}  // namespace
}  // namespace tertial::report_test
