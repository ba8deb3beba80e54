// Entries and a log file to test with: each test gets a folder of its own, removed afterwards.
#pragma once

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "logbook/sqlite/sqlite_logbook.hpp"

namespace tertial::logbook {

inline NewEntry make_comment(const std::string& text, const std::string& at = "2026-05-04T08:30:00Z") {
    return {"comment", at, "ekonom", {{"slot", "economy"}, {"unit", "3210"}, {"period", "2026-04"}, {"text", text}, {"author_role", "controller"}}};
}

inline NewEntry make_erasure(std::int64_t position) {
    return {"erasure", "2026-06-01T12:00:00Z", "registrator", {{"position", position}, {"reason", "personuppgift i kommentaren"}}};
}

inline std::vector<std::string> codes_of(const base::Issues& issues) {
    std::vector<std::string> codes;
    for (const base::Issue& issue : issues) codes.push_back(issue.code);
    return codes;
}

template <class T>
std::vector<std::string> codes_of(const base::Result<T>& result) {
    return result.ok() ? std::vector<std::string>{} : codes_of(result.issues());
}

using Codes = std::vector<std::string>;

class SampleLog : public testing::Test {
protected:
    SampleLog() {
        std::string name = testing::UnitTest::GetInstance()->current_test_info()->name();
        folder_ = std::filesystem::temp_directory_path() / ("logbook_test_" + std::to_string(::getpid()) + "_" + name);
        std::filesystem::create_directories(folder_);
    }
    ~SampleLog() override { std::filesystem::remove_all(folder_); }

    [[nodiscard]] std::string path() const { return (folder_ / "logbook.sqlite").string(); }

    [[nodiscard]] std::unique_ptr<Logbook> open(Create create = Create::yes) const {
        auto opened = open_sqlite_logbook(path(), create);
        EXPECT_TRUE(opened.ok()) << (opened.ok() ? "" : base::format_issues(opened.issues()));
        return opened.ok() ? std::move(opened).value() : nullptr;
    }

    /// A log of `count` comments, "kommentar 1" …
    [[nodiscard]] std::unique_ptr<Logbook> open_with_comments(int count) const {
        auto log = open();
        std::vector<NewEntry> entries;
        for (int number = 1; number <= count; ++number) entries.push_back(make_comment("kommentar " + std::to_string(number)));
        auto appended = log->append(log->head().value(), entries);
        EXPECT_TRUE(appended.ok()) << (appended.ok() ? "" : base::format_issues(appended.issues()));
        return log;
    }

    /// Runs SQL past the logbook, as someone who may edit the file could. Gives SQLite's result code.
    int run_raw(const std::string& sql) const {
        sqlite3* connection = nullptr;
        sqlite3_open(path().c_str(), &connection);
        sqlite3_busy_timeout(connection, 5000);
        int result_code = sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, nullptr);
        sqlite3_close(connection);
        return result_code;
    }

    void tamper(const std::string& sql) const {
        ASSERT_EQ(run_raw("DROP TRIGGER IF EXISTS entry_follows_the_last; DROP TRIGGER IF EXISTS entry_is_never_deleted;"
                          "DROP TRIGGER IF EXISTS entry_is_never_changed;" +
                          sql),
                  SQLITE_OK);
    }

    std::filesystem::path folder_;
};

}  // namespace tertial::logbook
