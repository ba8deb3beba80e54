// The tools of bench: a wrong answer is found however it is wrong, and copies of records have keys of their own.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "base/files.hpp"

namespace tertial::bench {
namespace {

class BenchTools : public testing::Test {
protected:
    BenchTools() {
        std::string pattern = (std::filesystem::temp_directory_path() / "tertial-bench-XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
    }
    ~BenchTools() override { std::filesystem::remove_all(folder_); }

    void write(const std::string& name, const std::string& text) const {
        std::filesystem::create_directories(std::filesystem::path(path(name)).parent_path());
        std::ofstream(path(name)) << text;
    }
    [[nodiscard]] std::string path(const std::string& name) const { return folder_ + "/" + name; }
    [[nodiscard]] std::string text_of(const std::string& name) const {
        auto text = base::read_file(path(name));
        return text.ok() ? text.value() : base::format_issues(text.issues());
    }

    /// Exit status; what was printed is in out.txt.
    [[nodiscard]] int run(const std::string& command) const { return WEXITSTATUS(std::system((command + " >" + path("out.txt") + " 2>&1").c_str())); }

    /// A report of one table, a cost of 3 and 1/2 with its change since last year and since seven years ago, another figure that no answer
    /// reaches, and two that are made of what people have said.
    [[nodiscard]] int compare(const std::string& answers) const {
        write("report.json", R"json({"blocks": [{"type": "table", "rows": [{"cells": [
            [{"type": "figure", "address": "cost@HSN:2026-04-ack:in=tkr:asof=9", "exact": "7/2"}],
            [{"type": "figure", "address": "cost@HSN:2026-04-ack:change:asof=9", "exact": "1/2"}],
            [{"type": "figure", "address": "cost@HSN:2026-04-ack:change-7y:asof=9", "exact": "3/2"}],
            [{"type": "figure", "address": "effect@HSN:2026-04-ack:asof=9", "exact": "5"}],
            [{"type": "figure", "address": "sum(forecast.low)@HSN:2026-04-ack:asof=9", "exact": "6"}],
            [{"type": "figure", "address": "staff@HSN:2026-04-ack:asof=9", "exact": "12"}]]}]}],
            "recipes": {"cost@HSN:2025-04-ack:asof=9": {"exact": "3"}, "cost@HSN:2019-04-ack:asof=9": {"exact": "2"},
                        "effect@HSN:2026-04-ack:asof=9": {"formula": "sum(initiative.effect where level = 'red')", "exact": "5"},
                        "sum(forecast.low)@HSN:2026-04-ack:asof=9": {"formula": "sum(forecast.low)", "exact": "6"}}})json");
        write("answers.txt", answers);
        return run(std::string(TERTIAL_COMPARE) + " " + path("report.json") + " " + path("answers.txt"));
    }

    /// Three copies of one source file.
    [[nodiscard]] int multiply(const std::string& name, const std::string& text) const {
        write("made/" + name, text);
        return run(std::string(TERTIAL_MULTIPLY) + " " + TERTIAL_SOURCE_FOLDER + "/models/jamtland-harjedalen " + path("made") + " " + path("source") + " 3");
    }

private:
    std::string folder_;
};

TEST_F(BenchTools, equal_answers_are_counted_and_what_they_do_not_reach_is_named) {
    EXPECT_EQ(compare("cost@HSN:2026-04-ack\t14/4\ncost@HSN:2025-04-ack\t3.0\ncost@HSN:2019-04-ack\t2\n"), 0) << text_of("out.txt");
    EXPECT_EQ(text_of("out.txt"),
              "3 svar jämförda exakt, alla lika; de räcker till 3 av de 4 siffrorna i rapportens tabeller och diagram\n"
              "  utan svar i SQL: staff@HSN:2026-04-ack\n");
}

TEST_F(BenchTools, an_answer_that_differs_stops_the_run) {
    EXPECT_EQ(compare("cost@HSN:2026-04-ack\t3.4999999999999999\n"), 3);
    EXPECT_NE(text_of("out.txt").find("cost@HSN:2026-04-ack är 7/2 hos oss"), std::string::npos) << text_of("out.txt");
}

TEST_F(BenchTools, a_change_that_does_not_follow_from_the_answers_stops_the_run) {
    EXPECT_EQ(compare("cost@HSN:2026-04-ack:change\t1/3\n"), 3);
    EXPECT_NE(text_of("out.txt").find("answer_differs"), std::string::npos) << text_of("out.txt");
}

TEST_F(BenchTools, a_change_of_seven_years_that_does_not_follow_from_the_answers_stops_the_run) {
    EXPECT_EQ(compare("cost@HSN:2026-04-ack\t7/2\ncost@HSN:2025-04-ack\t3\ncost@HSN:2019-04-ack\t1\n"), 3);
    EXPECT_NE(text_of("out.txt").find("cost@HSN:2026-04-ack:change-7y är 3/2 hos oss men 5/2 i SQL"), std::string::npos) << text_of("out.txt");
}

TEST_F(BenchTools, an_answer_to_what_the_report_does_not_hold_stops_the_run) {
    EXPECT_EQ(compare("price@HSN:2026-04-ack\t1\n"), 3);
    EXPECT_NE(text_of("out.txt").find("answer_is_to_nothing"), std::string::npos) << text_of("out.txt");
}

TEST_F(BenchTools, a_line_without_a_value_stops_the_run) {
    EXPECT_EQ(compare("cost@HSN:2026-04-ack\t\n"), 3);
    EXPECT_NE(text_of("out.txt").find("answer_is_not_readable"), std::string::npos) << text_of("out.txt");
}

TEST_F(BenchTools, copies_of_a_record_have_keys_of_their_own) {
    EXPECT_EQ(multiply("imaging_exam-2026-01.csv", "Undersökning;Datum;Enhet;Slag\nB1;2026-01-02;2601;xray\n"), 0) << text_of("out.txt");
    EXPECT_EQ(text_of("source/imaging_exam-2026-01.csv"),
              "Undersökning;Datum;Enhet;Slag\nB1;2026-01-02;2601;xray\nB1-x2;2026-01-02;2601;xray\nB1-x3;2026-01-02;2601;xray\n");
}

TEST_F(BenchTools, records_whose_key_is_a_day_or_a_unit_are_kept_single_and_named) {
    const std::string text = "Månad;Nämnd;Kommun;Personer\n2026-01;HSN;2380;64000\n";
    EXPECT_EQ(multiply("population-2026-01.csv", text), 0);
    EXPECT_EQ(text_of("source/population-2026-01.csv"), text);
    EXPECT_NE(text_of("out.txt").find("population: nyckeln saknar textfält"), std::string::npos) << text_of("out.txt");
}

}  // namespace
}  // namespace tertial::bench
