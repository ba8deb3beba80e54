#include "logbook/entry_kinds.hpp"

#include "logbook/entry_time.hpp"
#include "sample_log.hpp"

namespace tertial::logbook {
namespace {

/// One line per issue, "code: message | hint".
std::string check(const std::string& kind, const std::string& body) {
    std::string text;
    for (const base::Issue& issue : check_entry(kind, base::parse_json(body).value(), {})) {
        text += issue.code + ": " + issue.message + " | " + issue.hint + "\n";
    }
    return text;
}

const std::string hash(64, 'a');

TEST(EntryKinds, each_kind_has_a_body_that_fits) {
    EXPECT_EQ(check("model_activated", R"({"model_hash": ")" + hash + R"(", "label": "mars"})"), "");
    EXPECT_EQ(check("delivery_accepted", R"({"delivery": "d1", "data_set": "ledger", "part": "agresso", "file_name": "ledger.csv", "file_hash": ")" + hash +
                                             R"(", "mapping_hash": ")" + hash + R"(", "definition_hash": ")" + hash + R"(", "row_count": 3,
                        "slices": [{"slice": "2026-04", "rows": 3}, {"slice": "2026-05", "rows": 0}], "control_sums": {"amount_ore": "-12500050"},
                        "warnings": ["en varning", {"code": "x"}]})"),
              "");
    EXPECT_EQ(check("delivery_withdrawn", R"({"delivery": "d1", "reason": "fel fil"})"), "");
    EXPECT_EQ(check("comment", R"({"slot": "s", "unit": "1", "period": "2026-T1", "text": "t", "author_role": "r",
                        "figures": [{"address": "a", "exact": "-7/2"}, {"address": "b", "exact": "missing"}]})"),
              "");
    EXPECT_EQ(check("assessment_override", R"({"indicator": "i", "unit": "1", "period": "2026-04-ack", "level": "yellow", "reason": "r"})"), "");
    EXPECT_EQ(check("forecast", R"({"unit": "1", "line": "l", "year": 2026, "round": "2026-04", "point_ore": -5, "before_measures": false,
                        "reason": "r"})"),
              "");
    EXPECT_EQ(
        check("forecast",
              R"({"unit": "1", "line": "l", "year": 2026, "round": "2026-T1", "measure": "deviation", "low_ore": -5, "high_ore": -5, "before_measures": true,
                        "reason": "r"})"),
        "");
    EXPECT_EQ(check("initiative_assessment", R"({"initiative": "i", "unit": "1", "period": "2026-T1", "level": "red", "words": "w"})"), "");
    EXPECT_EQ(check("virement", R"({"case_number": "RS/1/2026", "year": 2026, "amount_ore": 1, "from": {"unit": "1", "account": "4011"},
                        "to": {"unit": "2", "account": "4011"}, "from_month": "2026-03", "permanent": true, "reason": "r"})"),
              "");
    EXPECT_EQ(check("event", R"({"unit": "1", "period": "2026-04", "title": "t", "text": "x"})"), "");
    EXPECT_EQ(check("period_state", R"({"data_set": "ledger", "period": "2026-04", "state": "closed"})"), "");
    EXPECT_EQ(check("erasure", R"({"position": 1, "reason": "r"})"), "");
}

TEST(EntryKinds, unknown_kind_names_the_nearest) {
    EXPECT_EQ(check("coment", "{}"), "entry_kind_is_unknown: slaget \"coment\" finns inte | menade du comment?\n");
    EXPECT_NE(check("publicering", "{}").find("välj bland model_activated, delivery_accepted"), std::string::npos);
}

TEST(EntryKinds, all_faults_of_a_body_are_told_at_once) {
    EXPECT_EQ(check("comment", R"({"slot": "s", "unti": "1", "period": "2026-13", "text": "", "author_role": "r"})"),
              "entry_field_is_missing: comment: fältet unit saknas | ange text som inte är tom, inom citattecken\n"
              "entry_field_is_not_valid: comment: fältet period har värdet \"2026-13\" | skriv en period inom citattecken, till exempel \"2026-04\", "
              "\"2026-T1\" eller \"2026-04-ack\"\n"
              "entry_field_is_not_valid: comment: fältet text har värdet \"\" | skriv text som inte är tom, inom citattecken\n"
              "entry_field_is_unknown: comment: fältet unti finns inte | menade du unit?\n");
}

