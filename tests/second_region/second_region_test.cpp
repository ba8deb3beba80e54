// A region that was never in the programmers' minds, in models/fjallmarken: another chart of accounts, costs printed with plus, four levels of
// assessment with a trend, plan years instead of forecasts, clinics right below their board. It is reported by the finished program, and every
// number is reckoned by hand beside it.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <map>

#include "base/json.hpp"
#include "errors/program_run.hpp"
#include "proofs/printed_text.hpp"

namespace tertial {
namespace {

using base::Json;
using Row = std::vector<std::string>;

class SecondRegion : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        std::string folder = std::filesystem::temp_directory_path().string() + "/tertial-second-region-XXXXXX";
        ASSERT_NE(mkdtemp(folder.data()), nullptr);
        folder_ = folder;
        const std::string project = TERTIAL_SOURCE_FOLDER, sources = project + "/tests/second_region/source/", workspace = folder_ + "/workspace";
        run({"new", workspace, "--model", project + "/models/fjallmarken"});
        std::vector<std::string> deliver = {"deliver", workspace};
        for (const auto& file : std::filesystem::directory_iterator(sources)) deliver.push_back(file.path().string());
        run(deliver);
        run({"enter", workspace, project + "/tests/second_region/entries.jsonl"});
        run({"report", workspace, "follow-up", "--unit", "VS", "--period", "2026-Q1", "--format", "json,html", "--out", folder_});
        auto document = base::parse_json(errors::read_text(folder_ + "/follow-up-2026-Q1.json"));
        ASSERT_TRUE(document.ok()) << base::format_issues(document.issues());
        document_ = document.value();
    }
    static void TearDownTestSuite() { std::filesystem::remove_all(folder_); }

    static std::string run(std::vector<std::string> words) {
        words.insert(words.begin(), TERTIAL_PROGRAM);
        errors::Ended ended = errors::run_program(words, folder_, {});
        EXPECT_LE(ended.status, 1) << words[1] << ": " << ended.err;
        return ended.out;
    }
    /// The rows of a table, comments left out.
    static std::vector<Row> rows_of(const std::string& id) {
        std::vector<Row> rows;
        for (const Json& block : document_["blocks"]) {
            if (!block.contains("id") || block["id"] != id) continue;
            for (const Json& row : block["rows"]) {
                if (row["kind"] == "comment") continue;
                Row cells;
                for (const Json& cell : row["cells"]) cells.push_back(proofs::as_published(proofs::text_of(cell)));
                rows.push_back(std::move(cells));
            }
        }
        return rows;
    }
    static Row heads_of(const std::string& id) {
        Row heads;
        for (const Json& block : document_["blocks"]) {
            if (!block.contains("id") || block["id"] != id) continue;
            for (const Json& column : block["columns"]) heads.push_back(proofs::text_of(column["head"]));
        }
        return heads;
    }

    static std::string folder_;
    static Json document_;
};

std::string SecondRegion::folder_;
Json SecondRegion::document_;

TEST_F(SecondRegion, costs_are_printed_with_plus_and_plan_years_stand_beside) {
    EXPECT_EQ(heads_of("cost"),
              (Row{"Kostnader skrivs med plus", "Utfall januari–mars 2026", "Plan januari–mars 2026", "Avvikelse", "Plan 2026", "Plan 2027", "Plan 2028"}));
    // Wages: 349 000 kr a month and three tenths on top, three months; the plan has 340 000, and two and five per cent more in the years that follow.
    EXPECT_EQ(rows_of("cost"), (std::vector<Row>{{"Löner", "1361", "1326", "35", "5304", "5410", "5569"},
                                                 {"Läkemedel och material", "240", "225", "15", "900", "918", "945"},
                                                 {"Lokaler", "90", "90", "0", "360", "360", "360"},
                                                 {"Summa kostnader", "1691", "1641", "50", "6564", "6688", "6874"},
                                                 {"Besöksavgifter", "-84", "-78", "-6", "-312", "-312", "-312"},
                                                 {"Ersättningar", "-90", "-90", "0", "-360", "-360", "-360"},
                                                 {"Behov av skattemedel", "1517", "1473", "44", "5892", "6016", "6202"}}));
}

TEST_F(SecondRegion, outcomes_get_one_of_four_levels_and_the_trend_counts) {
    // 438 of 500 planned visits: 87,6 per cent, which is more than 95 per cent of 90. 105 acute visits against 100 at most.
    EXPECT_EQ(rows_of("indicators-near"),
              (std::vector<Row>{{"Besök inom en vecka", "Nästan uppfyllt", "88", "Minst 90"}, {"Akuta besök", "Nästan uppfyllt", "105", "Max 100"}}));
    // 1 361,1 / 1 326 is 2,6 per cent more. Six have left, two thirds of what four would be, but eight did a year before.
    EXPECT_EQ(rows_of("indicators-staff"),
              (std::vector<Row>{{"Lönekostnadens ökning", "Uppfyllt", "2.6", "Max 3"}, {"Medarbetare som slutat", "På väg", "6", "Max 4"}}));
    EXPECT_EQ(heads_of("goals"), (Row{"Målområde med övergripande mål", "Uppdrag: uppfyllda", "nästan uppfyllda", "på väg", "inte uppfyllda",
                                      "Nyckeltal: uppfyllda", "nästan uppfyllda", "på väg", "inte uppfyllda", "Samlad bedömning"}));
    const std::vector<Row> goals = rows_of("goals");
    ASSERT_EQ(goals.size(), 4U);
    EXPECT_EQ(goals[0], (Row{"Nära – Vården finns nära den som behöver den", "", "1", "", "", "", "2", "", "", "På väg"}));
    EXPECT_EQ(goals[2], (Row{"Totalt antal", "", "1", "", "", "1", "2", "1", "", ""}));
}

