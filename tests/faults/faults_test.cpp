// Whatever goes wrong at whichever write, sync, rename or commit: the workspace is either as before or as after, it verifies, and
// the same command can be run again to its end. The program is run for real, with the shim between it and the disk.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <sstream>

#include "faults/small_workspace.hpp"

namespace tertial::faults {
namespace {

namespace fs = std::filesystem;

Environment faulty(long call, const std::string& kind) {
    return {{"LD_PRELOAD", TERTIAL_FAULT_SHIM}, {"TERTIAL_FAULT_AT", std::to_string(call)}, {"TERTIAL_FAULT_KIND", kind}};
}

class Faults : public testing::Test {
protected:
    void SetUp() override {
        std::string name = (fs::temp_directory_path() / "tertial-faults-XXXXXX").string();
        folder_ = mkdtemp(name.data());
        write_small_model(folder_ / "model");
        write("before/cost-2026-04.csv", "Period;Enhet;Belopp\n2026-04;R;100,00\n");
        write("after/cost-2026-04.csv", "Period;Enhet;Belopp\n2026-04;R;250,00\n2026-04;R;5,50\n");
        write("entries.jsonl", R"({"kind":"comment","actor":"a","body":{"slot":"s","unit":"R","period":"2026-04","text":"t","author_role":"r"}})"
                               "\n");
        ASSERT_EQ(run(folder_, {"new", path("start"), "--model", path("model")}).status, 0);
        ASSERT_EQ(run(folder_, {"deliver", path("start"), path("before/cost-2026-04.csv")}).status, 0);
        before_ = figure("start");
        ASSERT_NE(before_.find("\"10000\""), std::string::npos) << before_;
    }
    void TearDown() override { fs::remove_all(folder_); }

    [[nodiscard]] std::string path(const std::string& name) const { return (folder_ / name).string(); }
    void write(const std::string& name, const std::string& text) const { write_text(folder_ / name, text); }
    [[nodiscard]] std::string figure(const std::string& workspace) const {
        return run(folder_, {"figure", path(workspace), "cost_total", "--unit", "R", "--period", "2026-04", "--json"}).output;
    }
    [[nodiscard]] std::string value(const std::string& workspace) const {
        std::string text = figure(workspace);
        auto start = text.find("\"value\": ");
        return start == std::string::npos ? "none" : text.substr(start, text.find('\n', start) - start);
    }
    void copy_start() const {
        fs::remove_all(folder_ / "tried");
        fs::copy(folder_ / "start", folder_ / "tried", fs::copy_options::recursive);
    }
    /// How many calls the command makes when nothing goes wrong.
    [[nodiscard]] long count_calls(const Arguments& arguments) const {
        copy_start();
        EXPECT_EQ(run(folder_, arguments, {{"LD_PRELOAD", TERTIAL_FAULT_SHIM}, {"TERTIAL_FAULT_COUNT", path("count")}}).status, 0);
        long count = 0;
        std::ifstream(folder_ / "count") >> count;
        return count;
    }
    /// Tries the command with each call in turn going wrong; `check_after` looks at the workspace "tried" afterwards.
    void try_each_call(const Arguments& arguments, const std::function<void(int status)>& check_after) const {
        long calls = count_calls(arguments);
        ASSERT_GT(calls, 5) << "the shim must see the disk, or this test sees nothing";
        for (const char* kind : {"crash", "full"}) {
            for (long call = 1; call <= calls; ++call) {
                SCOPED_TRACE(std::string(kind) + " at call " + std::to_string(call) + " of " + std::to_string(calls));
                copy_start();
                int status = run(folder_, arguments, faulty(call, kind)).status;
                if (std::string(kind) == "crash")
                    EXPECT_EQ(status, 137);
                else
                    EXPECT_TRUE(status == 3 || status == 0) << status;
                ASSERT_EQ(run(folder_, {"verify", path("tried")}).status, 0);
                check_after(status);
                int again = run(folder_, arguments).status;
                EXPECT_EQ(again, 0) << "the same command must go through afterwards";
                if (HasFailure()) return;
            }
        }
    }