TEST(EntryKinds, faults_inside_lists_and_objects_have_their_path) {
    EXPECT_EQ(check("comment", R"({"slot": "s", "unit": "1", "period": "2026", "text": "t", "author_role": "r",
                                  "figures": [{"address": "a", "exact": 12.5}, 7]})"),
              "entry_field_is_not_valid: comment: fältet figures[0].exact har värdet 12.5 | skriv ett exakt tal som text, till exempel \"-12500050\" eller "
              "\"7/2\", eller skälet till att talet saknas\n"
              "entry_field_is_not_valid: comment: figures[1] har värdet 7 | skriv ett objekt\n");
    EXPECT_NE(check("virement", R"({"case_number": "1", "year": 2026, "amount_ore": 1, "from": {"unit": 1}, "to": [], "from_month": "2026-03",
                        "permanent": true, "reason": "r"})")
                  .find("fältet from.account saknas"),
              std::string::npos);
}

TEST(EntryKinds, choices_are_listed) {
    EXPECT_EQ(check("period_state", R"({"data_set": "ledger", "period": "2026-04", "state": "shut"})"),
              "entry_field_is_not_valid: period_state: fältet state har värdet \"shut\" | skriv något av \"open\", \"preliminary\", \"closed\"\n");
}

TEST(EntryKinds, amounts_are_whole_numbers_that_fit) {
    std::string start = R"({"unit": "1", "line": "l", "year": 2026, "round": "2026-T1", "before_measures": false, "reason": "r", "point_ore": )";
    for (const char* bad : {"1.5", "\"5\"", "1e3", "18446744073709551615", "9223372036854775808", "null", "true"}) {
        EXPECT_NE(check("forecast", start + bad + "}").find("entry_field_is_not_valid"), std::string::npos) << bad;
    }
    EXPECT_EQ(check("forecast", start + "-9223372036854775808}"), "");
}

TEST(EntryKinds, forecast_is_a_point_or_a_whole_interval) {
    std::string start = R"({"unit": "1", "line": "l", "year": 2026, "round": "2026-T1", "before_measures": false, "reason": "r")";
    EXPECT_NE(check("forecast", start + "}").find("ange point_ore, eller low_ore och high_ore"), std::string::npos);
    EXPECT_NE(check("forecast", start + R"(, "low_ore": 1})").find("fältet high_ore saknas"), std::string::npos);
    EXPECT_NE(check("forecast", start + R"(, "low_ore": 2, "high_ore": 1})").find("low_ore är större än high_ore"), std::string::npos);
    EXPECT_NE(check("forecast", start + R"(, "low_ore": 1, "high_ore": 2, "point_ore": 3})").find("utanför intervallet"), std::string::npos);
}

TEST(EntryKinds, virement_moves_something_within_its_year) {
    std::string body = R"({"case_number": "1", "year": 2026, "amount_ore": 1, "from": {"unit": "1", "account": "4"}, "to": {"account": "4", "unit": "1"},
                           "from_month": "2025-03", "permanent": false, "reason": "r"})";
    EXPECT_NE(check("virement", body).find("from_month ligger inte i year"), std::string::npos);
    EXPECT_NE(check("virement", body).find("from och to är lika"), std::string::npos);
}

TEST(EntryKinds, long_values_are_shortened_between_characters) {
    std::string body = R"({"data_set": "d", "period": "2026-04", "state": ")";
    for (int count = 0; count < 100; ++count) body += "å";
    std::string text = check("period_state", body + "\"}");
    EXPECT_NE(text.find("å… | skriv"), std::string::npos) << text;
    EXPECT_LT(text.size(), 250U);
}

TEST(EntryKinds, body_must_be_an_object) { EXPECT_NE(check("event", "[]").find("inget objekt"), std::string::npos); }

TEST(EntryKinds, what_decides_figures_is_not_erased_or_entered_by_hand) {
    EXPECT_EQ(entered_kind_names(), (std::vector<std::string>{"comment", "assessment_override", "assignment_assessment", "goal_assessment",
                                                              "initiative_assessment", "forecast", "virement", "event", "period_state"}));
    EXPECT_FALSE(may_be_erased("delivery_accepted"));
    EXPECT_FALSE(may_be_erased("erasure"));
    EXPECT_TRUE(may_be_erased("comment"));
}

TEST(EntryTime, every_offset_becomes_utc) {
    EXPECT_EQ(to_utc("2026-03-29T01:59:30+01:00"), "2026-03-29T00:59:30Z");
    EXPECT_EQ(to_utc("2026-01-01T00:30:00+02:00"), "2025-12-31T22:30:00Z");
    EXPECT_EQ(to_utc("1969-12-31T23:00Z"), "1969-12-31T23:00:00Z");
    EXPECT_EQ(to_utc("2026-01-01"), std::nullopt);
    EXPECT_TRUE(is_utc("2026-01-01T00:30:00Z"));
    EXPECT_FALSE(is_utc("2026-01-01 00:30:00Z"));
    EXPECT_FALSE(is_utc("2026-01-01T00:30:00+00:00"));
    EXPECT_FALSE(is_utc("0000-01-01T00:30:00+02:00"));
}

}  // namespace
}  // namespace tertial::logbook
