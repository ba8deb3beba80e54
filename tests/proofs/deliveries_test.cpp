// Deliveries that a controller can trust: what is put in a watched folder, what checks say of files that something is wrong with, and a
// later file for a closed period.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/csv.hpp"
#include "base/text.hpp"
#include "engine/changed_reports.hpp"
#include "engine/periods.hpp"
#include "engine/watch.hpp"
#include "proofs/demo_workspace.hpp"
#include "proofs/naive_region.hpp"

namespace tertial::proofs {
namespace {

namespace fs = std::filesystem;

std::string source(const std::string& name) { return demo_sources() + "/" + name; }

using Lines = std::vector<std::string>;
Lines lines_of(const std::string& path) { return base::split(base::trimmed(require(base::read_file(path))), '\n'); }

void write_lines(const std::string& path, const Lines& lines) {
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    require(base::write_file(path, text));
}

std::vector<std::string> names_in(const std::string& folder) { return require(base::list_names(folder)); }

engine::WatchRequest watching(const std::string& folder) {
    engine::WatchRequest request;
    request.folder = folder;
    request.settle_seconds = 0;
    request.poll_milliseconds = 1;
    request.once = true;
    return request;
}

TEST(WatchedFolder, moves_what_is_accepted_and_what_is_refused_with_receipts_and_leaves_the_rest) {
    TemporaryFolder folder;
    auto workspace = make_empty_workspace(folder.path() + "/w");
    std::string inbox = folder.path() + "/in";
    require(base::make_folders(inbox));
    fs::copy(source("ledger-2026-01.csv"), inbox);
    fs::copy(source("ledger-2026-02.csv"), inbox + "/ledger-2026-02.csv.part");
    fs::create_symlink(source("ledger-2026-03.csv"), inbox + "/ledger-2026-03.csv");
    Lines bad = lines_of(source("ledger-2026-04.csv"));
    bad[5] += ";=HYPERLINK(\"x\")";
    bad[7] = base::replaced(bad[7], "2026-04;", "2026-04;=1+1");
    write_lines(inbox + "/ledger-2026-04.csv", bad);
    std::vector<engine::WatchedFile> told;
    require(engine::watch_folder(*workspace, watching(inbox), [&](const engine::WatchedFile& file) { told.push_back(file); }));
    ASSERT_EQ(told.size(), 2u);
    EXPECT_TRUE(told[0].is_accepted);
    EXPECT_FALSE(told[1].is_accepted);
    EXPECT_EQ(names_in(inbox), (std::vector<std::string>{"accepted", "ledger-2026-02.csv.part", "ledger-2026-03.csv", "refused"}));
    EXPECT_EQ(names_in(inbox + "/accepted"),
              (std::vector<std::string>{"ledger-2026-01.csv", "ledger-2026-01.csv.problems.csv", "ledger-2026-01.csv.receipt.html",
                                        "ledger-2026-01.csv.receipt.json", "ledger-2026-01.csv.receipt.txt"}));
    EXPECT_EQ(require(base::read_file(inbox + "/accepted/ledger-2026-01.csv")), require(base::read_file(source("ledger-2026-01.csv"))));
    Lines problems = lines_of(inbox + "/refused/ledger-2026-04.csv.problems.csv");
    ASSERT_EQ(problems.size(), 3u);
    EXPECT_EQ(problems[1], inbox + "/ledger-2026-04.csv;;6;;;row_has_wrong_width;fel;" + problems[1].substr(problems[1].find("fel;") + 4));
    EXPECT_NE(problems[2].find(";Konto;'=1+1"), std::string::npos) << problems[2] << ": a formula is written as a text";
    engine::State state = require(engine::load_snapshot(*workspace)).state;
    ASSERT_EQ(state.deliveries.size(), 1u);
    auto receipt = base::parse_json(require(base::read_file(inbox + "/accepted/ledger-2026-01.csv.receipt.json")));
    EXPECT_EQ(require(std::move(receipt))["receipts"][0]["delivery"], state.deliveries[0].delivery);

    // The same name again: what lies there stays.
    fs::copy(source("ledger-2026-01.csv"), inbox);
    require(engine::watch_folder(*workspace, watching(inbox), [&](const engine::WatchedFile& file) { told.push_back(file); }));
    EXPECT_EQ(told.back().path, inbox + "/accepted/ledger-2026-01-2.csv");
    EXPECT_NE(told.back().text.find("oförändrad"), std::string::npos);
    std::string page = require(base::read_file(inbox + "/accepted/ledger-2026-01-2.csv.receipt.html"));
    EXPECT_NE(page.find("samma innehåll gäller redan"), std::string::npos);
    EXPECT_EQ(page.find("lämnar utanför"), std::string::npos) << "nobody has read the rows, so none are counted as left out";
}

/// The ledger of some months in a workspace, with the last month's lines changed; the warnings' codes, and texts by code.
class ChangedLedger : public testing::Test {
protected:
    void deliver_months(std::initializer_list<const char*> months) {
        std::vector<std::string> paths;
        for (const char* month : months) paths.push_back(source("ledger-" + std::string(month) + ".csv"));
        deliver(*workspace_, paths);
    }
    std::vector<std::string> warnings_of(const Lines& lines, const std::string& code) {
        std::string path = folder_.path() + "/ledger-2026-03.csv";
        write_lines(path, lines);
        engine::DeliveryRequest request;
        request.paths = {path};
        request.check_only = true;
        std::vector<std::string> found;
        std::vector<engine::Receipt> receipts = require(engine::deliver_files(*workspace_, request));
        for (const base::Issue& warning : receipts.front().warnings) {
            if (warning.code == code) found.push_back(base::replaced(warning.message, "\u00a0", " "));
        }
        return found;
    }
    static bool has_cell(const std::string& line, std::size_t column, const std::string& value) { return base::split(line, ';').at(column) == value; }

