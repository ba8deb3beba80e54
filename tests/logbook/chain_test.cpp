#include "logbook/chain.hpp"

#include <gtest/gtest.h>

#include "base/hash.hpp"
#include "sample_log.hpp"

namespace tertial::logbook {
namespace {

TEST(Chain, canonical_json_does_not_depend_on_key_order) {
    base::Json one = base::parse_json(R"({"b": [1, {"z": true, "a": null}], "a": "åäö \"x\""})").value();
    base::Json other = base::parse_json(R"({"a":"åäö \"x\"","b":[1,{"a":null,"z":true}]})").value();
    EXPECT_EQ(canonical_json(one).value(), canonical_json(other).value());
    EXPECT_EQ(canonical_json(one).value(), R"({"a":"åäö \"x\"","b":[1,{"a":null,"z":true}]})");
}

TEST(Chain, text_that_is_not_utf8_is_refused) { EXPECT_EQ(codes_of(canonical_json(base::Json{{"text", "\xE5"}})), Codes{"entry_text_is_not_utf8"}); }

// The stored format, spelled out: a change of this test is a change of every log that exists.
TEST(Chain, format_is_as_written_in_prose) {
    Head start{0, base::content_hash("tertial logbook, format 1")};
    EXPECT_EQ(genesis(), start);
    RawEntry raw = make_raw_entry(genesis(), make_comment("å")).value();
    EXPECT_EQ(raw.salt->size(), 32U);
    EXPECT_EQ(raw.body_hash, base::content_hash(*raw.salt + R"({"author_role":"controller","period":"2026-04","slot":"economy","text":"å","unit":"3210"})"));
    EXPECT_EQ(raw.hash, base::content_hash("1:17:comment20:2026-05-04T08:30:00Z6:ekonom64:" + start.hash + "64:" + raw.body_hash));
}

TEST(Chain, fields_cannot_run_into_each_other) {
    RawEntry one{1, "comment", "x", "a", "", "", "", {}, {}};
    RawEntry other{1, "commen", "tx", "a", "", "", "", {}, {}};
    EXPECT_NE(entry_hash(one), entry_hash(other));
}

TEST(Chain, equal_bodies_have_different_hashes) {
    EXPECT_NE(make_raw_entry(genesis(), make_comment("a")).value().body_hash, make_raw_entry(genesis(), make_comment("a")).value().body_hash);
}

TEST(Chain, gap_is_one_finding_however_wide) {
    ChainCheck check("log", genesis());
    check.add(make_raw_entry({std::int64_t{1} << 60, "x"}, make_comment("a")).value());
    EXPECT_EQ(codes_of(check.finish((std::int64_t{1} << 60) + 1)), Codes{"position_is_missing"});
}

}  // namespace
}  // namespace tertial::logbook
