// The printed summary of goals: how many assignments and indicators of each colour every goal area has, the shares that are made to sum to
// a hundred, and that each count is followed down to the outcomes it counts.
#include <gtest/gtest.h>

#include "base/text.hpp"
#include "proofs/demo_workspace.hpp"
#include "proofs/naive_region.hpp"

namespace tertial::proofs {
namespace {

std::string text_of(const report::Inlines& cell) {
    std::string text;
    for (const report::Inline& item : cell) {
        if (const auto* figure = std::get_if<report::FigureInline>(&item)) text += figure->text();
        if (const auto* name = std::get_if<report::NameInline>(&item)) text += name->text;
        if (const auto* status = std::get_if<report::StatusInline>(&item)) text += status->level;
    }
    return text;
}

const report::Table& table_of(const engine::MadeReport& made, const std::string& id) {
    for (const report::Block& block : made.document.blocks) {
        if (const auto* table = std::get_if<report::Table>(&block); table != nullptr && table->id == id) return *table;
    }
    give_up("the report has no table " + id);
}

class Goals : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        folder_ = new TemporaryFolder();
        workspace_ = make_workspace(folder_->path() + "/workspace").release();
        made_ = new engine::MadeReport(make_hsn_report(*workspace_));
    }
    static void TearDownTestSuite() {
        delete made_;
        delete workspace_;
        delete folder_;
    }
    /// The row whose name begins so.
    static const report::TableRow& row(const std::string& name) {
        for (const report::TableRow& row : table_of(*made_, "goals").rows) {
            if (row.kind == report::RowKind::line && text_of(row.cells[0]).starts_with(name)) return row;
        }
        give_up("the summary has no row " + name);
    }

    static TemporaryFolder* folder_;
    static engine::Workspace* workspace_;
    static engine::MadeReport* made_;
};
TemporaryFolder* Goals::folder_ = nullptr;
engine::Workspace* Goals::workspace_ = nullptr;
engine::MadeReport* Goals::made_ = nullptr;

TEST_F(Goals, every_printed_count_and_status_stands_in_the_summary) {
    const char* columns[] = {"assignments_green", "assignments_yellow", "assignments_red", "indicators_green", "indicators_yellow", "indicators_red"};
    std::size_t cell_count = 0;
    for (const CsvFields& printed : read_csv_rows(project_folder() + "/demo/published/goal_area_summary.csv", ',')) {
        const report::TableRow& made = row(printed.at("label"));
        for (std::size_t index = 0; index < 6; ++index, ++cell_count) {
            EXPECT_EQ(text_of(made.cells[index + 1]), printed.at(columns[index])) << printed.at("label") << " " << columns[index];
        }
        EXPECT_EQ(text_of(made.cells[7]), printed.at("status"));
    }
    EXPECT_EQ(cell_count, 18U);
}

TEST_F(Goals, totals_and_forced_shares_are_the_printed_ones) {
    const report::Table& table = table_of(*made_, "goals");
    auto cells = [&](report::RowKind kind) {
        std::string text;
        for (const report::TableRow& row : table.rows) {
            if (row.kind != kind) continue;
            for (std::size_t index = 1; index < 7; ++index) text += text_of(row.cells[index]) + ";";
        }
        return text;
    };
    EXPECT_EQ(cells(report::RowKind::total), ";21;;11;13;9;");
    EXPECT_EQ(cells(report::RowKind::sum), "0\u00A0%;100\u00A0%;0\u00A0%;33\u00A0%;40\u00A0%;27\u00A0%;");
}

TEST_F(Goals, a_count_is_made_of_the_outcomes_that_it_counts) {
    std::size_t counted = 0;
    for (const engine::ComputedFigure& computed : made_->figures) {
        if (computed.bound.address.column != figures::Column::outturn || computed.bound.atoms.size() != 1) continue;
        bool is_count = computed.bound.atoms[0].data_set == "assessment" && computed.bound.formula.find("kind = 'indicator'") != std::string::npos;
        if (!is_count) continue;
        ++counted;
        const report::Recipe& recipe = made_->document.recipes.at(computed.figure.address);
        EXPECT_EQ(base::Rational(static_cast<std::int64_t>(recipe.terms.size())), computed.figure.value) << computed.figure.address;
        for (const report::RecipeTerm& term : recipe.terms) EXPECT_TRUE(made_->document.recipes.contains(term.address)) << term.address;
    }
    EXPECT_EQ(counted, 19U) << "nine of the areas, three of all, how many were assessed, and two of each area in the text";
}

TEST_F(Goals, an_outcome_that_crosses_its_target_changes_the_count) {
    // All listed children but one were offered a time; with every one of them the target of a hundred per cent is met.
    auto changed = make_workspace(folder_->path() + "/changed");
    std::vector<std::string> files;
    for (const std::string& path : files_in(demo_sources())) {
        if (path.find("/dental_recall-2026") == std::string::npos) continue;
        files.push_back(folder_->path() + path.substr(path.rfind('/')));
        require(base::write_file(files.back(), base::replaced(require(base::read_file(path)), ";no\n", ";yes\n")));
    }
    deliver(*changed, files);
    auto count = [](engine::Workspace& workspace, const std::string& level) {
        engine::Snapshot snapshot = require(engine::load_snapshot(workspace));
        figures::Address address =
            require(figures::parse_address("count(assessment where goal_area = 'dental' and kind = 'indicator' and level = '" + level + "')@HSN:2026-T1"));
        return base::format_exact(*require(engine::compute_figure(workspace, snapshot, address, facts::UseAggregates::yes)).figure.value);
    };
    EXPECT_EQ(count(*workspace_, "green"), "1");
    EXPECT_EQ(count(*workspace_, "yellow"), "2");
    EXPECT_EQ(count(*changed, "green"), "2");
    EXPECT_EQ(count(*changed, "yellow"), "1");
}

}  // namespace
}  // namespace tertial::proofs
