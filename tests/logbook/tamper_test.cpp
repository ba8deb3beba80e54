// What someone does who may edit the file: the triggers stop mistakes, the chain finds the rest.
#include "sample_log.hpp"

namespace tertial::logbook {
namespace {

struct Finding {
    std::string code;
    std::int64_t position;
    friend bool operator==(const Finding&, const Finding&) = default;
};

std::ostream& operator<<(std::ostream& out, const Finding& finding) { return out << finding.code << " at " << finding.position; }

class Tamper : public SampleLog {
protected:
    /// Findings of verify on a log of six comments, of which number 5 is erased (by entry 7), after the given SQL.
    std::vector<Finding> findings_after(const std::string& sql) {
        auto log = open_with_comments(6);
        EXPECT_TRUE(log->erase_body(5, make_erasure(5)).ok());
        tamper(sql);
        std::vector<Finding> findings;
        auto verified = log->verify();
        if (verified.ok()) return findings;
        for (const base::Issue& issue : verified.issues()) findings.push_back({issue.code, issue.place.line});
        return findings;
    }
};

using Findings = std::vector<Finding>;

TEST_F(Tamper, triggers_refuse_change_deletion_and_disorder) {
    ASSERT_NE(open_with_comments(3), nullptr);
    EXPECT_EQ(run_raw("DELETE FROM entry WHERE position = 3"), SQLITE_CONSTRAINT);
    EXPECT_EQ(run_raw("UPDATE entry SET actor = 'x' WHERE position = 1"), SQLITE_CONSTRAINT);
    EXPECT_EQ(run_raw("UPDATE entry SET body = '{}' WHERE position = 1"), SQLITE_CONSTRAINT);
    EXPECT_EQ(run_raw("UPDATE entry SET body = NULL WHERE position = 1"), SQLITE_CONSTRAINT);
    EXPECT_EQ(run_raw("UPDATE entry SET body = NULL, salt = NULL, hash = 'x' WHERE position = 1"), SQLITE_CONSTRAINT);
    EXPECT_EQ(run_raw("INSERT OR REPLACE INTO entry SELECT * FROM entry WHERE position = 1"), SQLITE_CONSTRAINT);
    EXPECT_EQ(run_raw("INSERT INTO entry SELECT 9, kind, at, actor, hash, body_hash, hash, salt, body FROM entry WHERE position = 3"), SQLITE_CONSTRAINT);
    EXPECT_EQ(run_raw("INSERT INTO entry SELECT 4, kind, at, actor, 'x', body_hash, hash, salt, body FROM entry WHERE position = 3"), SQLITE_CONSTRAINT);
    EXPECT_TRUE(open(Create::no)->verify().ok());
}

TEST_F(Tamper, untouched_log_has_no_findings) { EXPECT_EQ(findings_after(""), Findings{}); }

TEST_F(Tamper, changed_body_is_found) {
    EXPECT_EQ(findings_after("UPDATE entry SET body = replace(body, 'kommentar', 'Kommentar') WHERE position = 3"),
              (Findings{{"body_does_not_match_its_hash", 3}}));
}

TEST_F(Tamper, changed_body_with_new_hash_is_found_at_the_entry) {
    EXPECT_EQ(findings_after("UPDATE entry SET body_hash = hash WHERE position = 3"), (Findings{{"body_does_not_match_its_hash", 3}, {"chain_is_broken", 3}}));
}

TEST_F(Tamper, changed_actor_time_and_kind_are_each_found) {
    EXPECT_EQ(findings_after("UPDATE entry SET actor = 'annan' WHERE position = 1; UPDATE entry SET at = '2020-01-01T00:00:00Z' WHERE position = 3;"
                             "UPDATE entry SET kind = 'event' WHERE position = 6"),
              (Findings{{"chain_is_broken", 1}, {"chain_is_broken", 3}, {"chain_is_broken", 6}}));
}

TEST_F(Tamper, changed_hash_is_found_at_both_ends_of_the_link) {
    EXPECT_EQ(findings_after("UPDATE entry SET hash = body_hash WHERE position = 2"), (Findings{{"chain_is_broken", 2}, {"chain_is_broken", 3}}));
}

TEST_F(Tamper, removed_entries_are_found) {
    EXPECT_EQ(findings_after("DELETE FROM entry WHERE position IN (1, 3)"), (Findings{{"position_is_missing", 1}, {"position_is_missing", 3}}));
}

TEST_F(Tamper, removed_and_renumbered_entries_are_found) {
    auto findings = findings_after("DELETE FROM entry WHERE position = 3; UPDATE entry SET position = position - 1 WHERE position > 3");
    EXPECT_NE(std::find(findings.begin(), findings.end(), Finding{"chain_is_broken", 3}), findings.end());
}

TEST_F(Tamper, body_erased_without_decision_is_found) {
    EXPECT_EQ(findings_after("UPDATE entry SET body = NULL, salt = NULL WHERE position = 2"), (Findings{{"body_is_erased_without_decision", 2}}));
}

TEST_F(Tamper, erased_body_put_back_is_found) {
    EXPECT_EQ(findings_after("UPDATE entry SET (salt, body) = (SELECT salt, body FROM entry WHERE position = 4) WHERE position = 5"),
              (Findings{{"body_does_not_match_its_hash", 5}, {"erased_body_remains", 5}}));
}

TEST_F(Tamper, cut_off_end_shows_against_a_head_kept_elsewhere) {
    auto log = open_with_comments(4);
    Head published = log->head().value();
    tamper("DELETE FROM entry WHERE position > 2");
    EXPECT_EQ(log->verify().value().position, 2);
    EXPECT_EQ(codes_of(log->head_at(published.position)), Codes{"position_is_missing"});
}

TEST_F(Tamper, tampered_entries_are_not_given_out) {
    auto log = open_with_comments(5);
    tamper("UPDATE entry SET body = replace(body, 'kommentar', 'Kommentar') WHERE position = 3");
    EXPECT_EQ(codes_of(log->entries(1, 5)), Codes{"body_does_not_match_its_hash"});
    EXPECT_EQ(codes_of(log->entries(3, 3)), Codes{"body_does_not_match_its_hash"});
    EXPECT_EQ(log->entries(4, 5).value().size(), 2U);
}

TEST_F(Tamper, missing_entries_are_not_passed_over) {
    auto log = open_with_comments(5);
    tamper("DELETE FROM entry WHERE position = 4");
    EXPECT_EQ(codes_of(log->entries(1, 5)), Codes{"position_is_missing"});
    EXPECT_EQ(codes_of(log->entries(3, 4)), Codes{"position_is_missing"});
    EXPECT_EQ(codes_of(log->entries(5, 5)), Codes{"position_is_missing"});
}

}  // namespace
}  // namespace tertial::logbook
