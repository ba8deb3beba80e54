// The house rules, held against every file of the project; and each rule shown to be able to fail.
#include "ground/tidy.hpp"

#include <gtest/gtest.h>

namespace tertial::ground {
namespace {

bool is_code(const std::string& path) {
    bool is_lock = path.ends_with("package-lock.json");
    return !is_lock && has_ending(path, {".cpp", ".hpp", ".h", ".js", ".mjs", ".ts", ".css", ".cmake", ".typ"});
}

std::string first_of(const Findings& findings) { return findings.empty() ? "" : findings.front().what; }

TEST(Tidy, every_file_keeps_the_house_rules) {
    Findings findings;
    for (const ProjectFile& file : project_files()) {
        append(findings, check_any_file(file.path, file.text));
        append(findings, check_file_name(file.path));
        if (is_code(file.path)) append(findings, check_code_file(file.path, file.text));
        if (has_ending(file.path, {".cpp", ".hpp"})) append(findings, check_cpp_file(file.path, file.text));
    }
    EXPECT_TRUE(findings.empty()) << format_findings(findings);
}

TEST(TidyRule, paths_of_one_machine_are_found) {
    EXPECT_EQ(first_of(check_any_file("a.md", std::string("see /wo") + "rk/main\n")), std::string("/wo") + "rk/ belongs to one machine or one registry");
    EXPECT_NE(first_of(check_any_file("a.json", std::string("\"https://registry.") + "npmjs.org/x\"\n")), "");
    EXPECT_EQ(first_of(check_any_file("a.md", "see src/base and engine/workspace\n")), "");
}

TEST(TidyRule, long_files_and_lines_are_found) {
    EXPECT_NE(first_of(check_code_file("a.cpp", std::string(601, '\n'))), "");
    EXPECT_NE(first_of(check_code_file("a.cpp", std::string(181, 'x') + "\n")), "");
    EXPECT_EQ(first_of(check_code_file("a.cpp", std::string(180, 'x') + "\n")), "");
}

TEST(TidyRule, tabs_blanks_and_notes_are_found) {
    EXPECT_EQ(first_of(check_code_file("a.cpp", "\tint a;\n")), "a tab");
    EXPECT_EQ(first_of(check_code_file("a.cpp", "int a; \n")), "a blank at the end of the line");
    EXPECT_NE(first_of(check_code_file("a.cpp", std::string("// TO") + "DO: later\n")), "");
    EXPECT_EQ(first_of(check_code_file("a.cpp", "int a;")), "no line break at the end");
}

TEST(TidyRule, headers_without_preface_are_found) {
    EXPECT_NE(first_of(check_cpp_file("a.hpp", "#pragma once\nint a;\n")), "");
    EXPECT_NE(first_of(check_cpp_file("a.hpp", "// A number.\nint a;\n")), "");
    EXPECT_EQ(first_of(check_cpp_file("a.hpp", "// A number.\n#pragma once\nint a;\n")), "");
}

TEST(TidyRule, banned_calls_are_found_in_code_only) {
    EXPECT_NE(first_of(check_cpp_file("src/figures/a.cpp", "double sum = 0;\n")), "");
    EXPECT_EQ(first_of(check_cpp_file("src/figures/a.cpp", "int sum = 0;  // never a double\n")), "");
    EXPECT_EQ(first_of(check_cpp_file("src/figures/a.cpp", "auto text = \"double\";\n")), "");
    EXPECT_NE(first_of(check_cpp_file("src/figures/a.cpp", "auto x = std::stod(text);\n")), "");
    EXPECT_NE(first_of(check_cpp_file("src/engine/a.cpp", "auto now = std::time(nullptr);\n")), "");
    EXPECT_NE(first_of(check_cpp_file("src/engine/a.cpp", "localtime_r(&now, &parts);\n")), "");
    EXPECT_NE(first_of(check_cpp_file("src/engine/a.cpp", "std::setlocale(LC_ALL, \"\");\n")), "");
    EXPECT_NE(first_of(check_cpp_file("src/render/a.cpp", "std::system(\"ls\");\n")), "");
    EXPECT_EQ(first_of(check_cpp_file("src/render/a.cpp", "require_local_file_system(path);\n")), "");
    EXPECT_NE(first_of(check_cpp_file("src/engine/a.cpp", "std::printf(\"%d\", 1);\n")), "");
    EXPECT_EQ(first_of(check_cpp_file("src/engine/a.cpp", "std::snprintf(text, 9, \"%d\", 1);\n")), "");
    EXPECT_NE(first_of(check_cpp_file("src/engine/a.cpp", "throw std::runtime_error(\"x\");\n")), "");
}

TEST(TidyRule, long_functions_are_found) {
    std::string body;
    for (int line = 0; line < 68; ++line) body += "    ++a;\n";
    EXPECT_EQ(first_of(check_cpp_file("src/a.cpp", "int f(int a) {\n" + body + "}\n")), "");
    EXPECT_EQ(first_of(check_cpp_file("src/a.cpp", "int f(int a) {\n" + body + "    ++a;\n}\n")), "the function has 71 lines; divide it");
}

TEST(TidyRule, empty_words_in_names_are_found) {
    EXPECT_NE(first_of(check_file_name("src/base/text_util.cpp")), "");
    EXPECT_NE(first_of(check_file_name("src/common/text.cpp")), "");
    EXPECT_EQ(first_of(check_file_name("src/model/read_data_sets.cpp")), "");
}

}  // namespace
}  // namespace tertial::ground