TEST_F(SecondRegion, clinics_stand_right_below_their_board) {
    EXPECT_EQ(rows_of("clinics"), (std::vector<Row>{{"Mottagning Nord", "657", "4", "765"},
                                                    {"Mottagning Syd", "903", "-4", "825"},
                                                    {"Jourmottagningen", "45", "7", "9867"},
                                                    {"Alla", "1605", "0", "1054"}}));
}

TEST_F(SecondRegion, sentences_say_what_more_cost_means_here) {
    std::string first;
    for (const Json& block : document_["blocks"]) {
        if (first.empty() && block["type"] == "paragraph") first = proofs::text_of(block["content"]);
    }
    // As published: without the blanks within numbers and before their units.
    EXPECT_EQ(proofs::as_published(first),
              "Behovet av skattemedel är 1517tkr januari–mars 2026. 44tkr mer än planen. Ett besök kostar 1054kr. mot 1021kr januari–mars 2025.");
}

TEST_F(SecondRegion, what_is_between_the_boards_is_left_out_on_request) {
    const std::string workspace = folder_ + "/workspace";
    const std::string all = run({"figure", workspace, "premises@FM:2026-03-ack"}),
                      external = run({"figure", workspace, "premises@FM:2026-03-ack:basis=external"});
    EXPECT_EQ(all.substr(0, 1), "0") << all << "the boards' rents cancel out";
    EXPECT_EQ(external.substr(0, 1), "0") << external;
    EXPECT_NE(run({"trace", workspace, "wages@M-NORD:2026-01"}).find("booking-2026.csv"), std::string::npos);
    EXPECT_NE(run({"explain", workspace, "visits_within_week@VS:2026-03-ack"}).find("Besök inom en vecka"), std::string::npos);
}

TEST_F(SecondRegion, initiatives_are_measured_each_in_its_own_way_and_common_rows_count_once) {
    auto exact_of = [](const std::string& question) {
        auto figure = base::parse_json(run({"figure", folder_ + "/workspace", question, "--json"}));
        return figure.ok() && figure.value()["value"].is_string() ? figure.value()["value"].get<std::string>() : figure.value()["absence"].get<std::string>();
    };
    // In öre. The booking system has costs with minus, so more cost is a negative effect without any change of sign.
    // Wages in the north: 3 × 105 000 kr against 3 × 100 000 a year earlier. Of the 60 000 of the year a quarter is expected by March.
    EXPECT_EQ(exact_of("initiative_outturn[initiative = 'north_schedule']@VS:2026-03-ack"), "-31500000");
    EXPECT_EQ(exact_of("initiative_effect[initiative = 'north_schedule']@VS:2026-03-ack"), "-1500000");
    EXPECT_EQ(exact_of("initiative_effect_expected[initiative = 'north_schedule']@VS:2026-03-ack"), "1500000");
    // All wages: 1 361 100 kr against 1 326 000, the north's 15 000 among them. Nothing was to come before April.
    EXPECT_EQ(exact_of("initiative_effect[initiative = 'fewer_extra_shifts']@VS:2026-03-ack"), "-3510000");
    EXPECT_EQ(exact_of("initiative_effect_together[initiative = 'fewer_extra_shifts']@VS:2026-03-ack"), "-2010000");
    EXPECT_EQ(exact_of("initiative_effect_expected[initiative = 'fewer_extra_shifts']@VS:2026-03-ack"), "0");
    EXPECT_EQ(exact_of("count(initiative_outcome where overlaps_with = 'north_schedule')@VS:2026-03-ack"), "1");
    // Material: 240 000 kr against a plan of 225 000. It is an effect, and has no level.
    EXPECT_EQ(exact_of("initiative_effect[initiative = 'supply_list']@VS:2026-03-ack"), "-1500000");
    EXPECT_EQ(exact_of("initiative_outturn[initiative = 'supply_list']@VS:2026-03-ack"), "not_measured");
    // Premises in the south in January and February: 30 000 kr, two thirds of the 45 000 of January to March 2025.
    EXPECT_EQ(exact_of("initiative_effect[initiative = 'shared_premises']@VS:2026-02-ack"), "0");
    // Together: 15 000, what the wages have besides, 15 000, and nothing. Levels are not summed where one of the rows has none.
    EXPECT_EQ(exact_of("initiative_effect_together@VS:2026-03-ack"), "-5010000");
    EXPECT_EQ(exact_of("initiative_outturn@VS:2026-03-ack"), "missing");
    EXPECT_EQ(exact_of("initiative_effect[initiative = 'new_clinic_hours']@VS:2026-03-ack"), "not_measured") << "nobody has said how it is measured";

    const std::string explained = run({"explain", folder_ + "/workspace", "initiative_effect_together[initiative = 'fewer_extra_shifts']@VS:2026-03-ack"});
    EXPECT_NE(explained.find("sum(booking.amount where account.line = 'wages')@VS:2026-03-ack"), std::string::npos) << explained;
    const std::string traced = run({"trace", folder_ + "/workspace", "initiative_effect[initiative = 'supply_list']@VS:2026-03-ack"});
    EXPECT_NE(traced.find("supply_list,booking.amount"), std::string::npos) << traced;
    EXPECT_NE(run({"check", folder_ + "/workspace"}).find("fewer_extra_shifts mäts delvis i samma rader som north_schedule"), std::string::npos);
}

}  // namespace
}  // namespace tertial
