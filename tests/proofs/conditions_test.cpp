// The same sources give the same report under every condition that must not matter: with and without aggregates, on one thread and
// many, with rows in another order, after every delivery has been superseded by its own rows, and after the same bytes once more.
#include <gtest/gtest.h>

#include <map>

#include "proofs/changed_sources.hpp"
#include "proofs/demo_workspace.hpp"

namespace tertial::proofs {
namespace {

/// What a figure is, whatever its log position: value, reason, note and the rows beneath each of its parts.
using FigureText = std::map<std::string, std::string>;

FigureText figure_texts(const engine::MadeReport& made) {
    FigureText texts;
    for (const engine::ComputedFigure& computed : made.figures) {
        std::string text = computed.figure.value ? base::format_exact(*computed.figure.value) : std::string(domain::absence_id(computed.figure.absence));
        text += " " + computed.figure.note;
        for (const figures::AtomValue& part : computed.atoms) {
            text += " |";
            for (const figures::AtomValue::Part& counted : part.parts) text += " " + base::format_int128(counted.sum);
            text += " of " + std::to_string(part.present_count) + "/" + std::to_string(part.row_count) + " rows";
            for (const auto& [value, row_count] : part.histogram) text += " " + std::to_string(value) + "×" + std::to_string(row_count);
        }
        texts[without_position(computed.figure.address)] = text;
    }
    return texts;
}

void expect_same(const FigureText& expected, const FigureText& got) {
    ASSERT_GT(expected.size(), 100U);
    ASSERT_EQ(expected.size(), got.size());
    for (const auto& [address, text] : expected) {
        auto other = got.find(address);
        ASSERT_NE(other, got.end()) << address;
        EXPECT_EQ(other->second, text) << address;
    }
}

class Conditions : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        folder_ = new TemporaryFolder();
        make_workspace(path("plain"));
        expected_ = new FigureText(figure_texts(make_hsn_report(*open_workspace(path("plain")))));
    }
    static void TearDownTestSuite() {
        delete expected_;
        delete folder_;
    }
    static std::string path(const std::string& name) { return folder_->path() + "/" + name; }

    static TemporaryFolder* folder_;
    static FigureText* expected_;
};

TemporaryFolder* Conditions::folder_ = nullptr;
FigureText* Conditions::expected_ = nullptr;

TEST_F(Conditions, rows_give_what_aggregates_give) {
    auto workspace = open_workspace(path("plain"));
    engine::ReportRequest request = hsn_report();
    request.aggregates = facts::UseAggregates::no;
    expect_same(*expected_, figure_texts(make_hsn_report(*workspace, request)));
}

TEST_F(Conditions, deliveries_without_aggregates_give_the_same) {
    WorkspaceOptions options;
    options.aggregates = facts::UseAggregates::no;
    auto workspace = make_workspace(path("bare"), options);
    expect_same(*expected_, figure_texts(make_hsn_report(*workspace)));
}

TEST_F(Conditions, thread_count_does_not_matter) {
    for (int threads : {1, 2, 8}) {
        auto workspace = open_workspace(path("plain"), threads);
        for (auto aggregates : {facts::UseAggregates::yes, facts::UseAggregates::no}) {
            engine::ReportRequest request = hsn_report();
            request.aggregates = aggregates;
            expect_same(*expected_, figure_texts(make_hsn_report(*workspace, request)));
        }
    }
}

TEST_F(Conditions, row_order_does_not_matter) {
    WorkspaceOptions options;
    options.sources = path("shuffled-sources");
    options.threads = 1;
    write_reordered(files_in(demo_sources()), options.sources, RowOrder::shuffled);
    auto workspace = make_workspace(path("shuffled"), options);
    expect_same(*expected_, figure_texts(make_hsn_report(*workspace)));
}

TEST_F(Conditions, superseding_every_delivery_by_its_own_rows_does_not_matter) {
    auto workspace = make_workspace(path("superseded"));
    write_reordered(files_in(demo_sources()), path("reversed-sources"), RowOrder::reversed);
    auto receipts = deliver(*workspace, files_in(path("reversed-sources")));
    for (const engine::Receipt& receipt : receipts) EXPECT_TRUE(receipt.changed) << receipt.path;
    engine::Snapshot snapshot = require(engine::load_snapshot(*workspace));
    std::size_t superseded_count = 0;
    for (const engine::AcceptedDelivery& delivery : snapshot.state.deliveries) superseded_count += delivery.months_in_force.empty() ? 1 : 0;
    EXPECT_EQ(superseded_count, receipts.size());
    expect_same(*expected_, figure_texts(make_hsn_report(*workspace)));
    engine::ReportRequest request = hsn_report();
    request.aggregates = facts::UseAggregates::no;
    expect_same(*expected_, figure_texts(make_hsn_report(*workspace, request)));
}

TEST_F(Conditions, one_file_for_four_months_with_one_of_them_superseded_gives_the_same) {
    auto workspace = make_workspace(path("one-file"));
    require(base::make_folders(path("one-file-sources")));
    for (const char* data_set : {"ledger", "bed_day", "ambulance_mission"}) {
        SourceFile whole;
        for (const char* month : {"2026-01", "2026-02", "2026-03", "2026-04"}) {
            SourceFile part = read_source_file(demo_sources() + "/" + data_set + "-" + month + ".csv");
            whole.head = part.head;
            whole.records.insert(whole.records.end(), part.records.begin(), part.records.end());
            // In the large file February lacks its last row; the small one that comes after has it.
            if (month == std::string("2026-02")) whole.records.pop_back();
        }
        std::string large = path("one-file-sources") + "/" + data_set + "-2026-T1.csv";
        require(base::write_file(large, whole.text()));
        deliver(*workspace, {large});
        deliver(*workspace, {demo_sources() + "/" + data_set + "-2026-02.csv"});
    }
    for (auto aggregates : {facts::UseAggregates::yes, facts::UseAggregates::no}) {
        engine::ReportRequest request = hsn_report();
        request.aggregates = aggregates;
        expect_same(*expected_, figure_texts(make_hsn_report(*workspace, request)));
    }
}

TEST_F(Conditions, the_same_bytes_again_change_nothing) {
    auto workspace = open_workspace(path("plain"));
    logbook::Head before = require(workspace->log().head());
    auto receipts = deliver(*workspace, files_in(demo_sources()));
    for (const engine::Receipt& receipt : receipts) EXPECT_FALSE(receipt.changed) << receipt.path;
    EXPECT_EQ(require(workspace->log().head()), before);
    expect_same(*expected_, figure_texts(make_hsn_report(*workspace)));
}

}  // namespace
}  // namespace tertial::proofs
