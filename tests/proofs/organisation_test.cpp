// The demo's ledger under an organisation that changes, by aggregates, by rows and by its source files read anew, against plain sums over
// the files' own lines.
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <map>

#include "base/csv.hpp"
#include "base/text.hpp"
#include "engine/activate.hpp"
#include "engine/compute.hpp"
#include "engine/explain.hpp"
#include "engine/trace.hpp"
#include "figures/parse.hpp"
#include "proofs/demo_workspace.hpp"

namespace tertial::proofs {
namespace {

namespace fs = std::filesystem;

/// One line of the ledger's files, amounts in öre.
struct Line {
    std::string month, account, unit;
    std::int64_t ore = 0;
};

std::vector<Line> ledger_lines() {
    std::vector<Line> lines;
    for (const char* month : {"2026-01", "2026-02", "2026-03", "2026-04"}) {
        std::string path = demo_sources() + "/ledger-" + month + ".csv";
        base::CsvTable table = require(base::read_csv_table(require(base::read_file(path)), ';', path));
        auto column = [&](const char* name) {
            auto found = std::find(table.head.begin(), table.head.end(), name);
            EXPECT_NE(found, table.head.end()) << name;
            return static_cast<std::size_t>(found - table.head.begin());
        };
        for (const base::CsvRow& row : table.rows) {
            std::string amount = base::replaced(row.fields[column("Belopp")], ",", "");
            lines.push_back({row.fields[column("Period")], row.fields[column("Konto")], row.fields[column("Kostnadsställe")], std::stoll(amount)});
        }
    }
    return lines;
}

/// organisation.csv by hand.
std::set<std::string> units_below(const std::string& top) {
    base::CsvTable table = require(base::read_csv_table(require(base::read_file(model_folder() + "/organisation.csv")), ',', "organisation.csv"));
    std::set<std::string> below = {top};
    for (std::size_t size = 0; size != below.size();) {
        size = below.size();
        for (const base::CsvRow& row : table.rows) {
            if (below.contains(row.fields[3])) below.insert(row.fields[0]);
        }
    }
    return below;
}

class ChangedOrganisation : public testing::Test {
protected:
    void SetUp() override {
        lines_ = ledger_lines();
        for (const Line& line : lines_) {
            if (line.unit == "9103" && line.month == "2026-01") account_ = line.account;
        }
        ASSERT_NE(account_, "");
        workspace_ = make_workspace(folder_.path() + "/w");
        std::string model = folder_.path() + "/model";
        fs::copy(model_folder(), model, fs::copy_options::recursive);
        // In place of the model's own changes, so that the tree is today's but for these.
        require(base::write_file(model + "/organisation_changes.csv",
                                 "change,unit,from,before,after,share,rows,decision\nmove,9105,2026-03-01,MED-LAB,RS-LS,,,§ 20\n"
                                 "transfer,9103,2026-02-01,,9101,,account = '" +
                                     account_ + "',§ 21\n"));
        require(engine::activate_model(*workspace_, model));
    }
    std::int64_t sum(const std::function<bool(const Line&)>& counts) const {
        std::int64_t ore = 0;
        for (const Line& line : lines_) ore += counts(line) ? line.ore : 0;
        return ore;
    }
    /// In öre, by every road.
    std::int64_t figure(const std::string& end) {
        engine::Snapshot snapshot = require(engine::load_snapshot(*workspace_));
        figures::Address address = require(figures::parse_address("sum(ledger.amount)@" + end));
        auto computed = require(engine::compute_figure(*workspace_, snapshot, address, facts::UseAggregates::yes));
        auto by_rows = require(engine::compute_figure(*workspace_, snapshot, address, facts::UseAggregates::no));
        EXPECT_EQ(computed.figure, by_rows.figure) << end;
        engine::Verification verified = require(engine::verify_figures(*workspace_, snapshot, {computed}));
        EXPECT_TRUE(verified.differences.empty()) << base::format_issues(verified.differences);
        sentence_ = engine::explain_json(snapshot, computed, {})["sentence"];
        engine::Trace trace = require(engine::trace_figure(*workspace_, snapshot, computed, 0, 1));
        traced_count_ = trace.line_count;
        EXPECT_TRUE(computed.figure.value.has_value()) << end;
        return static_cast<std::int64_t>(computed.figure.value->numerator());
    }

    TemporaryFolder folder_;
    std::vector<Line> lines_;
    std::string account_;
    std::unique_ptr<engine::Workspace> workspace_;
    std::string sentence_;
    std::int64_t traced_count_ = 0;
};

TEST_F(ChangedOrganisation, a_unit_that_has_moved_is_counted_where_it_lay_or_where_it_lies) {
    std::set<std::string> rs = units_below("RS"), hsn = units_below("HSN");
    ASSERT_TRUE(rs.contains("9105"));
    auto is_moved = [](const Line& line) { return line.unit == "9105" && line.month < "2026-03"; };
    ASSERT_NE(sum(is_moved), 0);
    EXPECT_EQ(figure("RS:2026-T1"), sum([&](const Line& line) { return rs.contains(line.unit) && !is_moved(line); }));
    EXPECT_EQ(figure("HSN:2026-T1"), sum([&](const Line& line) { return hsn.contains(line.unit) || is_moved(line); }));
    EXPECT_EQ(figure("RS:2026-T1:view=comparable"), sum([&](const Line& line) { return rs.contains(line.unit); }));
    EXPECT_NE(sentence_.find("Medicinsk teknik flyttades till Ledningsstöd och service från mars 2026 (§ 20)"), std::string::npos) << sentence_;
    EXPECT_EQ(sentence_.find("§ 21"), std::string::npos) << "what went over within the board changes nothing for it: " << sentence_;
    EXPECT_EQ(figure("HSN:2026-01:view=comparable-2026-04"), sum([&](const Line& line) { return hsn.contains(line.unit) && line.month == "2026-01"; }));
    EXPECT_EQ(figure("REGION:2026-T1"), figure("REGION:2026-T1:view=comparable"));
}

TEST_F(ChangedOrganisation, rows_that_have_been_taken_over_are_counted_and_traced_where_they_are) {
    auto is_taken = [&](const Line& line) { return line.unit == "9103" && line.account == account_ && line.month == "2026-01"; };
    ASSERT_NE(sum(is_taken), 0);
    auto of = [](const char* unit) { return [unit](const Line& line) { return line.unit == unit && line.month == "2026-01"; }; };
    EXPECT_EQ(figure("9101:2026-01"), sum(of("9101")));
    EXPECT_EQ(figure("9101:2026-01:view=comparable-2026-02"), sum(of("9101")) + sum(is_taken));
    std::int64_t count = std::count_if(lines_.begin(), lines_.end(), of("9101")) + std::count_if(lines_.begin(), lines_.end(), is_taken);
    EXPECT_EQ(traced_count_, count);
    EXPECT_EQ(figure("9103:2026-01:view=comparable-2026-02"), sum(of("9103")) - sum(is_taken));
}

}  // namespace
}  // namespace tertial::proofs
