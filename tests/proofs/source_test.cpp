// Every figure of the report computed again from the kept source files alone. No difference where all is well; and a difference,
// or a refusal, where someone has changed what is stored.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "engine/trace.hpp"
#include "facts/delivery_files.hpp"
#include "proofs/demo_workspace.hpp"

namespace tertial::proofs {
namespace {

class Source : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        folder_ = new TemporaryFolder();
        make_workspace(original());
    }
    static void TearDownTestSuite() { delete folder_; }
    static std::string original() { return folder_->path() + "/workspace"; }

    /// A copy that a test may damage.
    static std::string copy(const std::string& name) {
        std::string path = folder_->path() + "/" + name;
        std::filesystem::copy(original(), path, std::filesystem::copy_options::recursive);
        return path;
    }
    /// The delivery in force for a month.
    static engine::AcceptedDelivery delivery_of(engine::Workspace& workspace, const std::string& data_set, base::Month month) {
        engine::Snapshot snapshot = require(engine::load_snapshot(workspace));
        const engine::AcceptedDelivery* found = snapshot.state.in_force(data_set, "all", month);
        if (found == nullptr) ADD_FAILURE() << data_set << " " << base::format_month(month) << " is not delivered";
        return found == nullptr ? engine::AcceptedDelivery{} : *found;
    }
    /// Whether damage to a data set is found is asked of the figures that read it.
    static std::vector<engine::ComputedFigure> figures_reading(const engine::MadeReport& made, const std::set<std::string>& data_sets) {
        std::vector<engine::ComputedFigure> reading;
        for (const engine::ComputedFigure& computed : made.figures) {
            const auto& atoms = computed.bound.atoms;
            bool reads = std::any_of(atoms.begin(), atoms.end(), [&](const figures::BoundAtom& atom) { return data_sets.contains(atom.data_set); });
            if (reads) reading.push_back(computed);
        }
        return reading;
    }
    static void replace_file(const std::string& path, const std::string& other) {
        std::filesystem::copy_file(other, path, std::filesystem::copy_options::overwrite_existing);
    }

    static TemporaryFolder* folder_;
};

TemporaryFolder* Source::folder_ = nullptr;

constexpr base::Month march{2026 * 12 + 2}, april{2026 * 12 + 3};

TEST_F(Source, every_figure_of_the_report_follows_from_its_source_lines) {
    auto workspace = open_workspace(original());
    engine::MadeReport made = make_hsn_report(*workspace);
    auto verification = require(engine::verify_figures(*workspace, made.snapshot, made.figures));
    EXPECT_EQ(verification.figure_count, made.figures.size());
    EXPECT_GT(verification.figure_count, 100U);
    EXPECT_GT(verification.row_count, 100'000U);
    EXPECT_TRUE(verification.differences.empty()) << base::format_issues(verification.differences);
    std::printf("%zu figures from %zu source rows\n", verification.figure_count, verification.row_count);
}

TEST_F(Source, a_changed_source_file_is_found) {
    auto workspace = open_workspace(copy("tampered-source"));
    std::string path = workspace->source_path(delivery_of(*workspace, "ledger", april).file_hash);
    std::string text = require(base::read_file(path));
    std::size_t digit = text.find(",00;");
    ASSERT_NE(digit, std::string::npos);
    text[digit + 1] = '1';
    require(base::write_file(path, text));
    engine::MadeReport made = make_hsn_report(*workspace);
    auto verification = engine::verify_figures(*workspace, made.snapshot, figures_reading(made, {"ledger"}));
    ASSERT_FALSE(verification.ok());
    EXPECT_EQ(verification.issues().front().code, "source_is_damaged");
}

TEST_F(Source, another_months_aggregate_is_found) {
    auto workspace = open_workspace(copy("tampered-aggregate"));
    for (const char* data_set : {"ledger", "bed_day"}) {
        std::string april_folder = workspace->delivery_folder(data_set, delivery_of(*workspace, data_set, april).delivery);
        std::string march_folder = workspace->delivery_folder(data_set, delivery_of(*workspace, data_set, march).delivery);
        replace_file(facts::aggregate_path(april_folder), facts::aggregate_path(march_folder));
    }
    engine::MadeReport made = make_hsn_report(*workspace);
    auto verification = require(engine::verify_figures(*workspace, made.snapshot, figures_reading(made, {"ledger", "bed_day"})));
    EXPECT_GT(verification.differences.size(), 50U);
    for (const base::Issue& issue : verification.differences) EXPECT_EQ(issue.code, "figure_differs_from_its_source");
}

TEST_F(Source, another_months_histogram_is_found) {
    auto workspace = open_workspace(copy("tampered-histogram"));
    std::string file = "/_histogram_response_seconds/histogram.parquet";
    std::string april_folder = workspace->delivery_folder("ambulance_mission", delivery_of(*workspace, "ambulance_mission", april).delivery);
    replace_file(april_folder + file, workspace->delivery_folder("ambulance_mission", delivery_of(*workspace, "ambulance_mission", march).delivery) + file);
    engine::MadeReport made = make_hsn_report(*workspace);
    auto verification = engine::verify_figures(*workspace, made.snapshot, figures_reading(made, {"ambulance_mission"}));
    EXPECT_TRUE(!verification.ok() || !verification.value().differences.empty());
}

TEST_F(Source, other_rows_are_found) {
    auto workspace = open_workspace(copy("tampered-rows"));
    std::string april_folder = workspace->delivery_folder("inpatient_episode", delivery_of(*workspace, "inpatient_episode", april).delivery);
    std::string march_folder = workspace->delivery_folder("inpatient_episode", delivery_of(*workspace, "inpatient_episode", march).delivery);
    replace_file(facts::rows_path(april_folder), facts::rows_path(march_folder));
    engine::ReportRequest request = hsn_report();
    request.aggregates = facts::UseAggregates::no;
    engine::MadeReport made = make_hsn_report(*workspace, request);
    auto verification = require(engine::verify_figures(*workspace, made.snapshot, figures_reading(made, {"inpatient_episode"})));
    EXPECT_FALSE(verification.differences.empty());
}

}  // namespace
}  // namespace tertial::proofs
