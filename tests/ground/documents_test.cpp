// What the documents say exists, exists; and the words that the glossary refuses are not used.
#include "ground/documents.hpp"

#include <gtest/gtest.h>

#include "ground/rooms.hpp"

namespace tertial::ground {
namespace {

/// Report templates are Markdown too, but they speak of figures, not of the project.
bool is_document(const std::string& path) { return path.ends_with(".md") && path.find("/reports/") == std::string::npos; }

World small_world() {
    World world;
    world.has = [](const std::string& path) { return std::set<std::string>{"README.md", "run", "src/base/text.hpp", "src", "docs/a.md"}.contains(path); };
    world.top_folders = {"src", "docs", "build", "var"};
    world.programs = {"tertial"};
    world.options_of_command = {{"figure", {"--unit", "--period"}}};
    world.options_of_script = {{"./run", {"--no-serve"}}};
    world.anchors_of_document = {{"docs/a.md", {"one-figure"}}};
    return world;
}

std::string first_finding(const std::string& text) {
    Findings findings = check_document("docs/a.md", text, small_world());
    return findings.empty() ? "" : findings.front().what;
}

TEST(Documents, name_only_what_exists) {
    World world = project_world();
    Findings findings;
    for (const ProjectFile& file : project_files()) {
        if (is_document(file.path)) append(findings, check_document(file.path, file.text, world));
    }
    EXPECT_TRUE(findings.empty()) << format_findings(findings);
}

TEST(Documents, cover_every_command) {
    const std::string& architecture = project_text("ARCHITECTURE.md");
    World world = project_world();
    EXPECT_GT(world.options_of_command.size(), 10u);
    for (const auto& [command, options] : world.options_of_command) {
        EXPECT_NE(architecture.find("`" + command + "`"), std::string::npos) << "ARCHITECTURE.md does not name the command " << command;
    }
}

TEST(Documents, stay_within_their_size) { EXPECT_LT(lines_of(project_text("ARCHITECTURE.md")).size(), 300u); }

TEST(Documents, name_tests_that_exist) {
    const std::string& text = project_text("docs/figures.md");
    Findings findings = check_named_tests("docs/figures.md", text, project_text);
    EXPECT_TRUE(findings.empty()) << format_findings(findings);
    EXPECT_NE(text.find("_test.cpp`"), std::string::npos);
}

TEST(Documents, use_no_word_that_the_glossary_refuses) {
    std::set<std::string> refused = refused_words(project_text("GLOSSARY.md"));
    EXPECT_GT(refused.size(), 10u);
    Findings findings;
    for (const ProjectFile& file : project_files()) {
        if (!room_of(file.path).empty() && has_ending(file.path, {".hpp", ".cpp"})) append(findings, check_words(file.path, file.text, refused));
    }
    EXPECT_TRUE(findings.empty()) << format_findings(findings);
}

TEST(DocumentCheck, follows_links_and_anchors) {
    EXPECT_EQ(first_finding("[a](../README.md) and [b](https://example.org/x) and [c](#one-figure)"), "");
    EXPECT_EQ(first_finding("[a](missing.md)"), "the link to missing.md leads nowhere");
    EXPECT_EQ(first_finding("[a](a.md#two-figures)"), "docs/a.md has no heading #two-figures");
    EXPECT_EQ(first_finding("![picture](images/none.png)"), "the link to images/none.png leads nowhere");
}

TEST(DocumentCheck, looks_up_paths) {
    EXPECT_EQ(first_finding("see `src/base/text.hpp`, `facts/<data set>/x` and `own/thing`"), "");
    EXPECT_EQ(first_finding("see `src/base/word.hpp`"), "src/base/word.hpp does not exist");
    EXPECT_EQ(first_finding("run `./walk`"), "./walk does not exist");
}

TEST(DocumentCheck, looks_up_commands_and_options) {
    EXPECT_EQ(first_finding("```sh\n./run --no-serve   # and wait\nbuild/bin/tertial figure W \\\n  x --unit HSN\n```\n"), "");
    EXPECT_EQ(first_finding("```sh\n./run --fast\n```\n"), "./run has no option --fast");
    EXPECT_EQ(first_finding("```sh\nbuild/bin/tertial dance\n```\n"), "tertial has no command dance");
    EXPECT_EQ(first_finding("run `tertial figure W x --colour red`"), "tertial figure has no option --colour");
    EXPECT_EQ(first_finding("```sh\nbuild/bin/gone\n```\n"), "the build makes no build/bin/gone");
    EXPECT_EQ(first_finding("```sh\nfrobnicate\n```\n"), "frobnicate is no command that a reader has");
    EXPECT_EQ(first_finding("```sh\ncat src/none.txt\n```\n"), "src/none.txt does not exist");
    EXPECT_EQ(first_finding("```\nanything at all\n```\n"), "");
}

TEST(DocumentCheck, looks_up_named_tests) {
    auto text_of = [](const std::string& path) { return path == "tests/a_test.cpp" ? std::string("TEST(Sum, is_exact) {}") : std::string(); };
    EXPECT_TRUE(check_named_tests("d.md", "| law | `tests/a_test.cpp` `Sum.is_exact` |\n", text_of).empty());
    EXPECT_EQ(check_named_tests("d.md", "| law | `tests/a_test.cpp` `Sum.is_late` |\n", text_of).size(), 1u);
    EXPECT_EQ(check_named_tests("d.md", "| law | `tests/b_test.cpp` |\n", text_of).size(), 1u);
}

TEST(WordCheck, finds_refused_words_in_identifiers_only) {
    std::set<std::string> refused = refused_words("| Term | Refused |\n|---|---|\n| `indicator` | `kpi`, `key_figure` |\n");
    EXPECT_EQ(refused, (std::set<std::string>{"kpi", "key_figure"}));
    EXPECT_TRUE(check_words("a.cpp", "int indicator = 1;  // no kpi here\nauto text = \"kpi\";", refused).empty());
    EXPECT_EQ(check_words("a.cpp", "int kpi_count;", refused).size(), 1u);
    EXPECT_EQ(check_words("a.cpp", "class KeyFigure {};", refused).size(), 1u);
    EXPECT_TRUE(check_words("a.cpp", "int skpig;", refused).empty());
}

}  // namespace
}  // namespace tertial::ground