    TemporaryFolder folder_;
    std::unique_ptr<engine::Workspace> workspace_ = make_empty_workspace(folder_.path() + "/w");
    Lines march_ = lines_of(source("ledger-2026-03.csv"));
};

TEST_F(ChangedLedger, a_unit_that_is_cut_out_is_missed) {
    deliver_months({"2025-12", "2026-01", "2026-02"});
    ASSERT_TRUE(warnings_of(march_, "unit_has_stopped_delivering").empty());
    Lines cut = march_;
    std::erase_if(cut, [](const std::string& line) { return has_cell(line, 4, "3101"); });
    ASSERT_LT(cut.size(), march_.size());
    std::vector<std::string> found = warnings_of(cut, "unit_has_stopped_delivering");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_NE(found[0].find("Kostnadsställe 3101"), std::string::npos) << found[0];
}

TEST_F(ChangedLedger, a_file_with_half_its_rows_is_unlike_its_history_and_a_whole_one_is_not) {
    deliver_months({"2025-09", "2025-10", "2025-11", "2025-12", "2026-01", "2026-02"});
    EXPECT_TRUE(warnings_of(march_, "level_is_unusual").empty());
    Lines half(march_.begin(), march_.begin() + static_cast<std::ptrdiff_t>(march_.size() / 2));
    EXPECT_EQ(warnings_of(half, "level_is_unusual").size(), 2u) << "the rows and the amount";
    Lines twice = march_;
    twice.insert(twice.end(), march_.begin() + 1, march_.end());
    EXPECT_EQ(warnings_of(twice, "level_is_unusual").size(), 2u);
    std::vector<std::string> repeated = warnings_of(twice, "row_is_repeated");
    EXPECT_EQ(repeated.size(), 50u);
    EXPECT_NE(repeated.front().find("ytterligare " + std::to_string(march_.size() - 1 - 49)), std::string::npos) << repeated.front();
}

TEST_F(ChangedLedger, the_pairs_of_boards_differ_by_what_a_plain_sum_says) {
    // Independent of the model's reading: which board a cost centre lies under, by the table of the organisation alone. The one unit that moves
    // between boards later (9113) has no internal items.
    std::map<std::string, std::string> board_of_counterparty = {{"M-HSN", "HSN"}, {"M-RS", "RS"}, {"M-RUN", "RUN"}};
    std::string organisation = model_folder() + "/organisation.csv";
    std::map<std::string, std::string> parent;
    base::CsvTable units = require(base::read_csv_table(require(base::read_file(organisation)), ',', organisation));
    for (const base::CsvRow& row : units.rows) parent[row.fields[0]] = row.fields[3];
    auto board_of = [&](std::string unit) {
        while (!unit.empty() && unit != "HSN" && unit != "RS" && unit != "RUN") unit = parent[unit];
        return unit;
    };
    // The executive board forgets what it owes the health centres.
    Lines march = march_;
    std::erase_if(march, [](const std::string& line) { return has_cell(line, 4, "9116") && has_cell(line, 6, "M-HSN"); });
    ASSERT_LT(march.size(), march_.size());
    std::int64_t difference = 0;
    for (auto line = march.begin() + 1; line != march.end(); ++line) {
        Lines cells = base::split(*line, ';');
        auto other = board_of_counterparty.find(cells[6]);
        if (other == board_of_counterparty.end()) continue;
        std::string own = board_of(cells[4]);
        bool is_pair = (own == "HSN" && other->second == "RS") || (own == "RS" && other->second == "HSN");
        if (is_pair) difference += std::stoll(base::replaced(cells[8], ",", ""));
    }
    std::int64_t ore = std::abs(difference);
    std::string whole = std::to_string(ore / 100), shown;
    for (std::size_t index = 0; index < whole.size(); ++index) shown += (index > 0 && (whole.size() - index) % 3 == 0 ? " " : "") + whole.substr(index, 1);
    std::string cents = std::to_string(ore % 100);
    std::vector<std::string> found = warnings_of(march, "internal_pair_does_not_agree");
    std::string expected = "det skiljer " + shown + "," + (cents.size() < 2 ? "0" : "") + cents + " kr";
    ASSERT_EQ(found.size(), 1u);
    EXPECT_TRUE(found[0].ends_with(expected)) << found[0] << "\nexpected " << expected;
}

bool has_amount_of_care(const std::string& line) { return base::split(line, ';').at(4).starts_with("11"); }

TEST(ClosedPeriod, takes_a_later_file_only_with_a_reason_and_tells_what_it_changes) {
    TemporaryFolder folder;
    auto workspace = make_workspace(folder.path() + "/w");
    Lines april = lines_of(source("ledger-2026-04.csv"));
    // Another amount in the first row of the division for medicine.
    auto first = std::find_if(april.begin() + 1, april.end(), [](const std::string& line) { return has_amount_of_care(line); });
    Lines cells = base::split(*first, ';');
    cells[8] = base::replaced(cells[8], ",", "9,");
    *first = base::joined(cells, ";");
    std::string path = folder.path() + "/ledger-2026-04.csv";
    write_lines(path, april);
    engine::DeliveryRequest request;
    request.paths = {path};
    std::int64_t before_position = require(workspace->log().head()).position;
    auto refused = engine::deliver_files(*workspace, request);
    ASSERT_FALSE(refused.ok());
    ASSERT_EQ(refused.issues().back().code, "period_is_closed");
    EXPECT_EQ(require(workspace->log().head()).position, before_position);

    engine::Snapshot before = require(engine::load_snapshot(*workspace));
    request.reason = "rättad avgift";
    engine::Receipt receipt = require(engine::deliver_files(*workspace, request)).front();
    EXPECT_EQ(receipt.reason, "rättad avgift");
    ASSERT_EQ(receipt.changed_reports.size(), 1u);
    EXPECT_NE(refused.issues().back().message.find(receipt.changed_reports[0]), std::string::npos);
    // What was told beforehand is what the report shows now.
    engine::ReportRequest then = hsn_report();
    then.as_of = before.state.head.position;
    engine::MadeReport old_report = make_hsn_report(*workspace, then), new_report = make_hsn_report(*workspace);
    std::map<std::string, std::optional<base::Rational>> old_values;
    for (const engine::ComputedFigure& computed : old_report.figures) old_values[without_position(computed.figure.address)] = computed.figure.value;
    std::size_t changed = 0;
    for (const engine::ComputedFigure& computed : new_report.figures)
        changed += old_values.at(without_position(computed.figure.address)) != computed.figure.value;
    EXPECT_GT(changed, 0u);
    EXPECT_EQ(receipt.changed_reports[0],
              "hsn-tertial för HSN 2026-T1 (" + std::to_string(changed) + " av " + std::to_string(new_report.figures.size()) + " tal)");
    engine::Receipt kept = require(engine::find_receipt(*workspace, receipt.delivery));
    EXPECT_EQ(kept.changed_reports, receipt.changed_reports);
    EXPECT_EQ(kept.source_sums, receipt.control_sums.empty() ? kept.source_sums : receipt.source_sums);

    std::int64_t position = require(workspace->log().head()).position;
    engine::Withdrawal asked = require(engine::withdraw_delivery(*workspace, receipt.delivery, "fel fil", true));
    EXPECT_EQ(asked.changed_reports.size(), 1u) << "without its last month the report comes out otherwise";
    EXPECT_EQ(require(workspace->log().head()).position, position) << "asking changes nothing";
    EXPECT_NE(require(engine::load_snapshot(*workspace)).state.in_force("ledger", "all", base::Month::of(2026, 4)), nullptr);
    engine::Withdrawal withdrawal = require(engine::withdraw_delivery(*workspace, receipt.delivery, "fel fil"));
    EXPECT_EQ(withdrawal.changed_reports, asked.changed_reports);
    base::Json told = (*require(workspace->log().entries(withdrawal.position, withdrawal.position)).front().body)["changed_reports"];
    EXPECT_EQ(told, base::Json(asked.changed_reports));

    auto reopened = engine::set_period_state(*workspace, "ledger", base::Period::month(base::Month::of(2026, 4)), "open", "");
    ASSERT_FALSE(reopened.ok());
    EXPECT_EQ(reopened.issues().front().code, "period_is_closed");
    require(engine::set_period_state(*workspace, "ledger", base::Period::month(base::Month::of(2026, 4)), "open", "ny rättelse väntas"));
    request.reason.clear();
    request.paths = {source("ledger-2026-04.csv")};
    EXPECT_TRUE(engine::deliver_files(*workspace, request).ok()) << "an open month takes what comes";
}

TEST(Calendar, tells_what_came_in_time_what_came_late_and_what_is_late) {
    TemporaryFolder folder;
    auto workspace = make_empty_workspace(folder.path() + "/w");
    deliver(*workspace, {source("ledger-2026-03.csv")});
    engine::Snapshot snapshot = require(engine::load_snapshot(*workspace));
    auto of_ledger = [&](const char* day) {
        std::map<std::string, engine::ExpectedFile> files;
        for (const engine::ExpectedFile& file : engine::expected_files(snapshot, *base::parse_date(day))) {
            if (file.data_set == "ledger") files[base::format_period(file.period)] = file;
        }
        return files;
    };
    // Delivered in June by the counted clock; due on the 12th day after the month.
    auto in_may = of_ledger("2026-05-12");
    EXPECT_EQ(in_may.at("2026-03").arrival, engine::Arrival::delivered_late);
    EXPECT_EQ(base::format_date(in_may.at("2026-03").due), "2026-04-12");
    EXPECT_EQ(in_may.at("2026-04").arrival, engine::Arrival::awaited);
    EXPECT_FALSE(in_may.contains("2026-05"));
    auto a_day_later = of_ledger("2026-05-13");
    EXPECT_EQ(a_day_later.at("2026-04").arrival, engine::Arrival::late);
    EXPECT_EQ(a_day_later.at("2026-04").days_late, 1);
    EXPECT_EQ(a_day_later.begin()->first, "2024-01") << "from the first month that the model expects";
}

}  // namespace
}  // namespace tertial::proofs
