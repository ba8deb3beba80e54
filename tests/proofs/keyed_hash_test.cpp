// Persons replaced by their keyed hash: nothing in the workspace holds a person's number, in any form, not after a delivery and not after one
// that was refused; and still every figure is traced to its source lines and comes out again from them, without the key.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "base/files.hpp"
#include "engine/activate.hpp"
#include "engine/check.hpp"
#include "engine/trace.hpp"
#include "figures/address.hpp"
#include "proofs/demo_workspace.hpp"

namespace tertial::proofs {
namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

/// The tax agency's test numbers, as a system writes them.
constexpr const char* persons[] = {"811218-9876", "19811218-9876", "198112789873", "22950606-FH20", "19810829M071"};
/// What must stand nowhere: each number in its forms, and what is left of it without its date.
constexpr const char* traces[] = {"811218-9876", "8112189876", "811278-9873", "8112789873", "22950606-FH20", "22950606FH20", "19810829M071", "19810829-M071"};

class KeyedHash : public ::testing::Test {
protected:
    KeyedHash() : workspace_(make_empty_workspace(path("workspace"))) {
        fs::copy(model_folder(), path("model"), fs::copy_options::recursive);
        write("model/mappings/continuity.yaml", require(base::read_file(path("model/mappings/continuity.yaml"))) + "keyed_hash: [patient]\n");
        require(engine::activate_model(*workspace_, path("model")));
        write_key("key", std::string(64, 'a'));
        write_key("other-key", std::string(64, 'b'));
        write("continuity-2026-04.csv", source());
    }

    [[nodiscard]] std::string path(const std::string& name) const { return folder_.path() + "/" + name; }
    void write(const std::string& name, const std::string& text) const { require(base::write_file(path(name), text)); }
    void write_key(const std::string& name, const std::string& text) const {
        write(name, text);
        fs::permissions(path(name), fs::perms::owner_read | fs::perms::owner_write);
    }

    /// Titles above the head, a column that nobody reads, one person in two months' rows.
    static std::string source(const std::string& note = "remiss") {
        std::string text = "Uttag ur journalsystemet;;;;;\n\nPatient;Månad;Hälsocentral;Läkarbesök;Besök_hos_vanligaste_läkaren;Not\n";
        for (const char* person : persons) {
            if (std::string_view(person) != persons[1]) text += std::string(person) + ";2026-04;3101;4;3;\"" + note + "\nrad två\"\n";
        }
        return text;
    }

    base::Result<std::vector<engine::Receipt>> try_to_deliver(const std::string& name, const std::string& key = "key") {
        engine::DeliveryRequest request;
        request.paths = {path(name)};
        request.data_set = "continuity";
        request.person_key_file = key.empty() ? "" : path(key);
        return engine::deliver_files(*workspace_, request);
    }
    engine::Receipt deliver_one(const std::string& name, const std::string& key = "key") { return require(try_to_deliver(name, key)).front(); }

    /// Every place below the workspace that holds a number: files as they lie there, and the values of Parquet files.
    Lines leaks() {
        Lines found;
        for (const auto& entry : fs::recursive_directory_iterator(path("workspace"))) {
            if (!entry.is_regular_file()) continue;
            std::string file = entry.path().string(), text = require(base::read_file(file));
            if (file.ends_with(".parquet")) text += values_of(file);
            for (const char* trace : traces) {
                if (text.find(trace) != std::string::npos) found.push_back(file + ": " + trace);
            }
        }
        return found;
    }
    std::string values_of(const std::string& parquet) {
        auto rows = require(require(workspace_->facts())->open_parquet(parquet));
        std::string text;
        for (std::size_t part = 0; part < rows->part_count(); ++part) {
            auto reader = rows->open_part(part);
            for (base::RowBatch batch; reader->read(batch);) {
                for (const base::ColumnBatch& column : batch.columns) {
                    for (std::size_t row = 0; row < batch.row_count && !column.text.empty(); ++row) text += std::string(column.text[row]) + "\n";
                }
            }
        }
        EXPECT_FALSE(text.empty());
        return text;
    }

