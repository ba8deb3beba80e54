// A person number stops a file wherever it stands, also where no record is read: above the head, in other sheets and parts of a workbook, in
// other records of a SIE file. Never shown.
#include <gtest/gtest.h>

#include "intake/sie_table.hpp"
#include "intake/small_region.hpp"
#include "intake/small_workbook.hpp"

namespace tertial::intake {
namespace {

using tests::ledger_head;
using tests::open_bytes;
using tests::SmallSheet;
using tests::SmallWorkbook;
using tests::TestFolder;
using tests::ZipPart;
using Lines = std::vector<std::string>;

/// "line message" of each finding; none may show the number.
Lines told(const base::Issues& issues) {
    Lines lines;
    for (const base::Issue& issue : issues) {
        EXPECT_EQ(issue.code, "person_number_is_refused");
        EXPECT_EQ((issue.message + issue.hint).find("9876"), std::string::npos) << issue.message;
        lines.push_back(std::to_string(issue.place.line) + " " + issue.message.substr(0, issue.message.find(" innehåller")));
    }
    return lines;
}

std::string cell(std::string_view text) { return "<c t=\"inlineStr\"><is><t>" + std::string(text) + "</t></is></c>"; }
std::string rows(const std::string& more = {}) {
    return "<row r=\"2\">" + cell("A") + cell("B") + "</row><row r=\"3\">" + cell("1") + cell("2") + "</row>" + more;
}

/// Faults of the sheet that is read, then what stands beside it.
Lines found_in(const std::vector<ZipPart>& parts, TableOptions options = {}) {
    options.wanted_columns = {"A", "B"};
    auto table = open_bytes(tests::write_zip(parts), options);
    EXPECT_TRUE(table.ok()) << base::format_issues(table.issues());
    if (!table.ok()) return {};
    Lines lines;
    for (const std::string& line : tests::read_records(*table.value())) {
        if (line.starts_with("!")) lines.push_back(line);
    }
    for (const std::string& line : told(table.value()->person_numbers_beside())) lines.push_back(line);
    return lines;
}
Lines found_in_book(const SmallWorkbook& book) { return found_in(tests::workbook_parts(book)); }

TEST(PersonNumberBeside, a_workbook_without_one_is_taken) {
    EXPECT_EQ(found_in_book({.sheets = {{"Data", rows()}, {"Annat", "<row>" + cell("811218") + cell("9876") + "</row>"}}}), Lines{});
}

TEST(PersonNumberBeside, other_sheets_are_looked_through_hidden_ones_too) {
    const std::string text_row = "<row r=\"7\">" + cell("kontakt 811218-9876") + "</row>", number_row = "<row r=\"9\"><c><v>8112189876</v></c></row>";
    EXPECT_EQ(found_in_book({.sheets = {{"Data", rows()}, {"Annat", text_row}, {"Dolt", number_row, "veryHidden"}}}),
              (Lines{"7 bladet Annat", "9 bladet Dolt"}));
    EXPECT_EQ(found_in_book({.sheets = {{"Data", rows()}, {"Delat", "<row r=\"4\"><c t=\"s\"><v>0</v></c></row>"}}, .strings = {"<t>19811218-9876</t>"}}),
              Lines{"4 bladet Delat"});
}

TEST(PersonNumberBeside, shares_and_times_are_no_persons) {
    EXPECT_EQ(found_in_book({.sheets = {{"Data", rows()}, {"Andelar", "<row r=\"4\"><c><v>0.8112189876</v></c><c><v>12.8112789873</v></c></row>"}}}), Lines{});
}

TEST(PersonNumberBeside, the_sheet_itself_is_looked_through_outside_its_columns) {
    const std::string above = "<row r=\"1\">" + cell("Uttag av 811218-9876") + "</row>";
    EXPECT_EQ(found_in_book({.sheets = {{"Data", above + rows()}}}), Lines{"!1 person_number_is_refused - "});
    const std::string aside = "<row r=\"4\"><c r=\"F4\" t=\"inlineStr\"><is><t>811218-9876</t></is></c></row>";
    EXPECT_EQ(found_in_book({.sheets = {{"Data", rows(aside)}}}), Lines{"!4 person_number_is_refused - "});
    const std::string formula = "<row r=\"4\"><c r=\"A4\"><f>IF(B4=\"811218-9876\",1,2)</f><v>1</v></c></row>";
    EXPECT_EQ(found_in_book({.sheets = {{"Data", rows(formula)}}}), Lines{"!4 person_number_is_refused - "});
    EXPECT_EQ(found_in_book({.sheets = {{"Data", rows(), "", "<headerFooter><oddHeader>&amp;L811218-9876</oddHeader></headerFooter>"}}}),
              Lines{"!0 person_number_is_refused - "});
}

TEST(PersonNumberBeside, other_parts_of_the_workbook_are_looked_through) {
    std::vector<ZipPart> parts = tests::workbook_parts({.sheets = {{"Data", rows()}}});
    auto with = [&](const std::string& name, const std::string& content) {
        std::vector<ZipPart> more = parts;
        more.push_back({name, content});
        return found_in(more);
    };
    EXPECT_EQ(with("xl/comments1.xml", "<comments><comment><text><t>ring 811218-9876</t></text></comment></comments>"),
              Lines{"0 arbetsbokens del xl/comments1.xml"});
    EXPECT_EQ(with("xl/pivotCache/pivotCacheRecords1.xml", "<pivotCacheRecords><r><s v=\"811218-9876\"/></r></pivotCacheRecords>"),
              Lines{"0 arbetsbokens del xl/pivotCache/pivotCacheRecords1.xml"});
    EXPECT_EQ(with("docProps/core.xml", "<p><title>811218-9876</title></p>"), Lines{"0 arbetsbokens del docProps/core.xml"});
    EXPECT_EQ(with("xl/charts/chart1.xml", "<c><axId val=\"8112189876\"/></c>"), Lines{}) << "ids of ten digits are no persons";
}

/// Findings of a ledger file, the head's included.
Lines found_in_ledger(const std::string& bytes) {
    TestFolder folder;
    auto source = open_file(folder.write("fil.csv", bytes), tests::small_region(), tests::plan_of("ledger"));
    if (!source.ok()) return told(source.issues());
    tests::read_rows(*source.value());
    return told(source.value()->issues());
}

TEST(PersonNumberBeside, lines_above_the_head_and_the_head_itself) {
    const std::string record = "V1;2026-01-31;2026-01;4011;3210;1;a\n";
    EXPECT_EQ(found_in_ledger("Uttag\nav 811218-9876\n" + std::string(ledger_head) + record), Lines{"2 raden"});
    EXPECT_EQ(found_in_ledger("Uttag\nav ekonom\n" + std::string(ledger_head) + record), Lines{});
    EXPECT_EQ(found_in_ledger("811218-9876;2026-01-31;2026-01;4011;3210;1;a\n"), Lines{"1 raden med kolumnernas namn"});
}

TEST(PersonNumberBeside, other_records_of_a_SIE_file) {
    TestFolder folder;
    TableOptions options;
    options.shown_file = "fil.se";
    auto table = open_sie_table(folder.write("fil.se",
                                             "#FLAGGA 0\n#SIETYP 4\n#FNAMN \"Bolaget\"\n#ORGNR 811218-9876\n#KONTO 1510 \"Kund 811218-9876\"\n"
                                             "#OBJEKT 6 \"19811218-9876\" \"Projekt\"\n#IB 0 1510 8112189876.00\n#KSUMMA 8112189876\n"
                                             "#VER A 1 20260131 \"Lön\"\n{\n#TRANS 4011 {} 1.00\n#TRANS 1930 {} -1.00\n}\n"
                                             "#811218-9876 \"okänd\"\n"),
                                options);
    ASSERT_TRUE(table.ok()) << base::format_issues(table.issues());
    EXPECT_EQ(told(table.value()->person_numbers_beside()), (Lines{"4 raden", "5 raden", "6 raden", "14 raden"}));
}

TEST(PersonNumberBeside, a_SIE_file_is_searched_as_its_encoding_reads_and_beyond_the_fields_that_are_known) {
    TestFolder folder;
    TableOptions options;
    options.shown_file = "fil.se";
    auto table = open_sie_table(folder.write("fil.se",
                                             "#FLAGGA 0\n#SIETYP 4\n#FNAMN \"R\xF6"
                                             "da \xF6"
                                             "n\"\n#PROSA \"811218\x96"
                                             "9876\"\n#VER A 1 20260131\n{\n"
                                             "#TRANS 4011 {} 1.00 20260131 \"a\" 1 \"s\" \"811218-9876\"\n#TRANS 1930 {} -1.00\n}\n"),
                                options);
    ASSERT_TRUE(table.ok()) << base::format_issues(table.issues());
    EXPECT_EQ(told(table.value()->person_numbers_beside()), Lines{"4 raden"});
    std::vector<int> slots(table.value()->column_names().size());
    for (std::size_t column = 0; column < slots.size(); ++column) slots[column] = static_cast<int>(column);
    RecordBatch batch(slots.size());
    ASSERT_TRUE(table.value()->open_part(0, slots)->read(batch));
    ASSERT_EQ(batch.faults.size(), 1U);
    EXPECT_EQ(batch.faults[0].line, 7);
    EXPECT_EQ(batch.faults[0].kind, FaultKind::person_number_is_refused);
    EXPECT_EQ(batch.faults[0].value, "");
}

}  // namespace
}  // namespace tertial::intake
