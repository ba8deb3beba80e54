// Workbooks in, records and faults out. Most are made by hand, so that they can be wrong in any way; some by a library that others use.
#include "intake/xlsx_table.hpp"

#include <gtest/gtest.h>
#include <xlsxwriter.h>

#include "base/text.hpp"
#include "intake/small_region.hpp"
#include "intake/small_workbook.hpp"

namespace tertial::intake {
namespace {

using tests::open_bytes;
using tests::read_records;
using tests::SmallWorkbook;
using tests::TestFolder;
using tests::workbook_bytes;
using tests::ZipPart;
using Lines = std::vector<std::string>;

std::string own(std::string_view text) { return "<c t=\"inlineStr\"><is><t>" + std::string(text) + "</t></is></c>"; }
std::string own_row(const Lines& texts) {
    std::string row;
    for (const std::string& text : texts) row += own(text);
    return "<row>" + row + "</row>";
}

const std::string head_ab = own_row({"A", "B"});

/// The records of a sheet whose head is A, B, and whose rows stand below it.
Lines records(const std::string& rows, const std::string& properties = {}, const Lines& strings = {}) {
    auto table = open_bytes(workbook_bytes({.sheets = {{"Data", head_ab + rows}}, .strings = strings, .properties = properties}));
    EXPECT_TRUE(table.ok()) << base::format_issues(table.issues());
    if (!table.ok()) return {};
    Lines lines = read_records(*table.value());
    EXPECT_TRUE(table.value()->findings().empty()) << base::format_issues(table.value()->findings());
    return lines;
}

/// "code: message" of the first issue; empty when the table opens.
std::string refusal(std::string bytes, TableOptions options = {}) {
    auto table = open_bytes(std::move(bytes), std::move(options));
    if (table.ok()) return "";
    EXPECT_EQ(table.issues().front().place.file, "bok.xlsx");
    EXPECT_FALSE(table.issues().front().hint.empty());
    return table.issues().front().code + ": " + table.issues().front().message + " (" + table.issues().front().hint + ")";
}

TableOptions wanting(Lines columns, std::string table = {}) {
    TableOptions options;
    options.wanted_columns = std::move(columns);
    options.table = std::move(table);
    return options;
}

TEST(XlsxTable, says_what_it_is) {
    std::string rows = "<row r=\"2\">" + own("Rapport") + "</row><row r=\"4\">" + own("Enhet") +
                       "<c r=\"C4\" t=\"inlineStr\"><is><t> Antal </t></is></c></row>" +
                       "<row r=\"7\"><c r=\"A7\"><v>3210</v></c><c r=\"B7\"><v>1</v></c><c r=\"C7\"><v>2.50</v></c></row>";
    auto opened = open_bytes(workbook_bytes({.sheets = {{"Årets åtgärder", rows}}}), wanting({"Enhet", "Antal"}));
    ASSERT_TRUE(opened.ok()) << base::format_issues(opened.issues());
    SourceTable& table = *opened.value();
    EXPECT_EQ(table.column_names(), (Lines{"Enhet", "Antal"}));
    EXPECT_EQ(table.head_line(), 4);
    EXPECT_EQ(table.name(), "Årets åtgärder");
    EXPECT_EQ(table.description(), "XLSX, blad Årets åtgärder, rubriker på rad 4");
    EXPECT_EQ(table.value_form(), ValueForm::exact);
    EXPECT_EQ(table.part_count(), 1u);
    EXPECT_EQ(read_records(table), (Lines{"7|3210|2.5"}));
    EXPECT_EQ(table.record_values(7).value(), (Lines{"3210", "2.5"}));
    EXPECT_EQ(table.record_text(7).value(), "3210;2.5");
    for (std::int64_t line : {0, 2, 4, 5, 8}) EXPECT_EQ(table.record_values(line).issues().front().code, "line_is_not_found") << line;
}

TEST(XlsxTable, reads_every_kind_of_cell) {
    Lines strings = {"<t>enkel</t>", "<r><t>rik</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> text</t></r><rPh sb=\"0\" eb=\"1\"><t>läsning</t></rPh>",
                     "<t>rad_x000D_brytning_x005F_x</t>", "<t/>"};
    std::string rows =
        "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c></row><row><c t=\"s\"><v>2</v></c><c t=\"s\"><v>3</v></c></row>"
        "<row><c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c></row><row><c t=\"str\"><f>A1&amp;B1</f><v>svar &amp; text</v></c><c><f>1+1</f><v>2</v></c></row>"
        "<row><c t=\"str\"><f>\"\"</f><v></v></c><c t=\"n\"><v>0.30000000000000004</v></c></row>"
        "<row><c t=\"inlineStr\"><is><r><t>a</t></r><r><t>b</t></r><rPh><t>x</t></rPh></is></c><c t=\"d\"><v>2026-04-30T00:00:00.000</v></c></row>";
    EXPECT_EQ(records(rows, "", strings), (Lines{"2|enkel|rik text", "3|rad\rbrytning_x|", "4|true|false", "5|svar & text|2", "6||0.3", "7|ab|2026-04-30"}));
}

TEST(XlsxTable, cells_that_others_write_in_their_own_way_lose_nothing) {
    EXPECT_EQ(records("<row><c t=\"inlineStr\"><v>text</v></c><c t=\"str\"><is><t>egen</t></is></c></row>"), (Lines{"2|text|egen"}));
    EXPECT_EQ(records("<row><c><is><is><t>a</t></is></is></c><c><v><v>1</v>2</v></c></row><row><row/><c><v>3</v></c></row>"), (Lines{"2|a|2", "3|3|"}));
    EXPECT_EQ(records("<row><c t=\"e\"/><c><extLst><ext><v>9</v></ext></extLst><v>1</v></c></row>"), (Lines{"2||1"}));
}

TEST(XlsxTable, numbers_with_the_format_of_a_day_are_days) {
    std::string rows =
        "<row><c s=\"1\"><v>46142</v></c><c s=\"2\"><v>46142.572916666664</v></c></row><row><c s=\"3\"><v>0.5</v></c><c s=\"4\"><v>1.5</v></c></row>"
        "<row><c s=\"5\"><v>46142</v></c><c s=\"6\"><v>1</v></c></row><row><c s=\"99\"><v>46142</v></c><c s=\"0\"><v>1</v></c></row>";
    EXPECT_EQ(records(rows), (Lines{"2|2026-04-30|2026-04-30T13:45:00", "3|12:00:00|36:00:00", "4|46142|1900-01-01", "5|46142|1"}));
    EXPECT_EQ(records("<row><c s=\"1\"><v>44680</v></c><c s=\"6\"><v>0</v></c></row>", "date1904=\"1\""), (Lines{"2|2026-04-30|1904-01-01"}));
    EXPECT_EQ(records("<row><c s=\"1\"><v>60</v></c><c><v>60</v></c></row>"), (Lines{"!2 cell_has_an_error A 60+"}));
}

TEST(XlsxTable, cells_without_an_exact_value_are_faults_and_their_row_no_record) {
    EXPECT_EQ(records("<row><c t=\"e\"><f>A9</f><v>#REF!</v></c><c t=\"e\"><v>#N/A</v></c></row><row><c><v>1</v></c></row>"),
              (Lines{"3|1|", "!2 cell_has_an_error A #REF!+", "!2 cell_has_an_error B #N/A"}));
    EXPECT_EQ(records("<row><c><v>1</v></c><c><f>SUM(A1)</f></c></row><row><c><f>1</f><v></v></c></row><row><c t=\"str\"><f>1</f></c></row>"),
              (Lines{"!2 formula_has_no_value B +", "!3 formula_has_no_value A +", "!4 formula_has_no_value A +"}));
    EXPECT_EQ(records("<row><c><v>20121212-1212</v></c></row>"), (Lines{"!2 record_is_not_readable A +"})) << "a person number is not shown";
    EXPECT_EQ(records("<row><c t=\"b\"><v>2</v></c></row>"), (Lines{"!2 record_is_not_readable A 2+"}));
    EXPECT_EQ(records("<row><c><v>1,5</v></c></row><row><c t=\"s\"><v>0</v></c></row><row><c t=\"s\"><v>-1</v></c></row>"),
              (Lines{"!2 record_is_not_readable A 1,5+", "!3 record_is_not_readable A 0+", "!4 record_is_not_readable A -1+"}));
}

TEST(XlsxTable, faults_in_columns_that_nobody_asks_for_are_not_seen) {
    auto table =
        open_bytes(workbook_bytes({.sheets = {{"Data", head_ab + "<row><c t=\"e\"><v>#REF!</v></c><c><v>7</v></c></row><row><c><v>1</v></c></row>"}}}));
    ASSERT_TRUE(table.ok());
    RecordBatch batch(1);
    std::vector<int> slots = {-1, 0};
    auto reader = table.value()->open_part(0, slots);
    ASSERT_TRUE(reader->read(batch));
    EXPECT_EQ(batch.row_count, 1u);
    EXPECT_EQ(batch.columns[0][0], "7");
    EXPECT_TRUE(batch.faults.empty());
    EXPECT_FALSE(reader->read(batch));
}

TEST(XlsxTable, gaps_and_places_left_out_are_understood) {
    EXPECT_EQ(records("<row r=\"5\"><c r=\"B5\"><v>1</v></c></row><row><c><v>2</v></c></row><row r=\"9\"/><row r=\"10\"><c/><c><v> </v></c></row>"
                      "<row r=\"11\"><c r=\"A11\"><v>3</v></c><c r=\"C11\"><v>4</v></c></row>"),
              (Lines{"5||1", "6|2|", "11|3|", "!10 record_is_not_readable B  +"}));
}

TEST(XlsxTable, places_that_cannot_be_are_faults) {
    EXPECT_EQ(records("<row><c r=\"B2\"><v>1</v></c><c r=\"A2\"><v>2</v></c></row><row><c><v>3</v></c></row>"),
              (Lines{"3|3|", "!2 record_is_not_readable - A2+"}));
    EXPECT_EQ(records("<row><c r=\"XFE2\"><v>1</v></c></row><row><c r=\"A4\"><v>2</v></c></row>"),
              (Lines{"!2 record_is_not_readable - XFE2+", "!3 record_is_not_readable - A4+"}));
    EXPECT_EQ(records("<row r=\"7\"><c><v>1</v></c></row><row r=\"7\"><c><v>2</v></c></row><row r=\"0\"/><row r=\"1048577\"/><row r=\"x\"/>").size(), 5u);
    EXPECT_EQ(records("<row r=\"1048576\"><c><v>1</v></c></row><row><c><v>2</v></c></row>"), (Lines{"1048576|1|", "!1048577 record_is_not_readable - +"}));
}

TEST(XlsxTable, many_rows_come_in_batches) {
    std::string rows;
    Lines expected;
    for (int row = 2; row < 10'002; ++row) {
        rows += "<row r=\"" + std::to_string(row) + "\"><c><v>" + std::to_string(row * 3) + "</v></c>" + own("text " + std::to_string(row)) + "</row>";
        expected.push_back(std::to_string(row) + "|" + std::to_string(row * 3) + "|text " + std::to_string(row));
    }
    EXPECT_EQ(records(rows), expected);
    std::string faulty;
    for (int row = 0; row < 5'000; ++row) faulty += "<row><c t=\"e\"><v>#N/A</v></c><c t=\"e\"><v>#N/A</v></c></row>";
    EXPECT_EQ(records(faulty).size(), 10'000u);
}

TEST(XlsxTable, columns_without_a_name_are_not_read) {
    std::string rows = "<row>" + own("A") + "<c/>" + own("C") +
                       "<c/><c/></row><row><c><v>1</v></c><c t=\"e\"><v>#REF!</v></c><c><v>3</v></c><c><v>4</v></c></row>" +
                       "<row><c/><c><v>2</v></c><c/><c><v>4</v></c></row>";
    auto table = open_bytes(workbook_bytes({.sheets = {{"Data", rows}}}), wanting({"A", "C"}));
    ASSERT_TRUE(table.ok());
    EXPECT_EQ(table.value()->column_names(), (Lines{"A", "C"}));
    EXPECT_EQ(read_records(*table.value()), (Lines{"2|1|3"}));
}

TEST(XlsxTable, names_are_on_one_line) {
    std::string rows = "<row>" + own("Antal\n  disponibla&#160;vårdplatser ") + own("B") + "</row><row><c><v>1</v></c></row>";
    auto table = open_bytes(workbook_bytes({.sheets = {{"Data", rows}}}), wanting({"Antal disponibla vårdplatser"}));
    ASSERT_TRUE(table.ok());
    EXPECT_EQ(table.value()->column_names(), (Lines{"Antal disponibla vårdplatser", "B"}));
    Lines longs;
    for (int length = 0; length < 4; ++length) {
        std::string name(static_cast<std::size_t>(length), 'x');
        for (int letter = 0; letter < 400; ++letter) name += "å";
        longs.push_back(name);
    }
    auto cut = open_bytes(workbook_bytes({.sheets = {{"Data", own_row(longs)}}}));
    ASSERT_TRUE(cut.ok());
    for (const std::string& name : cut.value()->column_names()) EXPECT_TRUE(base::is_utf8(name) && name.size() <= 300 && name.size() > 290) << name;
}

TEST(XlsxTable, merged_heads_give_whole_names) {
    std::string rows = own_row({"Enhet", "2025", "", "2026", ""}) + own_row({"", "Jan", "Feb", "Jan", "Feb"}) +
                       "<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c><c><v>4</v></c><c><v>5</v></c></row>";
    std::string after = "<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:C1\"/><mergeCell ref=\"D1:E1\"/><mergeCell ref=\"skräp\"/></mergeCells>";
    TableOptions options = wanting({"Enhet", "2025 Jan", "2026 Feb"});
    options.head_line = 2;
    auto table = open_bytes(workbook_bytes({.sheets = {{"Data", rows, "", after}}}), options);
    ASSERT_TRUE(table.ok());
    EXPECT_EQ(table.value()->column_names(), (Lines{"Enhet", "2025 Jan", "2025 Feb", "2026 Jan", "2026 Feb"}));
    EXPECT_EQ(read_records(*table.value()), (Lines{"3|1|2|3|4|5"}));
    options.head_line = 0;
    EXPECT_EQ(open_bytes(workbook_bytes({.sheets = {{"Data", rows, "", after}}}), options).value()->head_line(), 2);
}

TEST(XlsxTable, the_sheet_is_named_or_the_only_one_or_the_one_that_fits) {
    SmallWorkbook book{
        .sheets = {{"Läs mig", own_row({"Om", "filen"})}, {"Gömd", own_row({"Enhet", "Antal"}), "hidden"}, {"Åtgärder", own_row({"Enhet", "Antal"})}}};
    std::string bytes = workbook_bytes(book);
    EXPECT_EQ(open_bytes(bytes, wanting({"Enhet", "Antal"})).value()->name(), "Åtgärder");
    EXPECT_EQ(open_bytes(bytes, wanting({"Enhet"}, "Gömd")).value()->name(), "Gömd");
    EXPECT_EQ(open_bytes(bytes, wanting({"Enhet"}, "Läs mig")).value()->name(), "Läs mig");
    EXPECT_EQ(open_bytes(bytes).value()->name(), "Läs mig");
    EXPECT_EQ(refusal(bytes, wanting({"Enhet"}, "Åtgarder")), "table_is_not_in_the_file: bladet Åtgarder finns inte i arbetsboken (menade du Åtgärder?)");
    EXPECT_EQ(refusal(bytes, wanting({"Konto"})),
              "table_is_not_in_the_file: inget av arbetsbokens synliga blad har de kolumner som mappningen läser (välj bland Läs mig, Åtgärder)");
    book.sheets.push_back({"Förra året", own_row({"Enhet", "Antal"})});
    EXPECT_EQ(refusal(workbook_bytes(book), wanting({"Enhet", "Antal"})),
              "table_is_ambiguous: flera blad har kolumnerna som mappningen läser: Åtgärder, Förra året (skriv i mappningen vilket blad som ska läsas)");
    EXPECT_EQ(open_bytes(workbook_bytes(book), wanting({"Enhet"}, "Förra året")).value()->name(), "Förra året");
}

TEST(XlsxTable, a_sheet_without_a_head_is_refused) {
    EXPECT_TRUE(refusal(workbook_bytes({.sheets = {{"Data", ""}}})).starts_with("table_has_no_head: bladet Data har inga rubriker ("));
    TableOptions options;
    options.head_line = 3;
    EXPECT_TRUE(
        refusal(workbook_bytes({.sheets = {{"Data", head_ab}}}), options).starts_with("table_has_no_head: bladet Data har inga rubriker: rad 3 är tom"));
    EXPECT_TRUE(refusal(workbook_bytes({.sheets = {}})).starts_with("table_is_not_in_the_file"));
}

TEST(XlsxTable, a_named_head_line_is_found_far_down) {
    std::string rows = head_ab + "<row r=\"700\">" + own("X") + own("Y") + "</row><row><c><v>1</v></c><c><v>2</v></c></row>";
    TableOptions options;
    options.head_line = 700;
    auto table = open_bytes(workbook_bytes({.sheets = {{"Data", rows}}}), options);
    ASSERT_TRUE(table.ok());
    EXPECT_EQ(table.value()->column_names(), (Lines{"X", "Y"}));
    EXPECT_EQ(read_records(*table.value()), (Lines{"701|1|2"}));
}

TEST(XlsxTable, strict_workbooks_and_any_prefix_are_read) {
    SmallWorkbook strict{.sheets = {{"Data", "<row><c t=\"s\"><v>0</v></c></row><row><c s=\"1\"><v>46142</v></c></row>"}}, .strings = {"<t>Dag</t>"}};
    strict.main = "http://purl.oclc.org/ooxml/spreadsheetml/main";
    strict.relationships = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    EXPECT_EQ(read_records(*open_bytes(workbook_bytes(strict)).value()), (Lines{"2|2026-04-30"}));
    std::vector<ZipPart> parts = tests::workbook_parts({.sheets = {{"Data", ""}}});
    for (ZipPart& part : parts) {
        if (part.name != "xl/worksheets/sheet1.xml") continue;
        part.bytes =
            "<x:worksheet xmlns:x=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><x:sheetData><x:row><x:c t=\"str\"><x:v>Dag</x:v></x:c>"
            "</x:row><x:row><x:c><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>";
    }
    EXPECT_EQ(read_records(*open_bytes(tests::write_zip(parts)).value()), (Lines{"2|7"}));
}

TEST(XlsxTable, parts_that_may_be_missing_are_not_missed) {
    std::vector<ZipPart> parts;
    for (ZipPart& part : tests::workbook_parts({.sheets = {{"Data", head_ab + "<row><c s=\"1\"><v>46142</v></c></row>"}}, .strings = {"<t>x</t>"}})) {
        if (part.name != "xl/styles.xml" && part.name != "xl/sharedStrings.xml" && part.name != "_rels/.rels") parts.push_back(part);
    }
    EXPECT_EQ(read_records(*open_bytes(tests::write_zip(parts)).value()), (Lines{"2|46142|"}));
}

TEST(XlsxTable, files_of_another_kind_are_told_apart) {
    EXPECT_TRUE(refusal(tests::write_zip({{"content.xml", "<a/>"}})).starts_with("format_is_not_supported: zip-filen är ingen Excel-arbetsbok"));
    EXPECT_TRUE(refusal(tests::write_zip({{"xl/workbook.xml", "<a/>"}})).starts_with("format_is_not_supported: zip-filen är ingen Excel-arbetsbok"));
    std::string binary = "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"xl/workbook.bin\"/></Relationships>";
    EXPECT_TRUE(refusal(tests::write_zip({{"_rels/.rels", binary}, {"xl/workbook.bin", ""}})).starts_with("format_is_not_supported: binära arbetsböcker"));
    EXPECT_TRUE(refusal("Enhet;Antal\n").starts_with("container_is_not_readable: "));
    EXPECT_TRUE(looks_like_zip(workbook_bytes({})));
    EXPECT_FALSE(looks_like_zip("Enhet;Antal\n"));
    std::string ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 resten";
    EXPECT_TRUE(looks_like_ole(ole));
    TestFolder folder;
    TableOptions options;
    options.shown_file = "bok.xls";
    auto table = open_xlsx_table(folder.write("bok.xls", ole), options);
    ASSERT_FALSE(table.ok());
    EXPECT_EQ(table.issues().front(), ole_is_not_supported("bok.xls"));
    EXPECT_EQ(table.issues().front().code, "format_is_not_supported");
}

TEST(XlsxTable, damage_below_the_head_is_found_when_the_rows_are_read) {
    std::string rows = head_ab;
    for (int row = 0; row < 20'000; ++row) rows += "<row><c><v>" + std::to_string(row * 7919 % 10'007) + "</v></c></row>";
    std::string good = workbook_bytes({.sheets = {{"Data", rows + "</row>"}}});
    auto table = open_bytes(good, wanting({"A", "B"}));
    ASSERT_TRUE(table.ok());
    EXPECT_TRUE(table.value()->findings().empty());
    EXPECT_EQ(read_records(*table.value()).size(), 20'000u);
    for (int reading = 0; reading < 2; ++reading) {
        base::Issues findings = table.value()->findings();
        ASSERT_EQ(findings.size(), 1u);
        EXPECT_EQ(findings[0].code, "xml_is_not_readable");
        EXPECT_EQ(findings[0].place, (base::Place{"bok.xlsx", 20'001, 0}));
        EXPECT_NE(findings[0].message.find("; raderna efter rad 20001 är inte lästa"), std::string::npos) << findings[0].message;
        read_records(*table.value());
    }
}

TEST(XlsxTable, a_sheet_with_damaged_bytes_is_a_finding) {
    std::string rows = head_ab;
    for (int row = 0; row < 20'000; ++row) rows += "<row><c><v>" + std::to_string(row * 7919 % 10'007) + "</v></c></row>";
    std::string bytes = workbook_bytes({.sheets = {{"Data", rows}}});
    bytes[bytes.find("sheet1.xml") + 40'000] ^= 0x55;
    auto table = open_bytes(bytes, wanting({"A", "B"}));
    ASSERT_TRUE(table.ok());
    Lines lines = read_records(*table.value());
    EXPECT_LT(lines.size(), 20'000u);
    ASSERT_EQ(table.value()->findings().size(), 1u);
    EXPECT_EQ(table.value()->findings()[0].severity, base::Severity::error);
}

TEST(XlsxTable, entity_bombs_and_bombs_are_refused) {
    std::vector<ZipPart> parts = tests::workbook_parts({.sheets = {{"Data", head_ab}}, .strings = {"<t>x</t>"}});
    for (ZipPart& part : parts) {
        if (part.name == "xl/sharedStrings.xml") part.bytes = "<!DOCTYPE sst [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><sst><si><t>&b;</t></si></sst>";
    }
    EXPECT_TRUE(refusal(tests::write_zip(parts)).starts_with("xml_is_not_readable: xl/sharedStrings.xml går inte att läsa som XML: dokumenttyper"));
    for (ZipPart& part : parts) {
        if (part.name == "xl/worksheets/sheet1.xml") part.stated_size = 4'000'000'000u;
        if (part.name == "xl/sharedStrings.xml") part.bytes = "<sst/>";
    }
    EXPECT_TRUE(refusal(tests::write_zip(parts)).starts_with("container_is_too_large: "));
}

/// A workbook as a library writes it: shared strings, styles, a merged title, a second sheet.
std::string written_workbook(const TestFolder& folder) {
    std::string path = folder.write("skriven.xlsx", "");
    lxw_workbook* book = workbook_new(path.c_str());
    lxw_format* day = workbook_add_format(book);
    format_set_num_format(day, "yyyy-mm-dd hh:mm");
    lxw_worksheet* sheet = workbook_add_worksheet(book, "Överbeläggning");
    workbook_add_worksheet(book, "Förklaring");
    worksheet_merge_range(sheet, 0, 0, 0, 3, "Överbeläggningar april", nullptr);
    const char* names[] = {"Enhet", "Tid", "Antal", "Andel"};
    for (std::uint16_t column = 0; column < 4; ++column) worksheet_write_string(sheet, 2, column, names[column], nullptr);
    lxw_datetime time = {2026, 4, 30, 13, 45, 0};
    worksheet_write_string(sheet, 3, 0, "Kirurgi & ortopedi", nullptr);
    worksheet_write_datetime(sheet, 3, 1, &time, day);
    worksheet_write_number(sheet, 3, 2, 12, nullptr);
    worksheet_write_number(sheet, 3, 3, 0.1 + 0.2, nullptr);
    worksheet_write_string(sheet, 4, 0, "Östersund", nullptr);
    worksheet_write_boolean(sheet, 4, 2, 1, nullptr);
    worksheet_write_formula_num(sheet, 4, 3, "=1234.56*1000", nullptr, 1234560.0000000002);
    EXPECT_EQ(workbook_close(book), LXW_NO_ERROR);
    return path;
}

TEST(XlsxTable, a_workbook_of_a_library_is_read) {
    TestFolder folder;
    TableOptions options = wanting({"Enhet", "Tid", "Antal"});
    options.shown_file = "skriven.xlsx";
    auto table = open_xlsx_table(written_workbook(folder), options);
    ASSERT_TRUE(table.ok()) << base::format_issues(table.issues());
    EXPECT_EQ(table.value()->description(), "XLSX, blad Överbeläggning, rubriker på rad 3");
    EXPECT_EQ(read_records(*table.value()), (Lines{"4|Kirurgi & ortopedi|2026-04-30T13:45:00|12|0.3", "5|Östersund||true|1234560"}));
    EXPECT_TRUE(table.value()->findings().empty());
    EXPECT_EQ(table.value()->record_text(5).value(), "Östersund;;true;1234560");
}

}  // namespace
}  // namespace tertial::intake