    engine::ComputedFigure compute(const engine::Snapshot& snapshot) {
        figures::Address address = require(figures::parse_address("continuity_index@3101:2026-04"));
        return require(engine::compute_figure(*workspace_, snapshot, address, facts::UseAggregates::yes));
    }
    engine::Trace traced(std::size_t verified_rows) {
        engine::Snapshot snapshot = require(engine::load_snapshot(*workspace_));
        engine::ComputedFigure computed = compute(snapshot);
        auto verification = require(engine::verify_figures(*workspace_, snapshot, {computed}));
        EXPECT_TRUE(verification.differences.empty()) << base::format_issues(verification.differences);
        EXPECT_EQ(verification.row_count, verified_rows);
        return require(engine::trace_figure(*workspace_, snapshot, computed, 0, 100));
    }

    TemporaryFolder folder_;
    std::unique_ptr<engine::Workspace> workspace_;
};

TEST_F(KeyedHash, leaves_no_number_in_the_workspace) {
    engine::Receipt receipt = deliver_one("continuity-2026-04.csv");
    EXPECT_EQ(receipt.row_count, 4);
    EXPECT_EQ(receipt.replaced_value_count, 4);
    EXPECT_EQ(receipt.replaced_unknown_form_count, 0);
    EXPECT_EQ(leaks(), Lines{});
    EXPECT_EQ(engine::to_json(receipt).dump().find("9876"), std::string::npos);
    EXPECT_NE(engine::format_receipt(receipt).find("ersatte 4 värden i Patient med nycklad hash\n"), std::string::npos);
    EXPECT_FALSE(base::file_exists(workspace_->source_path(receipt.file_hash))) << "the file as it came";
}

TEST_F(KeyedHash, figures_are_traced_and_verified_without_the_key) {
    deliver_one("continuity-2026-04.csv");
    fs::remove(path("key"));
    engine::Trace trace = traced(4);
    ASSERT_EQ(trace.lines.size(), 8u) << "numerator and denominator";
    EXPECT_EQ(trace.lines[0].line, 4);
    EXPECT_EQ(trace.lines[1].line, 6) << "lines are those of the file that came";
    EXPECT_TRUE(trace.lines[0].text.starts_with("hmac:")) << trace.lines[0].text;
    EXPECT_EQ(trace.lines[0].fields.at(5), "remiss\nrad två");
    for (const base::Issue& finding : require(engine::check_workspace(*workspace_)).warnings) EXPECT_NE(finding.code, "source_is_damaged") << finding.message;
}

TEST_F(KeyedHash, the_same_file_changes_nothing_and_another_key_makes_another_delivery) {
    engine::Receipt first = deliver_one("continuity-2026-04.csv");
    engine::Receipt again = deliver_one("continuity-2026-04.csv");
    EXPECT_FALSE(again.changed);
    EXPECT_EQ(again.delivery, first.delivery);
    engine::Receipt other = deliver_one("continuity-2026-04.csv", "other-key");
    EXPECT_TRUE(other.changed);
    EXPECT_NE(other.delivery, first.delivery);
    EXPECT_NE(other.file_hash, first.file_hash);
    EXPECT_TRUE(other.warnings.size() == first.warnings.size()) << "it replaces the only month of the other key";
    EXPECT_EQ(leaks(), Lines{});
    traced(4);
    EXPECT_TRUE(require(engine::clean_workspace(*workspace_)).empty()) << "what is kept is named";
}

TEST_F(KeyedHash, another_format_gives_the_same_hashes) {
    std::string plain = "Patient;Månad;Hälsocentral;Läkarbesök;Besök_hos_vanligaste_läkaren\n811218-9876;2026-04;3101;4;3\nP-17;2026-04;3101;2;1\n";
    write("plain.csv", plain);
    deliver_one("plain.csv");
    std::string in_csv = traced(2).lines.at(0).fields.at(0);
    for (const char* format : {"xlsx", "jsonl"}) {
        SCOPED_TRACE(format);
        std::string file = std::string("plain.") + format;
        std::string command = std::string(TERTIAL_SYNTH) + " --convert '" + path("plain.csv") + "' " + format + " '" + path(file) + "'";
        ASSERT_EQ(std::system(command.c_str()), 0);
        engine::Receipt receipt = deliver_one(file);
        EXPECT_TRUE(receipt.changed);
        EXPECT_EQ(receipt.replaced_unknown_form_count, 1);
        engine::Trace trace = traced(2);
        EXPECT_EQ(trace.lines.at(0).fields.at(0), in_csv);
        EXPECT_EQ(leaks(), Lines{});
    }
}

TEST_F(KeyedHash, a_refused_file_leaves_nothing_either) {
    write("refused.csv", source("se 811218-9876"));
    auto refused = try_to_deliver("refused.csv");
    ASSERT_FALSE(refused.ok());
    for (const base::Issue& issue : refused.issues()) {
        bool is_told_of = issue.severity == base::Severity::warning || issue.code == "person_number_is_refused";
        EXPECT_TRUE(is_told_of) << issue.code;
        EXPECT_EQ(base::format_issue(issue).find("9876"), std::string::npos);
    }
    EXPECT_EQ(leaks(), Lines{});
    for (const char* key : {"", "none"}) {
        auto keyless = try_to_deliver("continuity-2026-04.csv", key);
        ASSERT_FALSE(keyless.ok());
        EXPECT_EQ(keyless.issues().front().code, *key == '\0' ? "person_key_is_not_given" : "person_key_is_not_found");
        EXPECT_EQ(leaks(), Lines{});
    }
    EXPECT_TRUE(fs::is_empty(path("workspace/sources")));
}

TEST_F(KeyedHash, a_key_that_others_can_have_is_no_key) {
    auto codes_with = [&](const std::string& key) {
        Lines codes;
        auto delivered = try_to_deliver("continuity-2026-04.csv", key);
        EXPECT_FALSE(delivered.ok());
        if (delivered.ok()) return codes;
        for (const base::Issue& issue : delivered.issues()) {
            codes.push_back(issue.code);
            EXPECT_EQ(base::format_issue(issue).find(std::string(16, 'a')), std::string::npos) << "the key is shown";
        }
        return codes;
    };
    write_key("workspace/inside", std::string(64, 'a'));
    fs::create_symlink(path("workspace/inside"), path("link"));
    write("open", std::string(64, 'a'));
    write_key("short", std::string(62, 'a'));
    EXPECT_EQ(codes_with("workspace/inside"), Lines{"person_key_is_in_the_workspace"});
    EXPECT_EQ(codes_with("link"), Lines{"person_key_is_in_the_workspace"});
    EXPECT_EQ(codes_with("open"), Lines{"person_key_is_open_to_others"});
    EXPECT_EQ(codes_with("short"), Lines{"person_key_is_too_short"});
    write_key("raw", std::string(32, '\x01'));
    EXPECT_TRUE(try_to_deliver("continuity-2026-04.csv", "raw").ok());
}

TEST_F(KeyedHash, a_changed_kept_file_is_found) {
    deliver_one("continuity-2026-04.csv");
    engine::Snapshot snapshot = require(engine::load_snapshot(*workspace_));
    std::string kept = workspace_->source_path(snapshot.state.deliveries.back().kept_hash);
    write("changed", require(base::read_file(kept)) + "99;;2026-04;3101;1;1;\n");
    fs::copy_file(path("changed"), kept, fs::copy_options::overwrite_existing);
    auto verification = engine::verify_figures(*workspace_, snapshot, {compute(snapshot)});
    ASSERT_FALSE(verification.ok());
    EXPECT_EQ(verification.issues().front().code, "source_is_damaged");
}

}  // namespace
}  // namespace tertial::proofs
