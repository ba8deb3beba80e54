// Every case file is a test. TERTIAL_UPDATE_GOLDEN=1 writes what comes out into the files instead; a check is never rewritten.
#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>
#include <iterator>

#include "base/files.hpp"
#include "base/text.hpp"
#include "cases/case_run.hpp"

namespace tertial::cases {
namespace {

class Case : public ::testing::TestWithParam<std::string> {};

constexpr Configuration configurations[] = {{"plain", 0, false, false, false},
                                            {"one thread", 1, false, false, false},
                                            {"opened anew between the steps", 2, true, false, false},
                                            {"rows in the other order", 2, false, true, false},
                                            {"each delivery superseded", 2, false, false, true}};

/// The rows alone: the head names the base unit, which an expression without a definition may call otherwise (a share, a plain number).
std::string without_head(std::vector<std::string> lines) {
    if (!lines.empty()) lines.erase(lines.begin());
    return base::joined(lines, "\n");
}

void run_case(const CaseFile& file, const std::string& name, const Configuration& configuration, bool is_update) {
    std::vector<std::pair<std::size_t, std::vector<std::string>>> updated;
    std::vector<std::string> last_table;
    CaseRun run(configuration);
    for (std::size_t index = 0; index < file.steps.size(); ++index) {
        const Step& step = file.steps[index];
        SCOPED_TRACE(name + ":" + std::to_string(step.line) + ": " + step.statement + " (" + configuration.name + ")");
        std::vector<std::string> lines = run.run(step);
        if (step.statement.starts_with("figure ")) {
            last_table = lines;
            ASSERT_GT(step.block_begin, 0U) << "a figure needs a block after ----";
            if (is_update) {
                updated.emplace_back(index, lines);
            } else {
                EXPECT_EQ(base::joined(lines, "\n"), base::joined(step.block, "\n"));
            }
        } else if (step.statement.starts_with("check ")) {
            EXPECT_EQ(without_head(lines), without_head(last_table)) << "the other road gives something else";
        } else {
            EXPECT_TRUE(lines.empty()) << base::joined(lines, "\n");
        }
    }
    if (is_update) {
        ASSERT_TRUE(base::write_file(file.path, with_blocks(file, updated)).ok());
    }
}

TEST_P(Case, comes_out) {
    CaseFile file = read_case(std::string(TERTIAL_CASE_FOLDER) + "/" + GetParam());
    ASSERT_EQ(file.lines.at(0), "# case: " + GetParam().substr(0, GetParam().size() - 5)) << "the first line names the case";
    bool is_update = std::getenv("TERTIAL_UPDATE_GOLDEN") != nullptr;
    // All of them take minutes; a plain run and one more, another for each case, find the same faults sooner.
    const char* mode = std::getenv("TERTIAL_TEST_MODE");
    const bool are_all = mode != nullptr && std::string(mode) == "long";
    const std::size_t other = 1 + std::hash<std::string>()(GetParam()) % (std::size(configurations) - 1);
    for (std::size_t index = 0; index < std::size(configurations); ++index) {
        if (index != 0 && index != other && !are_all) continue;
        run_case(file, GetParam(), configurations[index], is_update);
        if (is_update || HasFailure()) return;
    }
}

std::string name_of(const ::testing::TestParamInfo<std::string>& case_path) {
    std::string name = case_path.param.substr(0, case_path.param.size() - 5);
    for (char& sign : name) {
        if (sign == '/') sign = '_';
    }
    return name;
}

INSTANTIATE_TEST_SUITE_P(Files, Case, ::testing::ValuesIn(list_cases(TERTIAL_CASE_FOLDER)), name_of);

TEST(CaseFiles, are_there) { EXPECT_GE(list_cases(TERTIAL_CASE_FOLDER).size(), 8U); }

}  // namespace
}  // namespace tertial::cases
