// The log as one user sees it: appending, reading, as of, erasing, opening.
#include "logbook/sqlite/sqlite_logbook.hpp"

#include <sys/resource.h>
#include <sys/wait.h>

#include <csignal>

#include "base/files.hpp"
#include "logbook/chain.hpp"
#include "sample_log.hpp"

namespace tertial::logbook {
namespace {

using SqliteLogbook = SampleLog;

TEST_F(SqliteLogbook, empty_log_has_the_genesis_head) {
    auto log = open();
    EXPECT_EQ(log->head().value(), genesis());
    EXPECT_EQ(log->verify().value(), genesis());
    EXPECT_TRUE(log->entries(1, 100).value().empty());
    EXPECT_EQ(log->head_at(0).value(), genesis());
    EXPECT_EQ(log->position_at("2026-01-01T00:00:00Z").value(), 0);
}

TEST_F(SqliteLogbook, entries_come_back_as_written_and_survive_reopening) {
    Head head = open_with_comments(3)->head().value();
    auto log = open(Create::no);
    EXPECT_EQ(log->head().value(), head);
    EXPECT_EQ(log->verify().value(), head);
    auto entries = log->entries(1, 3).value();
    ASSERT_EQ(entries.size(), 3U);
    EXPECT_EQ(entries[1].position, 2);
    EXPECT_EQ(entries[1].kind, "comment");
    EXPECT_EQ(entries[1].at, "2026-05-04T08:30:00Z");
    EXPECT_EQ(entries[1].actor, "ekonom");
    EXPECT_EQ(entries[1].body->at("text"), "kommentar 2");
    EXPECT_EQ(entries[1].previous_hash, entries[0].hash);
    EXPECT_EQ(log->head_at(2).value(), (Head{2, entries[1].hash}));
    EXPECT_EQ(codes_of(log->head_at(4)), Codes{"position_is_missing"});
}

TEST_F(SqliteLogbook, range_is_cut_to_what_exists) {
    auto log = open_with_comments(5);
    EXPECT_EQ(log->entries(-3, 2).value().size(), 2U);
    EXPECT_EQ(log->entries(4, 99).value().size(), 2U);
    EXPECT_EQ(log->entries(4, 99).value().front().position, 4);
    EXPECT_TRUE(log->entries(6, 99).value().empty());
    EXPECT_TRUE(log->entries(3, 2).value().empty());
}

TEST_F(SqliteLogbook, stale_head_is_refused_and_nothing_is_written) {
    auto log = open_with_comments(2);
    Head head = log->head().value();
    EXPECT_EQ(codes_of(log->append(genesis(), {make_comment("sen")})), Codes{"head_is_stale"});
    EXPECT_EQ(codes_of(log->append({2, genesis().hash}, {make_comment("annan kedja")})), Codes{"head_is_stale"});
    EXPECT_EQ(log->head().value(), head);
    EXPECT_EQ(log->append(head, {}).value(), head);
}

TEST_F(SqliteLogbook, one_bad_entry_refuses_them_all) {
    auto log = open_with_comments(1);
    Head head = log->head().value();
    NewEntry bad = make_comment("");
    NewEntry local_time = make_comment("x", "2026-05-04T10:30:00+02:00");
    EXPECT_EQ(codes_of(log->append(head, {make_comment("bra"), bad, local_time})), (Codes{"entry_field_is_not_valid", "entry_field_is_not_valid"}));
    EXPECT_EQ(codes_of(log->append(head, {make_comment("bra"), make_comment("\xE5")})), Codes{"entry_text_is_not_utf8"});
    EXPECT_EQ(log->head().value(), head);
}

TEST_F(SqliteLogbook, time_resolves_to_the_last_position_reached) {
    auto log = open();
    ASSERT_TRUE(log->append(genesis(),
                            {make_comment("1", "2026-05-01T08:00:00Z"), make_comment("2", "2026-05-01T08:00:00Z"), make_comment("3", "2026-05-03T08:00:00Z")})
                    .ok());
    EXPECT_EQ(log->position_at("2026-05-01T07:59:59Z").value(), 0);
    EXPECT_EQ(log->position_at("2026-05-01T08:00:00Z").value(), 2);
    EXPECT_EQ(log->position_at("2026-05-01T10:00:00+02:00").value(), 2);
    EXPECT_EQ(log->position_at("2026-05-03T09:59:00+02:00").value(), 2);
    EXPECT_EQ(log->position_at("2027-01-01T00:00:00Z").value(), 3);
    EXPECT_EQ(codes_of(log->position_at("i fredags")), Codes{"time_is_not_readable"});
}

// Else the report of last month would change by a correction made today.
TEST_F(SqliteLogbook, entry_with_an_older_time_does_not_move_earlier_moments) {
    auto log = open();
    Head head = log->append(genesis(), {make_comment("1", "2026-05-01T08:00:00Z"), make_comment("2", "2026-05-10T08:00:00Z")}).value();
    std::int64_t before = log->position_at("2026-05-05T00:00:00Z").value();
    ASSERT_TRUE(log->append(head, {make_comment("3", "2026-05-02T08:00:00Z")}).ok());
    EXPECT_EQ(log->position_at("2026-05-05T00:00:00Z").value(), before);
    EXPECT_EQ(log->position_at("2026-05-10T08:00:00Z").value(), 3);
}

TEST_F(SqliteLogbook, erased_body_is_gone_and_the_chain_verifies) {
    auto log = open_with_comments(3);
    Head before = log->head_at(2).value();
    Head head = log->erase_body(2, make_erasure(2)).value();
    EXPECT_EQ(head.position, 4);
    EXPECT_EQ(log->verify().value(), head);
    EXPECT_EQ(log->head_at(2).value(), before);
    auto entries = log->entries(1, 4).value();
    EXPECT_FALSE(entries[1].body.has_value());
    EXPECT_TRUE(entries[1].salt.empty());
    EXPECT_TRUE(entries[2].body.has_value());
    EXPECT_EQ(entries[3].kind, "erasure");
}

TEST_F(SqliteLogbook, erased_text_is_in_none_of_the_files) {
    auto log = open();
    ASSERT_TRUE(log->append(genesis(), {make_comment("hemlighet om en patient")}).ok());
    ASSERT_TRUE(log->erase_body(1, make_erasure(1)).ok());
    auto names = base::list_names(folder_.string()).value();
    for (const std::string& name : names) {
        EXPECT_EQ(base::read_file((folder_ / name).string()).value().find("hemlighet"), std::string::npos) << name;
    }
}

TEST_F(SqliteLogbook, erasing_needs_a_decision_about_that_very_entry) {
    auto log = open_with_comments(2);
    Head head = log->head().value();
    EXPECT_EQ(codes_of(log->erase_body(2, make_erasure(1))), Codes{"erasure_must_erase"});
    EXPECT_EQ(codes_of(log->erase_body(2, make_comment("bort"))), Codes{"erasure_must_erase"});
    EXPECT_EQ(codes_of(log->erase_body(9, make_erasure(9))), Codes{"position_is_missing"});
    EXPECT_EQ(codes_of(log->append(head, {make_erasure(1)})), Codes{"erasure_must_erase"});
    EXPECT_EQ(log->head().value(), head);
    ASSERT_TRUE(log->erase_body(2, make_erasure(2)).ok());
    EXPECT_EQ(codes_of(log->erase_body(2, make_erasure(2))), Codes{"body_is_already_erased"});
    EXPECT_EQ(codes_of(log->erase_body(3, make_erasure(3))), Codes{"entry_cannot_be_erased"});
}

TEST_F(SqliteLogbook, missing_log_is_made_only_on_request) {
    EXPECT_EQ(codes_of(open_sqlite_logbook(path(), Create::no)), Codes{"logbook_is_missing"});
    EXPECT_FALSE(base::file_exists(path()));
    EXPECT_EQ(codes_of(open_sqlite_logbook((folder_ / "no" / "log.sqlite").string(), Create::yes)), Codes{"logbook_is_not_writable"});
}

TEST_F(SqliteLogbook, other_files_are_not_taken_for_logbooks) {
    ASSERT_TRUE(base::write_file(path(), std::string(4096, 'x')).ok());
    EXPECT_EQ(codes_of(open_sqlite_logbook(path(), Create::yes)), Codes{"logbook_is_damaged"});
    ASSERT_TRUE(base::remove_all(path()).ok());
    run_raw("CREATE TABLE other (a INTEGER)");
    EXPECT_EQ(codes_of(open_sqlite_logbook(path(), Create::yes)), Codes{"file_is_not_a_logbook"});
}

TEST_F(SqliteLogbook, other_versions_are_refused_with_a_hint) {
    ASSERT_NE(open(), nullptr);
    run_raw("PRAGMA user_version = 7");
    auto opened = open_sqlite_logbook(path(), Create::no);
    EXPECT_EQ(codes_of(opened), Codes{"logbook_has_another_version"});
    EXPECT_NE(opened.issues().front().hint.find("uppgradera"), std::string::npos);
}

// The limit on file size stands for the full disk: SQLite meets a failed write in either case.
TEST_F(SqliteLogbook, failed_write_is_an_issue_and_changes_nothing) {
    Head head = open_with_comments(1)->head().value();
    pid_t child = ::fork();
    if (child == 0) {
        std::signal(SIGXFSZ, SIG_IGN);
        auto log = open_sqlite_logbook(path(), Create::no);
        rlimit limit{100'000, 100'000};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        auto appended = log.value()->append(head, {make_comment("kort"), make_comment(std::string(1'000'000, 'x'))});
        ::_exit(codes_of(appended) == Codes{"logbook_is_not_writable"} ? 0 : 1);
    }
    int status = -1;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
    EXPECT_EQ(open(Create::no)->verify().value(), head);
}

}  // namespace
}  // namespace tertial::logbook
