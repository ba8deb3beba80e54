// Several processes and threads at the same log: nothing is lost, nothing is mixed up, and a reader never sees half an append.
#include <sys/wait.h>

#include <atomic>
#include <set>
#include <thread>

#include "sample_log.hpp"

namespace tertial::logbook {
namespace {

using Concurrency = SampleLog;

constexpr int writers = 4;
constexpr int appends_per_writer = 15;

/// Appends pairs of entries, each tried again as long as someone else was first. True if all went well.
bool append_pairs(Logbook& log, const std::string& writer) {
    for (int number = 0; number < appends_per_writer;) {
        std::string name = writer + " " + std::to_string(number);
        auto head = log.head();
        if (!head.ok()) return false;
        auto appended = log.append(head.value(), {make_comment(name + " a"), make_comment(name + " b")});
        if (appended.ok()) {
            ++number;
        } else if (appended.issues().front().code != "head_is_stale") {
            return false;
        }
    }
    return true;
}

void expect_every_pair(const Logbook& log) {
    auto head = log.verify();
    ASSERT_TRUE(head.ok()) << base::format_issues(head.issues());
    ASSERT_EQ(head.value().position, 2 * writers * appends_per_writer);
    auto entries = log.entries(1, head.value().position).value();
    std::set<std::string> texts;
    for (std::size_t index = 0; index < entries.size(); index += 2) {
        auto first = entries[index].body->at("text").get<std::string>(), second = entries[index + 1].body->at("text").get<std::string>();
        EXPECT_EQ(first.substr(0, first.size() - 1), second.substr(0, second.size() - 1));
        texts.insert(first), texts.insert(second);
    }
    EXPECT_EQ(texts.size(), entries.size());
}

TEST_F(Concurrency, processes_that_create_and_append_at_once_lose_nothing) {
    std::vector<pid_t> children;
    for (int writer = 0; writer < writers; ++writer) {
        pid_t child = ::fork();
        if (child == 0) {
            auto log = open_sqlite_logbook(path(), Create::yes);
            ::_exit(log.ok() && append_pairs(*log.value(), std::to_string(writer)) ? 0 : 1);
        }
        children.push_back(child);
    }
    for (pid_t child : children) {
        int status = -1;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
        EXPECT_EQ(status, 0);
    }
    expect_every_pair(*open(Create::no));
}

TEST_F(Concurrency, threads_with_a_log_each_lose_nothing_and_a_reader_sees_whole_appends) {
    ASSERT_NE(open(), nullptr);
    std::atomic<bool> ended = false;
    std::atomic<int> faults = 0;
    std::vector<std::thread> threads;
    for (int writer = 0; writer < writers; ++writer) {
        threads.emplace_back([&, writer] {
            auto log = open(Create::no);
            if (!append_pairs(*log, std::to_string(writer))) ++faults;
        });
    }
    std::thread reader([&] {
        auto log = open(Create::no);
        while (!ended) {
            auto head = log->verify();
            if (!head.ok() || head.value().position % 2 != 0) ++faults;
        }
    });
    for (std::thread& thread : threads) thread.join();
    ended = true;
    reader.join();
    EXPECT_EQ(faults, 0);
    expect_every_pair(*open(Create::no));
}

TEST_F(Concurrency, threads_may_share_one_log) {
    auto log = open();
    std::atomic<int> faults = 0;
    std::vector<std::thread> threads;
    for (int writer = 0; writer < writers; ++writer) {
        threads.emplace_back([&, writer] {
            if (!append_pairs(*log, std::to_string(writer))) ++faults;
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(faults, 0);
    expect_every_pair(*log);
}

// A killed writer leaves its transaction unfinished in the file; it must count for nothing.
TEST_F(Concurrency, killed_writer_leaves_the_log_as_it_was) {
    Head head = open_with_comments(2)->head().value();
    pid_t child = ::fork();
    if (child == 0) {
        sqlite3* connection = nullptr;
        sqlite3_open(path().c_str(), &connection);
        sqlite3_exec(connection, "PRAGMA cache_size = 1; BEGIN IMMEDIATE;", nullptr, nullptr, nullptr);
        std::string sql = "INSERT INTO entry SELECT 3, kind, at, actor, hash, body_hash, hash, salt, printf('%500000s', 'x') FROM entry WHERE position = 2";
        ::_exit(sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, nullptr));
    }
    int status = -1;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
    auto log = open(Create::no);
    EXPECT_EQ(log->verify().value(), head);
    EXPECT_EQ(log->append(head, {make_comment("3")}).value().position, 3);
}

TEST_F(Concurrency, writer_that_holds_the_lock_too_long_makes_the_log_busy) {
    auto log = open_with_comments(1);
    sqlite3* connection = nullptr;
    sqlite3_open(path().c_str(), &connection);
    ASSERT_EQ(sqlite3_exec(connection, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
    EXPECT_TRUE(log->verify().ok());
    EXPECT_EQ(codes_of(log->append(log->head().value(), {make_comment("2")})), Codes{"logbook_is_busy"});
    sqlite3_close(connection);
    EXPECT_TRUE(log->append(log->head().value(), {make_comment("2")}).ok());
}

}  // namespace
}  // namespace tertial::logbook
