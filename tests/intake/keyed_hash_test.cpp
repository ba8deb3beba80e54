// Persons are replaced by their keyed hash, in whatever form they are written, before anybody else sees them; and what is kept of the file gives
// the same rows once more.
#include "intake/keyed_hash.hpp"

#include <gtest/gtest.h>

#include "intake/kept_table.hpp"
#include "intake/small_region.hpp"

namespace tertial::intake {
namespace {

using tests::ledger_head;
using tests::read_rows;
using tests::small_region;
using tests::TestFolder;

const PersonKey& test_key() {
    static const PersonKey key("0123456789abcdef0123456789abcdef");
    return key;
}

/// The ledger's mapping, with the voucher as what names a person.
const model::Mapping& keyed_mapping() {
    static const model::Mapping mapping = [] {
        model::Mapping keyed = small_region().mappings[0];
        keyed.keyed_hash = {"voucher"};
        keyed.leaves_out = {{"account", {"1*"}}};
        return keyed;
    }();
    return mapping;
}

ReadPlan keyed_plan(const PersonKey* key = &test_key()) {
    ReadPlan plan = tests::plan_of("ledger");
    plan.mapping = &keyed_mapping();
    plan.person_key = key;
    return plan;
}

std::string row(std::string_view person, std::string_view text = "a", std::string_view account = "4011") {
    return std::string(person) + ";2026-01-31;2026-01;" + std::string(account) + ";3210;1,50;" + std::string(text) + "\n";
}

struct ReadFile {
    std::vector<std::string> rows;
    base::Issues issues;
    ReplacedValues replaced;
    std::string kept;
};

ReadFile read_file(std::string_view records, const std::string& name = "fil.csv") {
    TestFolder folder;
    std::string path = folder.write(name, std::string(ledger_head) + std::string(records));
    ReadFile read;
    auto source = open_file(path, small_region(), keyed_plan());
    if (!source.ok()) return {{}, source.issues(), {}, {}};
    read.rows = read_rows(*source.value());
    read.issues = source.value()->issues();
    read.replaced = source.value()->replaced();
    auto again = open_file(path, small_region(), keyed_plan());
    auto file = base::DurableWriter::create(folder.path() + "/kept");
    KeptRecords kept(file.value(), again.value()->column_names());
    again.value()->read_kept(kept);
    EXPECT_TRUE(kept.written().ok() && file.value().finish().ok());
    read.kept = base::read_file(folder.path() + "/kept").value();
    return read;
}

std::string person_of(const std::string& row) { return row.substr(0, row.find('|')); }

TEST(KeyedHash, one_person_has_one_hash_however_written) {
    ReadFile read = read_file(row("811218-9876") + row("198112189876") + row("19811218-9876") + row("8112189876") + row("811278-9873"));
    ASSERT_TRUE(read.issues.empty()) << base::format_issues(read.issues);
    ASSERT_EQ(read.rows.size(), 5u);
    std::string hash = test_key().hash_of_person("198112189876");
    EXPECT_EQ(hash.size(), 78u);
    EXPECT_EQ(key_id_of(hash), test_key().id());
    for (std::size_t index = 0; index < 4; ++index) EXPECT_EQ(person_of(read.rows[index]), hash);
    EXPECT_NE(person_of(read.rows[4]), hash);
    EXPECT_EQ(read.replaced.count, 5);
    EXPECT_EQ(read.replaced.unknown_form_count, 0);
}

TEST(KeyedHash, is_the_plain_HMAC_of_the_number) {
    base::HmacKey key("0123456789abcdef0123456789abcdef");
    EXPECT_EQ(test_key().hash_of_person("198112189876"), "hmac:" + test_key().id() + ":" + key.hash("198112189876"));
    EXPECT_NE(PersonKey("another key of thirty-two bytes.").id(), test_key().id());
    EXPECT_NE(PersonKey::of_chance().id(), PersonKey::of_chance().id());
}

TEST(KeyedHash, other_names_are_replaced_as_they_stand_and_counted) {
    ReadFile read = read_file(row("P-17") + row("22950606FH20"));
    EXPECT_EQ(person_of(read.rows.at(0)), test_key().hash_of_person("P-17"));
    EXPECT_EQ(person_of(read.rows.at(1)), test_key().hash_of_person("22950606FH20"));
    EXPECT_EQ(read.replaced.count, 2);
    EXPECT_EQ(read.replaced.unknown_form_count, 1);
}

TEST(KeyedHash, a_hash_passes_if_it_is_of_the_same_key) {
    std::string own = test_key().hash_of_person("198112189876"), foreign = PersonKey("another key of thirty-two bytes.").hash_of_person("198112189876");
    EXPECT_EQ(person_of(read_file(row(own)).rows.at(0)), own);
    EXPECT_EQ(read_file(row(own)).replaced.count, 0);
    ReadFile read = read_file(row(foreign));
    ASSERT_EQ(read.issues.size(), 1u);
    EXPECT_EQ(read.issues[0].code, "keyed_hash_has_another_key");
    EXPECT_EQ(read.issues[0].message.find(foreign), std::string::npos);
}

TEST(KeyedHash, needs_a_key) {
    TestFolder folder;
    auto source = open_file(folder.write("fil.csv", std::string(ledger_head) + row("811218-9876")), small_region(), keyed_plan(nullptr));
    ASSERT_FALSE(source.ok());
    EXPECT_EQ(source.issues()[0].code, "person_key_is_not_given");
}

TEST(KeyedHash, a_number_in_another_column_still_stops_the_file) {
    ReadFile read = read_file(row("811218-9876", "avser 811218-9876") + row("19811218-9876", "b", "1930"));
    ASSERT_EQ(read.issues.size(), 1u);
    EXPECT_EQ(read.issues[0].code, "person_number_is_refused");
    EXPECT_EQ(read.issues[0].place.line, 2);
}

TEST(KeptRecords, hold_every_record_with_its_line_and_no_person) {
    ReadFile read = read_file("\n" + row("811218-9876", "\"två\nrader; \"\"så\"\"\"") + row("811278-9873", "utanför", "1930") + row("P-17", ""));
    ASSERT_TRUE(read.issues.empty()) << base::format_issues(read.issues);
    std::string first = test_key().hash_of_person("198112189876"), last = test_key().hash_of_person("P-17");
    EXPECT_EQ(read.kept,
              "_line;Verifikation;Bokföringsdatum;Period;Konto;Kostnadsställe;Belopp;Text\n"
              "3;" +
                  first +
                  ";2026-01-31;2026-01;4011;3210;1,50;\"två\nrader; \"\"så\"\"\"\n"
                  "5;;2026-01-31;2026-01;1930;3210;1,50;utanför\n"
                  "6;" +
                  last + ";2026-01-31;2026-01;4011;3210;1,50;\n");
}

TEST(KeptTable, gives_the_same_rows_and_lines_without_a_key) {
    std::string records = "\n";
    for (int index = 0; index < 3000; ++index) records += row("8112" + std::to_string(100'000 + index), "\"två\nrader\"", index % 7 == 0 ? "1930" : "4011");
    ReadFile read = read_file(records);
    TestFolder folder;
    ReadPlan plan = keyed_plan(nullptr);
    plan.is_kept = true;
    TableOptions options = table_options(keyed_mapping(), "fil.csv");
    options.part_bytes_min = 1000;
    auto table = open_kept_table(folder.write("kept", read.kept), ValueForm::as_written, options);
    ASSERT_TRUE(table.ok()) << base::format_issues(table.issues());
    auto source = open_source(std::move(table).value(), small_region(), plan);
    ASSERT_TRUE(source.ok()) << base::format_issues(source.issues());
    EXPECT_GT(source.value()->part_count(), 10u);
    EXPECT_EQ(read_rows(*source.value()), read.rows);
    EXPECT_TRUE(source.value()->issues().empty());
    EXPECT_EQ(source.value()->left_out_row_count(), 429);
    for (std::int64_t line : {5, 5003, 5, 6001}) {
        auto text = source.value()->record_text(line);
        ASSERT_TRUE(text.ok()) << line;
        EXPECT_TRUE(text.value().starts_with("hmac:") || text.value().starts_with(";")) << text.value();
        EXPECT_EQ(source.value()->record_values(line).value().size(), source.value()->column_names().size());
    }
    EXPECT_FALSE(source.value()->record_text(4).ok());
    EXPECT_FALSE(source.value()->record_text(9000).ok());
}

TEST(KeptTable, what_came_before_a_rule_did_is_read_as_it_was) {
    TestFolder folder;
    ReadPlan plan = keyed_plan(nullptr);
    plan.is_kept = true;
    auto source = open_file(folder.write("kept.csv", std::string(ledger_head) + row("V1", "avser 19810829M071")), small_region(), plan);
    ASSERT_TRUE(source.ok());
    EXPECT_EQ(read_rows(*source.value()).at(0), "V1|20484|202601|4011|3210|150|avser 19810829M071|202601|2");
    EXPECT_TRUE(source.value()->issues().empty());
}

TEST(KeptTable, refuses_what_is_no_such_file) {
    TestFolder folder;
    auto table = open_kept_table(folder.write("kept", "Verifikation;Text\nV1;a\n"), ValueForm::as_written, {});
    ASSERT_FALSE(table.ok());
    EXPECT_EQ(table.issues()[0].code, "source_is_damaged");
}

}  // namespace
}  // namespace tertial::intake
