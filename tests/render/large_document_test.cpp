// Documents at the edge of what a report holds: a table of two thousand rows and labels of three hundred characters, with and without a
// place to break. Nothing is left out, and nothing runs off the page.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <regex>
#include <sstream>

#include "base/files.hpp"
#include "base/rational.hpp"
#include "base/result.hpp"
#include "render/html.hpp"
#include "render/pdf/render_pdf.hpp"
#include "sample_document.hpp"

namespace tertial::render_test {
namespace {

constexpr int row_count = 2000;

std::string long_label(const std::string& piece) {
    std::string label;
    while (label.size() < 300) label += piece;
    return label.substr(0, 300);
}
const std::string spaced_label = long_label("uppföljning av vård ");
const std::string unbroken_label = long_label("arbetsmiljö");

report::Document large_document() {
    report::Document document = small_document();
    report::Table table = std::get<report::Table>(document.blocks[2]);
    table.rows.clear();
    for (int row = 0; row < row_count; ++row) table.rows.push_back({report::RowKind::line, {{report::Text{"rad"}}, {count_of("a@b", row)}}});
    table.rows[1].cells[0] = {report::NameInline{spaced_label}};
    table.rows[2].cells[0] = {report::NameInline{unbroken_label}};
    document.blocks = {report::Heading{1, "lang", {report::Text{unbroken_label}}}, report::Paragraph{{report::Text{unbroken_label}}}, table};
    return document;
}

std::size_t occurrences(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (std::size_t index = text.find(part); index != std::string::npos; index = text.find(part, index + part.size())) ++count;
    return count;
}

TEST(LargeDocument, every_row_and_label_stands_on_the_page) {
    std::string page = render::render_html(large_document(), {});
    EXPECT_EQ(occurrences(page, "data-figure=\"a@b\""), static_cast<std::size_t>(row_count));
    EXPECT_GE(occurrences(page, unbroken_label), 3U) << "in the heading, the contents and the table";
    EXPECT_EQ(occurrences(page, spaced_label), 1U);
}

/// The words of a PDF and how far to the right each ends, with the width of its page.
struct PlacedWord {
    base::Rational right;
    base::Rational page_width;
    std::string text;
};

std::vector<PlacedWord> words_of_pdf(const std::string& path) {
    std::string out = path + ".xml";
    EXPECT_EQ(std::system(("pdftotext -bbox '" + path + "' '" + out + "'").c_str()), 0);
    std::vector<PlacedWord> words;
    std::istringstream lines(base::read_file(out, std::uint64_t{256} << 20).value());
    const std::regex page("<page width=\"([0-9.]+)\""), word("xMax=\"([0-9.]+)\"[^>]*>([^<]*)</word>");
    base::Rational width;
    std::smatch found;
    for (std::string line; std::getline(lines, line);) {
        if (std::regex_search(line, found, page)) width = base::parse_rational(found[1].str()).value();
        if (std::regex_search(line, found, word)) words.push_back({base::parse_rational(found[1].str()).value(), width, found[2]});
    }
    return words;
}

TEST(LargeDocument, nothing_runs_off_the_printed_page) {
    const char* modules = std::getenv("TERTIAL_NODE_MODULES");
    if (modules == nullptr) GTEST_SKIP() << "TERTIAL_NODE_MODULES is not set";
    std::string folder = ::testing::TempDir() + "/large-document-" + std::to_string(getpid());
    std::filesystem::create_directories(folder);
    render::PdfOptions options;
    options.typst_module_folder = modules;
    options.work_folder = folder;
    auto pdf = render::render_pdf(large_document(), options);
    ASSERT_TRUE(pdf.ok()) << base::format_issues(pdf.issues());
    ASSERT_TRUE(base::write_file(folder + "/large.pdf", pdf.value()).ok());
    std::vector<PlacedWord> words = words_of_pdf(folder + "/large.pdf");
    std::size_t rows = 0;
    for (const PlacedWord& word : words) {
        rows += word.text == "rad" ? 1 : 0;
        auto margin = base::subtract(word.page_width, word.right);
        ASSERT_TRUE(margin.ok());
        EXPECT_GE(base::compare(margin.value(), base::Rational(20)), 0) << word.text;
    }
    EXPECT_EQ(rows, static_cast<std::size_t>(row_count) - 2);
    std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace tertial::render_test
