#include <gtest/gtest.h>

#include <set>

#include "base/files.hpp"
#include "synth/synth_run.hpp"

namespace tertial::synth_test {
namespace {

std::map<std::string, std::string> files_of(const std::string& folder) {
    std::map<std::string, std::string> files;
    auto names = base::list_files(folder);
    EXPECT_TRUE(names.ok());
    for (const std::string& name : names.value()) files[name] = base::read_file(folder + "/" + name).value();
    return files;
}

TEST(SynthRuns, same_seed_gives_the_same_bytes) {
    SynthRun first("--seed 3 --ledger-rows 20000"), second("--seed 3 --ledger-rows 20000");
    EXPECT_EQ(files_of(first.folder()), files_of(second.folder()));
}

TEST(SynthRuns, another_seed_gives_other_bytes) {
    SynthRun first("--seed 3 --only bed_day"), second("--seed 4 --only bed_day");
    EXPECT_NE(files_of(first.folder()), files_of(second.folder()));
}

TEST(SynthRuns, a_part_alone_is_the_same_as_in_the_whole) {
    SynthRun whole("--ledger-rows 20000"), part("--only ambulance_shift,budget");
    std::map<std::string, std::string> all = files_of(whole.folder());
    for (const auto& [name, bytes] : files_of(part.folder())) EXPECT_TRUE(all.at(name) == bytes) << name;
}

std::map<std::string, std::int64_t> sums_by_period_account_group(const std::string& folder, std::int64_t& row_count) {
    std::map<std::string, std::string> lines;
    for (const Row& row : model_rows("accounts.csv")) lines[row.at("account")] = row.at("line");
    std::map<std::string, std::int64_t> sums;
    for_each_row(folder, "ledger", "2025-01", "2026-04", [&](const Row& row) {
        const std::string& period = row.at("Period");
        if (board_of(row.at("Kostnadsställe"), period) != "HSN") return;
        ++row_count;
        std::string block = period.substr(0, 4) + (period.substr(5) <= "04" ? " jan-apr " : " maj-dec ");
        sums[block + lines.at(row.at("Konto")) + (row.at("Motpart").starts_with("M-HSN") ? " internal" : "")] += ore_of(row.at("Belopp"));
    });
    return sums;
}

TEST(SynthRuns, other_row_count_gives_the_same_totals) {
    SynthRun few("--only ledger --ledger-rows 5000"), many("--only ledger --ledger-rows 60000");
    std::int64_t few_rows = 0, many_rows = 0;
    EXPECT_EQ(sums_by_period_account_group(few.folder(), few_rows), sums_by_period_account_group(many.folder(), many_rows));
    EXPECT_EQ(few_rows, 5000);
    EXPECT_EQ(many_rows, 60000);
}

TEST(SynthRuns, ledger_has_fifteen_to_thirty_rows_per_cell) {
    SynthRun run("--only ledger");
    std::set<std::string> cells;
    std::int64_t row_count = 0;
    for_each_row(run.folder(), "ledger", "2025-01", "2026-04", [&](const Row& row) {
        EXPECT_EQ(row.at("Bokföringsdatum").substr(0, 7), row.at("Period"));
        if (board_of(row.at("Kostnadsställe"), row.at("Period")) != "HSN") return;
        ++row_count;
        cells.insert(row.at("Konto") + row.at("Kostnadsställe") + row.at("Motpart") + row.at("Period"));
    });
    EXPECT_EQ(row_count, 100'000);
    EXPECT_GE(row_count, 15 * static_cast<std::int64_t>(cells.size()));
    EXPECT_LE(row_count, 30 * static_cast<std::int64_t>(cells.size()));
}

TEST(SynthRuns, units_are_valid_when_they_are_used) {
    SynthRun run;
    std::map<std::string, std::string> valid_from;
    for (const Row& row : model_rows("organisation.csv")) valid_from[row.at("unit")] = row.at("valid_from");
    for_each_row(run.folder(), "ledger", "2025-01", "2026-04",
                 [&](const Row& row) { EXPECT_LE(valid_from.at(row.at("Kostnadsställe")), row.at("Bokföringsdatum")); });
    for_each_row(run.folder(), "bed_day", "2024-05", "2026-04", [&](const Row& row) { EXPECT_LE(valid_from.at(row.at("Enhet")), row.at("Datum")); });
    for_each_row(run.folder(), "ambulance_shift", "2024-01", "2026-04", [&](const Row& row) { EXPECT_LE(valid_from.at(row.at("Station")), row.at("Datum")); });
}

TEST(SynthRuns, wrong_use_and_failure_are_told_apart) {
    EXPECT_EQ(run_synth("--help").exit_status, 0);
    EXPECT_EQ(run_synth("").exit_status, 2);
    EXPECT_EQ(run_synth("--out x --model y --published z --only ledgr").exit_status, 2);
    EXPECT_EQ(run_synth("--out x --model y --published z --ledger-rows 10").exit_status, 2);
    SynthRun run("--only budget");
    EXPECT_EQ(run_synth("--out '" + run.folder() + "' --model /nowhere --published /nowhere").exit_status, 3);
}

}  // namespace
}  // namespace tertial::synth_test
