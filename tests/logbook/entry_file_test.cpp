#include "logbook/entry_file.hpp"

#include "base/files.hpp"
#include "sample_log.hpp"

namespace tertial::logbook {
namespace {

const std::string now = "2026-05-05T06:00:00Z";
const std::string event_line = R"({"kind": "event", "actor": "chef", "body": {"unit": "1", "period": "2026-04", "title": "t", "text": "x"}})";

/// "line code" for each issue.
std::vector<std::string> findings(const std::string& text) {
    std::vector<std::string> found;
    auto entries = read_entries(text, "poster.jsonl", now);
    if (entries.ok()) return found;
    for (const base::Issue& issue : entries.issues()) {
        EXPECT_EQ(issue.place.file, "poster.jsonl");
        found.push_back(std::to_string(issue.place.line) + " " + issue.code);
    }
    return found;
}

TEST(EntryFile, entries_are_read_in_order_with_times_in_utc) {
    std::string timed = R"({"kind": "period_state", "at": "2026-05-04T10:30:00+02:00", "actor": "ekonom", )"
                        R"("body": {"data_set": "ledger", "period": "2026-04", "state": "closed"}})";
    auto entries = read_entries("\xEF\xBB\xBF" + event_line + "\r\n\r\n" + timed, "f", now).value();
    ASSERT_EQ(entries.size(), 2U);
    EXPECT_EQ(entries[0].kind, "event");
    EXPECT_EQ(entries[0].at, now);
    EXPECT_EQ(entries[0].actor, "chef");
    EXPECT_EQ(entries[0].body.at("title"), "t");
    EXPECT_EQ(entries[1].at, "2026-05-04T08:30:00Z");
}

TEST(EntryFile, all_faults_of_all_lines_are_told_at_once) {
    EXPECT_EQ(findings(event_line + "\n"
                                    "{\"kind\": \"comment\"\n"
                                    "\n"
                                    "{\"kind\": \"evnt\", \"actor\": \"a\", \"body\": {}}\n"
                                    "{\"kind\": \"event\", \"actor\": \"\", \"bdy\": {}}\n"
                                    "[1]\n"
                                    "{\"kind\": \"period_state\", \"actor\": \"a\", \"at\": \"2026-05-05T08:00:01+02:00\", "
                                    "\"body\": {\"data_set\": \"d\", \"period\": \"maj\", \"state\": \"open\"}}\n"),
              (std::vector<std::string>{"2 json_is_not_readable", "4 entry_kind_is_unknown", "5 entry_field_is_not_valid", "5 entry_field_is_missing",
                                        "5 entry_field_is_unknown", "6 entry_field_is_not_valid", "7 entry_field_is_not_valid", "7 entry_field_is_not_valid"}));
}

TEST(EntryFile, kinds_that_tertial_makes_itself_are_refused) {
    const std::vector<std::string> refused = {"1 entry_kind_cannot_be_entered"};
    EXPECT_EQ(findings(R"({"kind": "erasure", "actor": "a", "body": {"position": 1, "reason": "r"}})"), refused);
    EXPECT_EQ(findings(R"({"kind": "delivery_accepted", "actor": "a", "body": {}})"), refused);
}

TEST(EntryFile, empty_file_is_a_mistake) { EXPECT_EQ(findings("\n \n"), (std::vector<std::string>{"0 entry_file_is_empty"})); }

TEST_F(SampleLog, entry_file_on_disk_goes_into_the_log) {
    std::string file = (folder_ / "poster.jsonl").string();
    ASSERT_TRUE(base::write_file(file, event_line + "\n").ok());
    auto log = open();
    EXPECT_EQ(log->append(log->head().value(), read_entry_file(file, now).value()).value().position, 1);
    EXPECT_EQ(codes_of(read_entry_file(file + "x", now)), Codes{"file_is_not_found"});
}

}  // namespace
}  // namespace tertial::logbook
