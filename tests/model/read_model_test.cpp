// The model as it is read: everything at once, each finding with its place; and the region's own model, which must be sound.
#include <gtest/gtest.h>

#include <set>

#include "base/text.hpp"
#include "figures/bound.hpp"
#include "tests/figures/small_model.hpp"

namespace tertial::model {
namespace {

/// "code file:line" of every issue, in order.
std::vector<std::string> issues_of(const ModelFiles& files) {
    std::vector<std::string> lines;
    auto model = read_model(files, "");
    if (model.ok()) return lines;
    for (const base::Issue& issue : model.issues()) lines.push_back(issue.code + " " + issue.place.file + ":" + std::to_string(issue.place.line));
    return lines;
}

TEST(ReadModel, all_problems_of_all_files_come_at_once) {
    ModelFiles files = tests::small_model_files();
    files["organisation.csv"] = "unit,name,kind,parent,site\nR,Regionen,region,,\nA,A,ward,B,east\nB,B,ward,A,west\nA,Igen,ward,R,\nC,C,ward,X,\n";
    files["bases.yaml"] = "bases:\n  - id: total\n    label: totalt\n    label: igen\n";
    files["indicators/tried.yaml"] = "indicators:\n  - {id: x, label: X, kind: flo, unit: tkr, expression: fees, extra: 1}\n";
    files["mappings/bad.yaml"] = "mapping: bad\n data_set: ledger\n";
    files["targets.csv"] = "indicator,unit,period,column,basis,comparison,value,measure_unit\nfeez,Q,2026-99,outturn,totl,most,abc,tkrr\n";
    EXPECT_EQ(issues_of(files), (std::vector<std::string>{
                                    "key_is_given_twice bases.yaml:4", "value_is_not_allowed indicators/tried.yaml:2", "key_is_unknown indicators/tried.yaml:2",
                                    "yaml_is_not_readable mappings/bad.yaml:2", "organisation_has_a_cycle organisation.csv:3",
                                    "code_is_given_twice organisation.csv:5", "unit_is_unknown organisation.csv:6", "basis_is_unknown targets.csv:2",
                                    "indicator_is_unknown targets.csv:2", "number_is_not_readable targets.csv:2", "period_is_not_readable targets.csv:2",
                                    "unit_is_unknown targets.csv:2", "value_is_not_allowed targets.csv:2", "value_is_not_allowed targets.csv:2"}));
}

TEST(ReadModel, what_is_wrong_with_a_mapping_is_said_with_what_can_be_done) {
    ModelFiles files = tests::small_model_files();
    files["mappings/bad.yaml"] =
        "mapping: bad\ndata_set: ledgre_of_another_kind\nhead_line: first\nwrong_key_altogether: 1\ncolumns: [a]\nfixed: {a: [b]}\ncodes: {[a]: b}\n"
        "opposite_sign: [{a: b}]\nmultiplied_by: {amount: 7}\n";
    files["mappings/worse.yaml"] = "mapping: worse\ndata_set: ledger\ncolumns: {a: something_else}\n";
    auto model = read_model(files, "");
    ASSERT_FALSE(model.ok());
    EXPECT_GE(model.issues().size(), 8U) << base::format_issues(model.issues());
    for (const base::Issue& issue : model.issues()) EXPECT_FALSE(issue.hint.empty()) << base::format_issue(issue);
}

TEST(ReadModel, what_is_taken_away_from_must_be_a_number_that_a_column_gives) {
    const std::string before = "mapping: tried\ndata_set: ledger\ncolumns: {P: period, U: unit, A: account, B: amount}\n";
    auto codes_of = [&](const std::string& rest) {
        ModelFiles files = tests::small_model_files();
        files["mappings/tried.yaml"] = before + rest;
        std::set<std::string> codes;
        auto model = read_model(files, "");
        if (model.ok()) return codes;
        for (const base::Issue& issue : model.issues()) {
            EXPECT_FALSE(issue.hint.empty()) << base::format_issue(issue);
            codes.insert(issue.code);
        }
        return codes;
    };
    std::set<std::string> without = codes_of(""), with = codes_of("subtract: {C: amount}\n");
    EXPECT_EQ(with, without) << "credit is taken away from debit";
    EXPECT_TRUE(codes_of("subtract: {C: amuont}\n").contains("field_is_unknown"));
    EXPECT_TRUE(codes_of("subtract: {C: account}\n").contains("field_has_wrong_type"));
    EXPECT_TRUE(codes_of("subtract: {B: amount}\n").contains("field_is_given_twice"));
    EXPECT_TRUE(codes_of("subtract: {C: amount, D: amount}\n").contains("field_is_given_twice"));
    EXPECT_TRUE(codes_of("subtract: {C: amount}\nleaves_out: {amount: [\"0\"]}\n").contains("value_is_not_allowed"));
}

TEST(ReadModel, the_years_decisions_are_read_as_exact_values) {
    ModelFiles files = tests::small_model_files();
    files["targets.csv"] = "indicator,unit,period,column,basis,comparison,value,measure_unit\nstaff,N,2026,change_percent,external,max,-7.5,percent\n";
    files["initiatives.csv"] = "initiative,name,unit,year,full_year_effect_mkr,lines\nagency,Hyrbemanning,N,2026,95,staff fees\n";
    auto model = read_model(files, "");
    ASSERT_TRUE(model.ok()) << base::format_issues(model.issues());
    EXPECT_EQ(base::format_exact(model.value().targets.at(0).value.value), "-3/40");
    EXPECT_EQ(model.value().initiatives.at(0).full_year_effect_ore, 9'500'000'000);
    EXPECT_EQ(model.value().initiatives.at(0).lines, (std::vector<std::string>{"staff", "fees"}));
}

TEST(ReadModel, a_target_may_be_anothers_outcome_or_count_from_a_base_year) {
    ModelFiles files = tests::small_model_files();
    const std::string head = "target,indicator,unit,period,column,basis,comparison,value,measure_unit,outcome_unit,base_year,reference\n";
    files["targets.csv"] =
        head + "slower,fees,N,2026,change_percent,total,below_reference,,percent,R,,staff\nless,staff,N,2026,change_percent,total,max,-48,percent,,2019,\n";
    auto model = read_model(files, "");
    ASSERT_TRUE(model.ok()) << base::format_issues(model.issues());
    const Target& slower = model.value().targets.at(0);
    EXPECT_EQ(slower.reference, "staff");
    EXPECT_EQ(slower.outcome_unit, "R") << "the board answers for the region's outcome";
    EXPECT_EQ(slower.unit, "N");
    EXPECT_EQ(model.value().targets.at(1).outcome_unit, "N");
    EXPECT_EQ(model.value().targets.at(1).base_year, 2019);
    files["targets.csv"] = head +
                           "a,fees,N,2026,change_percent,total,below_reference,,percent,,,\nb,fees,N,2027,outturn,total,max,1,tkr,,,staff\n"
                           "c,fees,N,2028,outturn,total,below_reference,1,tkr,,,staff\nd,fees,N,2029,outturn,total,max,1,tkr,,2019,\n"
                           "e,fees,N,2030,change,total,max,1,tkr,,2030,\nf,fees,N,2031,outturn,total,below_reference,,tkr,X,,staf\n";
    EXPECT_EQ(issues_of(files),
              (std::vector<std::string>{"field_is_empty targets.csv:2", "value_is_not_allowed targets.csv:3", "value_is_not_allowed targets.csv:4",
                                        "value_is_not_allowed targets.csv:5", "value_is_not_allowed targets.csv:6", "indicator_is_unknown targets.csv:7",
                                        "unit_is_unknown targets.csv:7"}));
}

TEST(ReadModel, a_scheme_of_assessment_has_no_gap_and_no_level_that_is_never_reached) {
    ModelFiles files = tests::small_model_files();
    const std::string best = "schemes:\n  - id: four\n    valid_from: 2025-01-01\n    levels:\n      - {level: met, name: Uppfyllt, tone: good, when: [met]}\n";
    files["assessment_schemes.yaml"] =
        best +
        "      - {level: nearly, name: Nästan, tone: nearly, when: [fulfilment 90]}\n"
        "      - {level: better, name: På väg, tone: fair, when: [improved, within_tolerance]}\n"
        "      - {level: not, name: Inte, tone: bad}\n"
        "  - {id: two, valid_from: 2026-01-01, levels: [{level: yes, name: Ja, tone: good, when: [met]}, {level: no, name: Nej, tone: bad}]}\n";
    auto model = read_model(files, "");
    ASSERT_TRUE(model.ok()) << base::format_issues(model.issues());
    EXPECT_EQ(model.value().scheme_at(base::Month::of(2024, 12)).id, "four") << "nothing else was before it";
    EXPECT_EQ(model.value().scheme_at(base::Month::of(2025, 12)).id, "four");
    EXPECT_EQ(model.value().scheme_at(base::Month::of(2026, 1)).id, "two");
    EXPECT_EQ(*model.value().schemes.at(0).levels.at(1).rule.fulfilment_least, *base::parse_rational("0.9"));
    EXPECT_EQ(tests::small_model().scheme_at(base::Month::of(2026, 1)).id, "three_colours");
    auto faults = [&](const std::string& levels) {
        files["assessment_schemes.yaml"] = best + levels;
        return issues_of(files);
    };
    EXPECT_EQ(faults("      - {level: nearly, name: Nästan, tone: fair, when: [fulfilment 90]}\n"),
              std::vector<std::string>{"scheme_has_a_gap assessment_schemes.yaml:2"});
    EXPECT_EQ(
        faults(
            "      - {level: near, name: Nära, tone: nearly, when: [fulfilment 80]}\n      - {level: nearer, name: Närmre, tone: fair, when: [fulfilment 90]}\n"
            "      - {level: not, name: Inte, tone: bad}\n"),
        std::vector<std::string>{"level_is_never_reached assessment_schemes.yaml:7"});
    EXPECT_EQ(faults("      - {level: rest, name: Resten, tone: fair}\n      - {level: not, name: Inte, tone: bad}\n"),
              std::vector<std::string>{"level_is_never_reached assessment_schemes.yaml:7"});
    EXPECT_EQ(
        faults(
            "      - {level: met, name: Igen, tone: good, when: [improved]}\n      - {level: not_assessed, name: Inte, tone: grey, when: [fulfilment 100]}\n"),
        (std::vector<std::string>{"name_is_given_twice assessment_schemes.yaml:6", "name_is_given_twice assessment_schemes.yaml:7",
                                  "value_is_not_allowed assessment_schemes.yaml:7", "value_is_not_allowed assessment_schemes.yaml:7"}));
}

TEST(ReadModel, investment_objects_have_years_and_a_total_budget) {
    ModelFiles files = tests::small_model_files();
    files["investments.csv"] = "investment,name,unit,block,first_year,last_year,total_budget_tkr\nI1,Hiss,A,1,2023,2024,2000.5\nI2,Tak,A,1,2024,,\n";
    auto model = read_model(files, "");
    ASSERT_TRUE(model.ok()) << base::format_issues(model.issues());
    EXPECT_EQ(model.value().investments.at(0).total_budget_ore, 200'050'000);
    EXPECT_EQ(model.value().investments.at(1).last_year, 2024);
    EXPECT_FALSE(model.value().investments.at(1).total_budget_ore) << "nothing decided is not zero";
    files["investments.csv"] += "I1,Hiss igen,X,1,2024,2023,1.0000001\n";
    EXPECT_EQ(issues_of(files), (std::vector<std::string>{"name_is_given_twice investments.csv:4", "number_is_not_readable investments.csv:4",
                                                          "unit_is_unknown investments.csv:4", "year_is_before_the_first investments.csv:4"}));
}

TEST(ReadModel, what_an_initiative_gives_by_year_and_step_is_read_as_exact_values) {
    ModelFiles files = tests::small_model_files();
    files["initiatives.csv"] = "initiative,name,unit,year,full_year_effect_mkr,last_year\nagency,Hyrbemanning,N,2026,95,2028\n";
    files["initiative_years.csv"] = "initiative,year,effect_mkr,target_mkr\nagency,2026,0.5,\nagency,2027,,17.5\n";
    files["initiative_steps.csv"] = "step,name,initiative,package,gross_effect_mkr\nfirst,Steg,agency,1,38.09523809\n";
    auto model = read_model(files, "");
    ASSERT_TRUE(model.ok()) << base::format_issues(model.issues());
    EXPECT_EQ(model.value().initiatives.at(0).last_year, 2028);
    EXPECT_EQ(model.value().initiative_years.at(0).effect_ore, 50'000'000);
    EXPECT_FALSE(model.value().initiative_years.at(0).target_ore);
    EXPECT_EQ(model.value().initiative_years.at(1).target_ore, 1'750'000'000);
    EXPECT_EQ(model.value().initiative_steps.at(0).gross_effect_ore, 3'809'523'809);
    files["initiatives.csv"] = "initiative,name,unit,year,full_year_effect_mkr,last_year\nagency,Hyrbemanning,N,2026,95,2025\n";
    files["initiative_years.csv"] += "agency,2026,1,\nagnecy,2026,1,\n";
    files["initiative_steps.csv"] += "first,Igen,agency,1,1\nsecond,Steg,agnecy,1,\n";
    EXPECT_EQ(issues_of(files), (std::vector<std::string>{"name_is_given_twice initiative_steps.csv:3", "field_is_empty initiative_steps.csv:4",
                                                          "initiative_is_unknown initiative_steps.csv:4", "name_is_given_twice initiative_years.csv:4",
                                                          "initiative_is_unknown initiative_years.csv:5", "year_is_before_the_first initiatives.csv:2"}));
}

TEST(ReadModel, a_keyed_hash_is_for_pseudonyms_that_nothing_else_changes) {
    ModelFiles files = tests::small_model_files();
    const std::string pseudonym = "{name: project, type: text, pseudonym: true}", columns = "columns: {M: period, K: account, E: unit, B: amount, ";
    std::string& data_set = files["data_sets/ledger.yaml"];
    data_set = base::replaced(data_set, "{name: project, type: text}", pseudonym);
    auto issues_with = [&](const std::string& rest) {
        files["mappings/keyed.yaml"] = "mapping: keyed\ndata_set: ledger\n" + columns + rest;
        return issues_of(files);
    };
    EXPECT_EQ(issues_with("P: project}\nkeyed_hash: [project]\n"), std::vector<std::string>{});
    const std::vector<std::string> refused = {"keyed_hash_is_not_allowed mappings/keyed.yaml:1"};
    EXPECT_EQ(issues_with("P: [project, counterparty]}\nkeyed_hash: [project]\n"), refused) << "the column also gives it as it is";
    EXPECT_EQ(issues_with("P: project}\ncodes: {project: {a: b}}\nkeyed_hash: [project]\n"), refused);
    EXPECT_EQ(issues_with("P: project}\nleaves_out: {project: [a]}\nkeyed_hash: [project]\n"), refused);
    EXPECT_EQ(issues_with("}\nfixed: {project: a}\nkeyed_hash: [project]\n"), refused);
    EXPECT_EQ(issues_with("P: project}\nkeyed_hash: [account]\n"), refused);
    EXPECT_EQ(issues_with("P: project}\nkeyed_hash: [patient]\n"), std::vector<std::string>{"field_is_unknown mappings/keyed.yaml:1"});
    data_set = base::replaced(data_set, pseudonym, "{name: project, type: text}");
    EXPECT_EQ(issues_with("P: project}\nkeyed_hash: [project]\n"), refused) << "the data set does not say that it is one";
}

TEST(ReadModel, the_hash_follows_every_file) {
    ModelFiles files = tests::small_model_files(), other = files;
    EXPECT_EQ(model_hash(files), model_hash(other));
    other["accounts.csv"] += "4003,Pension,staff\n";
    EXPECT_NE(model_hash(files), model_hash(other));
    // Moving text from one file's end to the next one's name must not go unseen.
    EXPECT_NE(model_hash({{"a", "bc"}}), model_hash({{"ab", "c"}}));
}

TEST(ReadModel, the_regions_own_model_is_sound) {
    std::string folder = std::string(TERTIAL_SOURCE_DIR) + "/models/jamtland-harjedalen";
    auto model = read_model(read_model_files(folder).value(), "");
    ASSERT_TRUE(model.ok()) << base::format_issues(model.issues());
    EXPECT_TRUE(figures::check_definitions(model.value()).empty()) << base::format_issues(figures::check_definitions(model.value()));
    EXPECT_FALSE(model.value().targets.empty());
    EXPECT_FALSE(model.value().initiatives.empty());
}

}  // namespace
}  // namespace tertial::model