    fs::path folder_;
    std::string before_;
};

TEST_F(Faults, a_delivery_is_there_whole_or_not_at_all) {
    copy_start();
    Arguments deliver = {"deliver", path("tried"), path("after/cost-2026-04.csv")};
    const std::string before = "\"value\": \"10000\",", after = "\"value\": \"25550\",";
    try_each_call(deliver, [&](int status) {
        std::string found = value("tried");
        EXPECT_TRUE(found == before || found == after) << found;
        if (status == 0) EXPECT_EQ(found, after);
        if (status == 3) EXPECT_EQ(found, before) << "refused means that nothing changed";
        EXPECT_EQ(run(folder_, deliver).status, 0);
        EXPECT_EQ(value("tried"), after);
        EXPECT_EQ(run(folder_, {"clean", path("tried")}).status, 0);
        EXPECT_EQ(value("tried"), after) << "cleaning removes nothing that counts";
    });
}

TEST_F(Faults, cleaning_takes_drawings_that_can_be_made_again) {
    copy_start();
    EXPECT_EQ(run(folder_, {"clean", path("tried")}).status, 0) << "there need be none";
    write("tried/derived/charts/kept.svg", "<svg/>");
    EXPECT_EQ(run(folder_, {"clean", path("tried")}).status, 0);
    EXPECT_FALSE(fs::exists(path("tried/derived/charts")));
    EXPECT_EQ(value("tried"), "\"value\": \"10000\",");
}

TEST_F(Faults, what_people_write_is_entered_whole_or_not_at_all) {
    try_each_call({"enter", path("tried"), path("entries.jsonl")}, [&](int) { EXPECT_EQ(value("tried"), "\"value\": \"10000\","); });
}

TEST_F(Faults, a_model_version_is_activated_whole_or_not_at_all) {
    write("model/indicators/more.yaml", "indicators:\n  - {id: cost_twice, label: Dubbelt, kind: flow, unit: kr, expression: 2 * cost_total}\n");
    try_each_call({"activate", path("tried"), "--model", path("model")}, [&](int) { EXPECT_EQ(value("tried"), "\"value\": \"10000\","); });
}

/// The workspaces that earlier versions of the format left, made by scripts/keep_workspace.sh.
class KeptWorkspace : public Faults, public testing::WithParamInterface<std::string> {
protected:
    void SetUp() override {
        std::string name = (fs::temp_directory_path() / "tertial-kept-XXXXXX").string();
        folder_ = mkdtemp(name.data());
        fs::copy(kept_folder() / GetParam() / "workspace", folder_ / "start", fs::copy_options::recursive);
    }
    static fs::path kept_folder() { return fs::path(TERTIAL_PROJECT_FOLDER) / "tests/workspaces"; }
    /// As figures.txt has them. By aggregates and by rows.
    [[nodiscard]] std::string figures(const std::string& option) const {
        std::string told;
        std::ifstream questions(kept_folder() / "figures.txt");
        for (std::string question; std::getline(questions, question);) {
            Arguments arguments = {"figure", path("tried")};
            std::istringstream words(question);
            for (std::string word; words >> word;) arguments.push_back(word);
            if (!option.empty()) arguments.push_back(option);
            std::string answer = run(folder_, arguments).output;
            told += question + " = " + answer.substr(0, answer.find_last_not_of('\n') + 1) + "\n";
        }
        return told;
    }
    [[nodiscard]] std::string kept_figures() const { return text_of(kept_folder() / GetParam() / "figures.txt"); }
    static std::string text_of(const fs::path& file) {
        std::ifstream stream(file);
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    /// Every delivery has its sums where they belong, and nothing else lies there.
    void expect_new_layout() const {
        std::size_t deliveries = 0;
        for (const auto& entry : fs::recursive_directory_iterator(folder_ / "tried/facts")) {
            if (entry.path().filename().string().starts_with("delivery=")) {
                ++deliveries;
                EXPECT_TRUE(fs::exists(entry.path() / "_aggregate/aggregate.parquet")) << entry.path();
            }
            bool is_rows = entry.path().filename() == "rows.parquet";
            if (entry.is_regular_file() && !is_rows) EXPECT_TRUE(entry.path().parent_path().filename().string().starts_with("_")) << entry.path();
        }
        EXPECT_EQ(deliveries, 5U);
    }
};

TEST_P(KeptWorkspace, opens_and_every_figure_is_what_it_was) {
    ASSERT_NE(kept_figures(), "");
    copy_start();
    EXPECT_EQ(figures(""), kept_figures());
    EXPECT_EQ(figures("--no-aggregates"), kept_figures());
    EXPECT_EQ(run(folder_, {"verify", path("tried")}).status, 0);
    EXPECT_EQ(text_of(path("tried/tertial.json")), "{\"format\": \"tertial-workspace\", \"version\": 2}\n");
    expect_new_layout();
    Ended again = run(folder_, {"deliver", path("tried"), (kept_folder() / "source/files/wait-2026-01.csv").string()});
    EXPECT_EQ(again.status, 0);
    EXPECT_NE(again.output.find("redan"), std::string::npos) << "the same file is known: " << again.output;
    EXPECT_EQ(run(folder_, {"clean", path("tried")}).status, 0);
    EXPECT_EQ(figures(""), kept_figures());
}

TEST_P(KeptWorkspace, can_be_cut_short_while_it_is_opened) {
    if (GetParam() == "version-2") GTEST_SKIP() << "it is of this version: nothing is done to it";
    Arguments open = {"figure", path("tried"), "wait_median", "--unit", "R", "--period", "2026-01"};
    try_each_call(open, [&](int) {
        EXPECT_EQ(run(folder_, open).output, "0:20:00\n");
        expect_new_layout();
    });
}

INSTANTIATE_TEST_SUITE_P(AllVersions, KeptWorkspace, testing::Values("version-1", "version-2"),
                         [](const auto& info) { return info.param == "version-1" ? "version_1" : "version_2"; });

}  // namespace
}  // namespace tertial::faults
