// A report as of a log position is the same report for ever: whatever is corrected, entered or withdrawn later, the bytes of its JSON
// are what they were. And what is withdrawn is missing from then on, and is said to be.
#include <gtest/gtest.h>

#include <filesystem>

#include "proofs/changed_sources.hpp"
#include "proofs/demo_workspace.hpp"

namespace tertial::proofs {
namespace {

class AsOf : public ::testing::Test {
protected:
    AsOf() : workspace_(make_workspace(folder_.path() + "/workspace")) {}

    engine::MadeReport report(std::optional<std::int64_t> position = {}) {
        engine::ReportRequest request = hsn_report();
        request.as_of = position;
        return make_hsn_report(*workspace_, request);
    }
    static std::string json(const engine::MadeReport& made) { return require(engine::render_report(made, "json", {}, {})); }

    /// Books ten million kronor more of personnel cost in April, as a correction of the whole month.
    void correct_april() {
        std::string name = "ledger-2026-04.csv";
        SourceFile file = read_source_file(demo_sources() + "/" + name);
        CsvFields fields = fields_of(file, file.records.front());
        fields["Konto"] = "4011";
        fields["Kostnadsställe"] = "1101";
        fields["Belopp"] = "10000000,00";
        file.records.push_back(record_of(file, fields));
        std::string path = folder_.path() + "/" + name;
        require(base::write_file(path, file.text()));
        ASSERT_TRUE(deliver(*workspace_, {path}).front().changed);
    }

    TemporaryFolder folder_;
    std::unique_ptr<engine::Workspace> workspace_;
};

TEST_F(AsOf, an_earlier_position_gives_the_earlier_report_byte_for_byte) {
    engine::MadeReport before = report();
    std::string bytes = json(before), page = report_html(before);
    logbook::Head head = require(workspace_->log().head());
    correct_april();
    engine::MadeReport after = report();
    EXPECT_NE(json(after), bytes);
    engine::MadeReport again = report(head.position);
    EXPECT_EQ(json(again), bytes);
    EXPECT_EQ(report_html(again), page);
    EXPECT_EQ(after.document.as_of_position, head.position + 1);
}

TEST_F(AsOf, a_time_resolves_to_the_position_that_was_the_last_one_then) {
    logbook::Head head = require(workspace_->log().head());
    std::string bytes = json(report());
    std::string at = counted_clock();
    correct_april();
    EXPECT_EQ(require(workspace_->log().position_at(at)), head.position);
    EXPECT_EQ(json(report(require(workspace_->log().position_at(at)))), bytes);
    EXPECT_EQ(require(workspace_->log().position_at("2030-01-01T00:00:00Z")), head.position + 1);
}

TEST_F(AsOf, every_earlier_position_keeps_its_figures_through_many_corrections) {
    std::vector<std::pair<std::int64_t, std::string>> kept;
    for (const char* name : {"/ledger-2026-04.csv", "/budget-2026.csv", "/bed_day-2026-04.csv", "/ambulance_mission-2025-02.csv"}) {
        kept.emplace_back(require(workspace_->log().head()).position, json(report()));
        write_reordered({demo_sources() + name}, folder_.path() + "/reversed", RowOrder::reversed);
        deliver(*workspace_, {folder_.path() + "/reversed" + name});
    }
    correct_april();
    for (const auto& [position, bytes] : kept) EXPECT_EQ(json(report(position)), bytes) << position;
}

TEST_F(AsOf, withdrawing_a_delivery_makes_its_figures_missing_and_the_report_is_refused) {
    logbook::Head head = require(workspace_->log().head());
    std::string bytes = json(report());
    engine::Snapshot snapshot = require(engine::load_snapshot(*workspace_));
    const engine::AcceptedDelivery* april = snapshot.state.in_force("ledger", "all", base::Month::of(2026, 4));
    ASSERT_NE(april, nullptr);
    require(engine::withdraw_delivery(*workspace_, april->delivery, "fel fil"));
    figures::Address address = require(figures::parse_address("net_cost@HSN:2026-T1"));
    engine::Snapshot now = require(engine::load_snapshot(*workspace_));
    auto computed = require(engine::compute_figure(*workspace_, now, address, facts::UseAggregates::yes));
    EXPECT_FALSE(computed.figure.value.has_value());
    EXPECT_NE(computed.figure.absence, domain::Absence::none);
    EXPECT_NE(computed.figure.note.find("2026-04"), std::string::npos) << computed.figure.note;
    auto refused = engine::make_report(*workspace_, hsn_report());
    ASSERT_FALSE(refused.ok());
    for (const base::Issue& issue : refused.issues()) EXPECT_EQ(issue.code, "figure_is_missing") << base::format_issue(issue);
    EXPECT_NE(base::format_issues(refused.issues()).find(" siffror saknar värde: "), std::string::npos) << base::format_issues(refused.issues());
    EXPECT_LT(refused.issues().size(), 30U);  // of the hundreds, a few for each reason
    EXPECT_EQ(json(report(head.position)), bytes);
}

TEST_F(AsOf, withdrawing_a_month_in_the_middle_is_missing_and_not_merely_not_yet) {
    engine::Snapshot snapshot = require(engine::load_snapshot(*workspace_));
    const engine::AcceptedDelivery* february = snapshot.state.in_force("ledger", "all", base::Month::of(2026, 2));
    ASSERT_NE(february, nullptr);
    require(engine::withdraw_delivery(*workspace_, february->delivery, "fel fil"));
    engine::Snapshot now = require(engine::load_snapshot(*workspace_));
    for (const char* text : {"net_cost@HSN:2026-T1", "net_cost@HSN:2026-02", "net_cost@HSN:2026-T1:deviation"}) {
        auto computed = require(engine::compute_figure(*workspace_, now, require(figures::parse_address(text)), facts::UseAggregates::yes));
        EXPECT_EQ(computed.figure.absence, domain::Absence::missing) << text;
    }
}

}  // namespace
}  // namespace tertial::proofs
