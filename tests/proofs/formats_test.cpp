// The demo's ledger of April in every format that is read: the same rows, value by value, whichever it comes in; and a delivery is traced and
// verified by the mapping that it came with, also when the model has another by then or none.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "base/files.hpp"
#include "engine/activate.hpp"
#include "engine/diff_deliveries.hpp"
#include "engine/trace.hpp"
#include "figures/address.hpp"
#include "proofs/demo_workspace.hpp"

namespace tertial::proofs {
namespace {

namespace fs = std::filesystem;

class Formats : public ::testing::Test {
protected:
    Formats() : workspace_(make_empty_workspace(folder_.path() + "/workspace")), csv_(deliver_one(demo_sources() + "/ledger-2026-04.csv")) {}

    engine::Receipt deliver_one(const std::string& path) { return deliver(*workspace_, {path}).front(); }

    /// The same ledger in another format.
    std::string converted(const std::string& format) {
        std::string path = folder_.path() + "/ledger-2026-04." + format;
        std::string command = std::string(TERTIAL_SYNTH) + " --convert '" + demo_sources() + "/ledger-2026-04.csv' " + format + " '" + path + "'";
        EXPECT_EQ(std::system(command.c_str()), 0);
        return path;
    }

    void expect_same_rows(const engine::Receipt& other) {
        engine::Snapshot snapshot = require(engine::load_snapshot(*workspace_));
        auto difference = require(engine::diff_deliveries(*workspace_, snapshot, csv_.delivery, other.delivery, 3));
        EXPECT_EQ(difference.total.rows_after, csv_.row_count);
        EXPECT_EQ(difference.lone_rows_before + difference.lone_rows_after, 0)
            << other.description << "\n"
            << engine::format_difference(difference, *snapshot.model->find_data_set("ledger"), 3);
        EXPECT_EQ(other.control_sums, csv_.control_sums);
    }

    TemporaryFolder folder_;
    std::unique_ptr<engine::Workspace> workspace_;
    engine::Receipt csv_;
};

TEST_F(Formats, give_the_same_rows) {
    ASSERT_GT(csv_.row_count, 5000);
    for (const char* format : {"xlsx", "jsonl", "sie"}) {
        SCOPED_TRACE(format);
        engine::Receipt receipt = deliver_one(converted(format));
        EXPECT_NE(receipt.delivery, csv_.delivery);
        expect_same_rows(receipt);
    }
    std::string stored = folder_.path() + "/ledger-2026-04.parquet";
    fs::copy_file(workspace_->delivery_folder("ledger", csv_.delivery) + "/rows.parquet", stored);
    engine::Receipt parquet = deliver_one(stored);
    EXPECT_EQ(parquet.description, "Parquet");
    expect_same_rows(parquet);
}

TEST_F(Formats, are_read_again_by_the_mapping_that_they_came_with) {
    std::string model = folder_.path() + "/model";
    fs::copy(model_folder(), model, fs::copy_options::recursive);
    deliver_one(converted("sie"));
    fs::remove(model + "/mappings/ledger_sie.yaml");
    require(engine::activate_model(*workspace_, model));
    engine::Snapshot snapshot = require(engine::load_snapshot(*workspace_));
    ASSERT_EQ(snapshot.model->find_mapping("ledger_sie"), nullptr);
    auto address = require(figures::parse_address("agency_staff_cost@3101:2026-04"));
    std::vector<engine::ComputedFigure> computed = {require(engine::compute_figure(*workspace_, snapshot, address, facts::UseAggregates::yes))};
    engine::Trace trace = require(engine::trace_figure(*workspace_, snapshot, computed.front(), 0, 5));
    ASSERT_FALSE(trace.lines.empty());
    EXPECT_TRUE(trace.lines.front().text.starts_with("#TRANS 5411")) << trace.lines.front().text;
    engine::Verification verified = require(engine::verify_figures(*workspace_, snapshot, computed));
    EXPECT_EQ(verified.row_count, static_cast<std::size_t>(csv_.row_count));
    EXPECT_EQ(base::format_issues(verified.differences), "");
}

}  // namespace
}  // namespace tertial::proofs
