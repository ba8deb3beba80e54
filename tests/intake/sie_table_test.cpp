// SIE files in, records and findings out: each type, each rule of the standard that decides what counts and what counts once.
#include "intake/sie_table.hpp"

#include <gtest/gtest.h>

#include "intake/sie_balances.hpp"
#include "intake/small_region.hpp"

namespace tertial::intake {
namespace {

using tests::TestFolder;
using Texts = std::vector<std::string>;

constexpr std::string_view head = "#FLAGGA 0\n#FORMAT PC8\n#SIETYP 4\n";

/// A table of a SIE file that lives as long as the object, with all that reading it gives.
struct Reading {
    std::unique_ptr<TestFolder> folder = std::make_unique<TestFolder>();
    std::unique_ptr<SourceTable> table;
    base::Issues issues;
    Texts rows;    ///< "line:a|b|…"
    Texts faults;  ///< "line kind value", with "!" after the line where a row was lost
    std::vector<std::int64_t> lines;
    std::int64_t difference = 0;  ///< of the last voucher that does not balance
};

Texts findings_of(const base::Issues& issues) {
    Texts findings;
    for (const base::Issue& issue : issues) {
        EXPECT_EQ(issue.place.file, "fil.se");
        EXPECT_FALSE(issue.message.empty());
        findings.push_back(std::to_string(issue.place.line) + " " + issue.code + (issue.severity == base::Severity::warning ? "?" : ""));
    }
    return findings;
}

std::string joined_row(const RecordBatch& batch, std::size_t row) {
    std::string text = std::to_string(batch.lines[row]) + ":";
    for (const auto& column : batch.columns) text.append(column[row]).append("|");
    text.pop_back();
    return text;
}

void read_batches(Reading& reading, const std::vector<int>& slots, std::size_t slot_count) {
    RecordBatch batch(slot_count);
    auto reader = reading.table->open_part(0, slots);
    while (reader->read(batch)) {
        for (std::size_t row = 0; row < batch.row_count; ++row) {
            reading.rows.push_back(joined_row(batch, row));
            reading.lines.push_back(batch.lines[row]);
        }
        for (const RecordFault& fault : batch.faults) {
            reading.faults.push_back(std::to_string(fault.line) + (fault.is_row ? "! " : " ") + std::string(fault_code(fault.kind)) + " " + fault.value);
            if (fault.kind == FaultKind::voucher_does_not_balance) reading.difference = fault.amount;
        }
    }
    EXPECT_FALSE(reader->read(batch));
}

/// Of the columns named, or of all.
Reading read(std::string_view bytes, const std::string& table = {}, const Texts& columns = {}, const std::string& encoding = {}) {
    Reading reading;
    TableOptions options;
    options.shown_file = "fil.se";
    options.table = table;
    options.encoding = encoding;
    auto opened = open_sie_table(reading.folder->write("fil.se", bytes), options);
    if (!opened.ok()) {
        reading.issues = opened.issues();
        return reading;
    }
    reading.table = std::move(opened).value();
    EXPECT_EQ(reading.table->part_count(), 1u);
    EXPECT_EQ(reading.table->head_line(), 0);
    EXPECT_EQ(reading.table->value_form(), ValueForm::exact);
    const Texts& names = reading.table->column_names();
    std::vector<int> slots(names.size(), -1);
    const Texts& wanted = columns.empty() ? names : columns;
    for (std::size_t slot = 0; slot < wanted.size(); ++slot) {
        auto found = std::find(names.begin(), names.end(), wanted[slot]);
        EXPECT_NE(found, names.end()) << wanted[slot];
        if (found != names.end()) slots[static_cast<std::size_t>(found - names.begin())] = static_cast<int>(slot);
    }
    read_batches(reading, slots, wanted.size());
    return reading;
}

std::string voucher(std::string_view rows) { return std::string(head) + "#VER A 1 20260131 \"Text\"\n{\n" + std::string(rows) + "}\n"; }

/// CRC-32 bit by bit, as the standard words it; written without a look at the product's own.
std::uint32_t plain_crc(std::string_view contents) {
    std::uint32_t sum = 0xFFFFFFFFu;
    for (char letter : contents) {
        sum ^= static_cast<unsigned char>(letter);
        for (int bit = 0; bit < 8; ++bit) sum = (sum & 1u) != 0 ? (sum >> 1) ^ 0xEDB88320u : sum >> 1;
    }
    return ~sum;
}

TEST(SieTable, rows_of_vouchers_carry_what_their_voucher_says) {
    Reading file = read(std::string(head) +
                        "#DIM 1 \"Kostnadsställe\"\n"
                        "#VER A 12 20260131 \"Lön \\\"jan\\\"\" 20260205 \"AB\"\n{\n"
                        "  #TRANS 5010 {1 \"3210\" 6 \"P 1\"} 100.50 20260130 \"Rad ett\" 2 CD\n"
                        "\t#TRANS 1930 {} -100.5\n}\n"
                        "#VER \"\" \"\" 20260228\n{\n}\n");
    ASSERT_TRUE(file.table) << base::format_issues(file.issues);
    EXPECT_EQ(file.table->column_names(), (Texts{"serie", "vernr", "verifikation", "verdatum", "vertext", "regdatum", "sign", "period", "konto", "belopp",
                                                 "transdatum", "transtext", "kvantitet", "transsign", "objekt 1", "objekt 6"}));
    EXPECT_EQ(file.rows, (Texts{"7:A|12|A 12|2026-01-31|Lön \"jan\"|2026-02-05|AB|2026-01|5010|100.50|2026-01-30|Rad ett|2|CD|3210|P 1",
                                "8:A|12|A 12|2026-01-31|Lön \"jan\"|2026-02-05|AB|2026-01|1930|-100.5||||||"}));
    EXPECT_EQ(file.faults, Texts{});
    EXPECT_EQ(file.table->findings(), base::Issues{});
    EXPECT_EQ(file.table->name(), "verifikationer");
    EXPECT_EQ(file.table->description(), "SIE 4 (typ 4I), UTF-8, verifikationer");
}

TEST(SieTable, only_the_columns_asked_for_are_filled) {
    Reading file = read(voucher("#TRANS 5010 {7 X} 1\n#TRANS 1930 {} -1\n"), "", {"objekt 7", "period", "verifikation"});
    EXPECT_EQ(file.rows, (Texts{"6:X|2026-01|A 1", "7:|2026-01|A 1"}));
}

TEST(SieTable, every_table_of_a_file_can_be_chosen_by_name_and_label) {
    const std::string bytes =
        "#FLAGGA 0\n#SIETYP 4\n#KONTO 1930 Bank\n#OBJEKT 1 \"32\" \"Vård\"\n#IB 0 1930 5.00\n#UB 0 1930 7.00 3\n#RES -1 3010 -2\n"
        "#OIB 0 1930 {1 32} 5\n#OUB 0 1930 {1 32} 7\n#PSALDO 0 202601 1930 {} 2\n#PBUDGET 0 202613 3010 {} -4 1\n#VER A 1 20260101\n{\n#TRANS 1930 {} 0\n}\n";
    const std::tuple<const char*, const char*, Texts> cases[] = {{"konton", "KONTO", {"3:1930|Bank"}},
                                                                 {"objekt", "#objekt", {"4:1|32|Vård"}},
                                                                 {"ingående balanser", "IB", {"5:0|1930|5.00|"}},
                                                                 {"utgående balanser", "ub", {"6:0|1930|7.00|3"}},
                                                                 {"resultat", "#RES", {"7:-1|3010|-2|"}},
                                                                 {"objektbalanser in", "OIB", {"8:0|1930|5||32"}},
                                                                 {"objektbalanser ut", "OUB", {"9:0|1930|7||32"}},
                                                                 {"periodsaldon", "PSALDO", {"10:0|2026-01|1930|2||"}},
                                                                 {"Periodbudget", "PBUDGET", {"11:0|202613|3010|-4|1|"}}};
    for (const auto& [name, label, rows] : cases) {
        for (const char* chosen : {name, label}) {
            Reading file = read(bytes, chosen);
            EXPECT_EQ(file.rows, rows) << chosen;
            EXPECT_EQ(file.faults, Texts{}) << chosen;
        }
    }
    EXPECT_EQ(read(bytes, "TRANS", {"konto"}).rows, Texts{"14:1930"});
    EXPECT_EQ(read(bytes, "verifikationer").table->description(), "SIE 4 (typ 4E), UTF-8, verifikationer");
    EXPECT_EQ(read(bytes, "#oib").table->name(), "objektbalanser in");
    EXPECT_EQ(read("#FLAGGA 0\n#SIETYP 2\n#VALUTA EUR\n#PSALDO 0 202601 1 {} 2\n").table->description(), "SIE 4 (typ 2), ASCII, periodsaldon, valuta EUR");
    EXPECT_EQ(read("#FLAGGA 0\n#RES 0 3010 1\n").table->description(), "SIE 4 (typ 1), ASCII, resultat");
}

TEST(SieTable, a_table_that_no_file_has_is_refused_with_what_this_one_has) {
    const std::string bytes = "#FLAGGA 0\n#KONTO 1 A\n#PSALDO 0 202601 1 {1 2} 3\n#UB 0 1 3\n";
    Reading file = read(bytes, "reskontra");
    EXPECT_EQ(findings_of(file.issues), Texts{"0 table_is_not_in_the_file"});
    EXPECT_EQ(file.issues[0].hint, "välj bland periodsaldon, periodsaldon per objekt, utgående balanser, konton");
    for (const char* name : {"resultat per objekt", "verifikationer per objekt", "periodsaldon per objekt x", " per objekt", "VER"}) {
        EXPECT_EQ(findings_of(read(bytes, name).issues), Texts{"0 table_is_not_in_the_file"}) << name;
    }
    Reading unchosen = read(bytes);
    EXPECT_EQ(findings_of(unchosen.issues), Texts{"0 table_is_not_chosen"});
    EXPECT_EQ(unchosen.issues[0].hint, "ange en tabell i mappningen: periodsaldon, periodsaldon per objekt, utgående balanser, konton");
}

TEST(SieTable, a_month_without_rows_is_an_empty_table) {
    Reading file = read(head);
    ASSERT_TRUE(file.table);
    EXPECT_EQ(file.table->name(), "verifikationer");
    EXPECT_EQ(file.rows, Texts{});
    EXPECT_EQ(file.table->column_names().size(), 14u);
    EXPECT_EQ(read(head, "periodbudget").table->column_names(), (Texts{"årsnr", "period", "konto", "belopp", "kvantitet"}));
}

TEST(SieTable, what_is_no_sie_file_is_refused) {
    EXPECT_EQ(findings_of(read("Konto;Belopp\n1;2\n").issues), Texts{"1 file_is_no_sie_file"});
    EXPECT_EQ(findings_of(read("#NYTT 1\n").issues), Texts{"1 file_is_no_sie_file"});
    EXPECT_EQ(findings_of(read(" \n").issues), Texts{"0 file_is_empty"});
    EXPECT_EQ(findings_of(read(head, "", {}, "utf-7").issues), Texts{"0 encoding_is_unknown"});
    EXPECT_TRUE(looks_like_sie("\xEF\xBB\xBF\r\n \t#FLAGGA 0\r\n"));
    EXPECT_TRUE(looks_like_sie("#flagga 1"));
    EXPECT_FALSE(looks_like_sie("#FORMAT PC8\n#FLAGGA 0\n"));
    EXPECT_FALSE(looks_like_sie("a\n#FLAGGA 0\n"));
    EXPECT_FALSE(looks_like_sie(""));
}

TEST(SieTable, an_added_row_counts_once_and_a_removed_one_never) {
    Reading file = read(voucher("#BTRANS 5010 {} 300\n#RTRANS 5010 {1 A} 100 \"\" \"\" 0 \"Ny\"\n#TRANS 5010 {1 A} 100\n#TRANS 1930 {} -100\n#BTRANS 1 {} x\n"),
                        "", {"konto", "belopp"});
    EXPECT_EQ(file.rows, (Texts{"8:5010|100", "9:1930|-100"}));
    EXPECT_EQ(file.faults, Texts{});
}

TEST(SieTable, the_examples_of_added_and_removed_rows_in_the_standard_balance) {
    std::string added =
        "#TRANS 1910 {} -1200.00\n#TRANS 2640 {} 240.00\n#TRANS 6250 {} 960.00\n#RTRANS 1910 {} 200.00\n#TRANS 1910 {} 200.00\n"
        "#RTRANS 2640 {} -40.00\n#TRANS 2640 {} -40.00\n#RTRANS 6250 {} -160.00\n#TRANS 6250 {} -160.00\n";
    std::string removed = "#TRANS 1910 { } -1000.00\n#TRANS 2640 { } 200.00\n#BTRANS 6110 { } 800.00\n#RTRANS 6250 { } 800.00\n#TRANS 6250 { } 800.00\n";
    EXPECT_EQ(read(voucher(added)).faults, Texts{});
    EXPECT_EQ(read(voucher(added), "", {"belopp"}).rows, (Texts{"6:-1200.00", "7:240.00", "8:960.00", "10:200.00", "12:-40.00", "14:-160.00"}));
    EXPECT_EQ(read(voucher(removed)).faults, Texts{});
    EXPECT_EQ(read(voucher(removed), "", {"konto"}).rows, (Texts{"6:1910", "7:2640", "10:6250"}));
}

TEST(SieTable, an_added_row_without_its_copy_is_a_fault) {
    const std::pair<const char*, Texts> cases[] = {
        {"#RTRANS 1 {} 5\n", {"6! record_is_not_readable #RTRANS följs inte av samma #TRANS"}},
        {"#RTRANS 1 {} 5\n#TRANS 1 {} 6\n#TRANS 2 {} -6\n", {"6! record_is_not_readable #RTRANS följs inte av samma #TRANS"}},
        {"#RTRANS 1 {1 A} 5\n#TRANS 1 {1 B} 5\n#TRANS 2 {} -5\n", {"6! record_is_not_readable #RTRANS följs inte av samma #TRANS"}},
        {"#RTRANS 1 {} 5\n#RTRANS 1 {} 5\n#TRANS 1 {} 5\n#TRANS 2 {} -5\n", {"6! record_is_not_readable #RTRANS följs inte av samma #TRANS"}},
        {"#RTRANS 1 {} 5\n#NY 1\n\n#TRANS 1 {} 5\n#TRANS 2 {} -5\n", {}}};
    for (const auto& [rows, faults] : cases) EXPECT_EQ(read(voucher(rows)).faults, faults) << rows;
}

TEST(SieTable, a_voucher_that_does_not_balance_is_told_with_its_difference) {
    Reading file = read(voucher("#TRANS 5010 {} 100.05\n#TRANS 1930 {} -100\n") + "#VER B 2 20260201\n{\n#TRANS 1 {} 1\n#TRANS 1 {} -1\n}\n", "", {"belopp"});
    EXPECT_EQ(file.faults, Texts{"4 voucher_does_not_balance A 1"});
    EXPECT_EQ(file.difference, 5);
    EXPECT_EQ(file.rows.size(), 4u);
    std::string large;
    for (int row = 0; row < 20; ++row) large += "#TRANS 1 {} 9000000000000000.00\n";
    EXPECT_EQ(read(voucher(large)).difference, INT64_MAX);
    std::string hidden = std::string(head) + "#VER A 8112189876 20260131\n{\n#TRANS 1 {} 1\n}\n";
    EXPECT_EQ(read(hidden).faults, Texts{"4 voucher_does_not_balance "});
}

TEST(SieTable, a_row_that_cannot_be_read_is_told_once_and_its_voucher_not_weighed) {
    const std::pair<const char*, const char*> cases[] = {{"#TRANS 1 {} 12,50", "beloppet 12,50"},
                                                         {"#TRANS 1 {} 1.234", "beloppet 1.234"},
                                                         {"#TRANS 1 {} \"\"", "beloppet "},
                                                         {"#TRANS 1 {} +5", "beloppet +5"},
                                                         {"#TRANS 1 {} 99999999999999999999", "beloppet 99999999999999999999"},
                                                         {"#TRANS 1 {} 811218-9876", "beloppet"},
                                                         {"#TRANS 1 {}", "fält saknas"},
                                                         {"#TRANS", "objektlistan saknas"},
                                                         {"#TRANS 1 5", "objektlistan saknas"},
                                                         {"#TRANS {} 1 5", "en objektlista står där ingen ska stå"},
                                                         {"#TRANS 1 {1 A} {6 B} 5", "en objektlista står där ingen ska stå"},
                                                         {"#TRANS 1 {1 A 5", "objektlistan avslutas aldrig"},
                                                         {"#TRANS 1 {1 \"A} 5", "ett citattecken avslutas aldrig"},
                                                         {"#TRANS 1 {1} 5", "objektlistan har en dimension utan objekt"},
                                                         {"#TRANS 1 {A 1} 5", "objektlistan har en dimension utan nummer"},
                                                         {"#TRANS 1 {1 A 1 B} 5", "objektlistan har samma dimension två gånger"},
                                                         {"#TRANS 1 {1 {2 A}} 5", "objektlistan har en lista i sig"},
                                                         {"#TRANS 1 {{2 A}} 5", "objektlistan har en lista i sig"},
                                                         {"#TRANS 1 {} 5 20260101 \"text", "ett citattecken avslutas aldrig"},
                                                         {"#TRANS 1 {} 5 20260101 \"text\\\"", "ett citattecken avslutas aldrig"},
                                                         {"#TRANS 1 {} 5 20260101 \"te\"xt", "det står text direkt efter ett citattecken"},
                                                         {"#TRANS 1 {} 5 20260101 5\"rör", "ett citattecken står mitt i ett fält"},
                                                         {"#TRANS 1 } 5", "en klammer avslutas som aldrig har börjat"}};
    for (const auto& [row, reason] : cases) {
        Reading file = read(voucher(std::string(row) + "\n#TRANS 1930 {} -5\n"), "", {"konto"});
        EXPECT_EQ(file.faults, Texts{std::string("6! record_is_not_readable ") + reason}) << row;
        EXPECT_EQ(file.rows, Texts{"7:1930"}) << row;
    }
}

TEST(SieTable, fields_after_the_last_known_one_are_left_alone) {
    Reading file = read(voucher("#TRANS 1 {1 \"a } b\"}0 \"\" \"}{\" 3 S nytt \"fält\n"), "", {"objekt 1", "transtext", "kvantitet", "transsign"});
    EXPECT_EQ(file.faults, Texts{});
    EXPECT_EQ(file.rows, Texts{"6:a } b|}{|3|S"});
    EXPECT_EQ(read(voucher("#TRANS \"{}\" {8 Kund} 0\n"), "", {"konto", "objekt 8"}).rows, Texts{"6:{}|Kund"});
}

TEST(SieTable, dates_that_are_none_are_handed_on_as_written) {
    Reading file = read(std::string(head) + "#VER A 1 20260230 \"\" 2026-01-31\n{\n#TRANS 1 {} 0 99999999\n#TRANS 1 {} 0 2026\n}\n", "",
                        {"verdatum", "period", "regdatum", "transdatum"});
    EXPECT_EQ(file.faults, Texts{});
    EXPECT_EQ(file.rows, (Texts{"6:20260230|20260230|2026-01-31|99999999", "7:20260230|20260230|2026-01-31|2026"}));
}

TEST(SieTable, a_voucher_without_end_or_beginning_is_told_on_its_line) {
    const std::pair<std::string, Texts> cases[] = {
        {"#VER A 1 20260131\n{\n#TRANS 1 {} 5\n", {"4 record_is_not_readable verifikationen avslutas aldrig (} saknas)"}},
        {"#VER A 1 20260131\n{\n#TRANS 1 {} 5\n#VER A 2 20260131\n{\n}\n", {"4 record_is_not_readable verifikationen avslutas aldrig (} saknas)"}},
        {"#VER A 1 20260131\n{\n#KONTO 1 A\n}\n",
         {"4 record_is_not_readable verifikationen avslutas aldrig (} saknas)", "7 record_is_not_readable } utan #VER och { före"}},
        {"#VER A 1 20260131\n#VER A 2 20260131\n{\n}\n", {"4 record_is_not_readable verifikationen har inga rader"}},
        {"#VER A 1 20260131\n", {"4 record_is_not_readable verifikationen har inga rader"}},
        {"#VER A 1\n{\n}\n", {"4 record_is_not_readable fält saknas"}},
        {"#VER A 1 20260131 {\n", {"4 record_is_not_readable en objektlista står där ingen ska stå", "4 record_is_not_readable verifikationen har inga rader"}},
        {"#TRANS 1 {} 5\n", {"4! record_is_not_readable #TRANS utanför en verifikation"}},
        {"#RTRANS 1 {} 5\n", {"4 record_is_not_readable #RTRANS utanför en verifikation"}},
        {"#BTRANS 1 {} 5\n", {}},
        {"{\n}\n", {"4 record_is_not_readable { utan #VER före", "5 record_is_not_readable } utan #VER och { före"}},
        {"#VER A 1 20260131\n{\nskräp\n#TRANS 1 {} 5\n}\n", {"6 record_is_not_readable raden har ingen etikett"}},
        {"#VER A 1 20260131\n{ #TRANS 1 {} 5 }\n",
         {"5 record_is_not_readable raden har ingen etikett", "4 record_is_not_readable verifikationen har inga rader"}}};
    for (const auto& [lines, faults] : cases) EXPECT_EQ(read(std::string(head) + lines).faults, faults) << lines;
}

TEST(SieTable, a_byte_that_is_no_letter_is_found_wherever_it_stands) {
    // The file is looked through in blocks of 4 MiB, and å begins what could be a letter of three bytes.
    std::string begin = "#FLAGGA 0\n#SIETYP 4\n#FNAMN \"\xF6\xE4 \"\n#PROSA \"";
    for (std::size_t back : {1, 2, 3, 5}) {
        std::string bytes = begin + std::string((std::size_t{4} << 20) - begin.size() - back, 'x') + "\xE5\x81\x41\"\n#VER A 1 20260131\n{\n}\n";
        EXPECT_EQ(read(bytes).faults, Texts{"4 record_is_not_readable tecken som inte går att läsa"}) << back;
    }
}

TEST(SieTable, text_before_the_first_label_is_told) {
    EXPECT_EQ(read("Hej\n\n\t#FLAGGA 0\n#SIETYP 4\n").faults, Texts{"1 record_is_not_readable text före den första etiketten"});
    EXPECT_EQ(read("Hej\n#FLAGGA 0\n#IB 0 1 2\nslut\n", "IB").faults,
              (Texts{"1 record_is_not_readable text före den första etiketten", "4 record_is_not_readable raden har ingen etikett"}));
}

TEST(SieTable, object_rows_are_left_out_where_the_whole_is_told) {
    const std::string bytes =
        "#FLAGGA 0\n#SIETYP 3\n#PSALDO 0 202601 4010 {1 A} 10\n#PSALDO 0 202601 4010 {} 30\n#PSALDO 0 202601 4010 {1 B} 20\n"
        "#PSALDO 0 202602 4010 {1 A} 7\n#PSALDO -1 202601 4010 {1 A} 8\n#PSALDO 0 202601 4011 9\n#PBUDGET 0 202601 4010 {1 A} 5\n#PBUDGET 0 202602 4010 {} 6\n";
    const Texts columns = {"årsnr", "period", "konto", "belopp", "objekt 1"};
    EXPECT_EQ(read(bytes, "periodsaldon", columns).rows,
              (Texts{"4:0|2026-01|4010|30|", "6:0|2026-02|4010|7|A", "7:-1|2026-01|4010|8|A", "8:0|2026-01|4011|9|"}));
    Reading parts = read(bytes, "periodsaldon per objekt", columns);
    EXPECT_EQ(parts.rows, (Texts{"3:0|2026-01|4010|10|A", "5:0|2026-01|4010|20|B", "6:0|2026-02|4010|7|A", "7:-1|2026-01|4010|8|A"}));
    EXPECT_EQ(parts.table->name(), "periodsaldon per objekt");
    EXPECT_EQ(read(bytes, "PBUDGET", columns).rows, (Texts{"9:0|2026-01|4010|5|A", "10:0|2026-02|4010|6|"}));
    EXPECT_EQ(read(bytes, "pbudget per objekt", columns).rows, Texts{"9:0|2026-01|4010|5|A"});
}

TEST(SieTable, the_same_money_along_two_dimensions_is_never_handed_out_twice) {
    const std::string bytes =
        "#FLAGGA 0\n#SIETYP 3\n#PBUDGET 0 202601 4010 {1 A} 10\n#PBUDGET 0 202601 4010 {6 P} 10\n#PBUDGET 0 202602 4010 {1 A} 7\n"
        "#PBUDGET 0 202603 4010 {6 P} 8\n#PBUDGET 0 202604 4010 {6 P 1 A} 1\n#PBUDGET 0 202604 4010 {1 B 6 Q} 2\n"
        "#OUB 0 1930 {1 A} 5\n#OUB 0 1930 {6 P} 5\n#OUB 0 1940 {6 P} 5\n";
    const Texts columns = {"belopp", "objekt 1", "objekt 6"};
    const Texts twice = {"3! record_is_not_readable saldot är delat på olika dimensioner", "4! record_is_not_readable saldot är delat på olika dimensioner"};
    for (const char* table : {"periodbudget", "periodbudget per objekt"}) {
        Reading file = read(bytes, table, columns);
        EXPECT_EQ(file.faults, twice) << table;
        EXPECT_EQ(file.rows, (Texts{"5:7|A|", "6:8||P", "7:1|A|P", "8:2|B|Q"})) << table;
    }
    Reading one = read(bytes, "periodbudget per objekt 1", columns);
    EXPECT_EQ(one.rows, (Texts{"3:10|A|", "5:7|A|", "7:1|A|P", "8:2|B|Q"}));
    EXPECT_EQ(one.faults, Texts{});
    EXPECT_EQ(one.table->name(), "periodbudget per objekt 1");
    Reading closing = read(bytes, "objektbalanser ut", columns);
    EXPECT_EQ(closing.faults.size(), 2u);
    EXPECT_EQ(closing.rows, Texts{"11:5||P"});
    EXPECT_EQ(read(bytes, "OUB per objekt 6", columns).rows, (Texts{"10:5||P", "11:5||P"}));
    std::string with_total = bytes + "#PBUDGET 0 202601 4010 {} 10\n";
    EXPECT_EQ(read(with_total, "periodbudget", columns).faults, Texts{});
}

TEST(SieTable, a_balance_that_cannot_be_told_from_others_is_a_fault) {
    const std::string reason = "årsnummer, period eller konto går inte att läsa";
    Reading file = read("#FLAGGA 0\n#PSALDO x 202601 1 {} 2\n#PSALDO 0 jan 1 {} 2\n#PSALDO 0 202601 \"\" {} 2\n#PSALDO 0 202601 12345678901234567 {} 2\n");
    EXPECT_EQ(file.faults, (Texts{"2! record_is_not_readable " + reason, "3! record_is_not_readable " + reason, "4! record_is_not_readable " + reason,
                                  "5! record_is_not_readable " + reason}));
    EXPECT_EQ(read("#FLAGGA 0\n#OIB 0 1930 5\n").faults, Texts{"2! record_is_not_readable objektlistan saknas"});
}

TEST(SieBalances, more_of_them_than_can_be_told_apart_are_refused) {
    std::string lines;
    for (int account = 0; account < 40; ++account) {
        for (int part = 0; part < 10; ++part) lines += "#PSALDO 0 202601 " + std::to_string(account % 20) + (account < 20 ? " {1 A} 1\n" : " {} 1\n");
    }
    SieText text;
    text.body = lines;
    SieBalanceChoice choice{SieLabel::psaldo, false, 0, true};
    auto enough = collect_balances(text, choice, "fil.se", 20);
    ASSERT_TRUE(enough.ok());
    SieRecord record;
    read_record("0 202601 19 {} 1", form_of(SieLabel::psaldo), record);
    EXPECT_TRUE(enough.value().has_total(*balance_key_of(SieLabel::psaldo, record)));
    read_record("0 202601 20 {} 1", form_of(SieLabel::psaldo), record);
    EXPECT_FALSE(enough.value().has_total(*balance_key_of(SieLabel::psaldo, record)));
    auto too_many = collect_balances(text, choice, "fil.se", 19);
    ASSERT_FALSE(too_many.ok());
    EXPECT_EQ(too_many.issues()[0].code, "sie_has_too_many_balances");
}

TEST(SieTable, text_is_handed_out_as_utf8_whatever_it_was_written_in) {
    const std::tuple<const char*, const char*, const char*, const char*> cases[] = {
        {"K\x94p p\x86 \x8Eldre\x84n", "", "Köp på Äldreän", "CP437"},
        {"K\xF6p p\xE5 \xC4ldre\xE4n \x96 \x80", "", "Köp på Äldreän – €", "Windows-1252"},
        {"Köp på Äldreän", "", "Köp på Äldreän", "UTF-8"},
        {"\x90tude \xE1", "", "Étude ß", "CP437"},
        {"K\x94p \xF6", "latin-1", "K\xC2\x94p ö", "Latin-1"},
        {"K\x94p", "windows-1252", "K”p", "Windows-1252"},
        {"K\xF6p \xE5", "cp437", "K÷p σ", "CP437"},
        {"Kop", "", "Kop", "ASCII"}};
    for (const auto& [written, encoding, text, words] : cases) {
        Reading file =
            read(voucher("#TRANS 1 {1 \"" + std::string(written) + "\"} 0 \"\" \"\\\"" + written + "\\\"\"\n"), "", {"objekt 1", "transtext"}, encoding);
        EXPECT_EQ(file.faults, Texts{}) << text;
        EXPECT_EQ(file.rows, Texts{std::string("6:") + text + "|\"" + text + "\""});
        ASSERT_TRUE(file.table);
        EXPECT_EQ(file.table->description(), std::string("SIE 4 (typ 4I), ") + words + ", verifikationer");
        EXPECT_EQ(file.table->record_values(6).value()[14], text);
        EXPECT_EQ(file.table->record_text(6).value(), "#TRANS 1 {1 \"" + std::string(text) + "\"} 0 \"\" \"\\\"" + text + "\\\"\"");
    }
}

TEST(SieTable, bytes_that_are_no_letters_refuse_their_line) {
    const std::pair<std::string, const char*> cases[] = {
        {std::string("\0", 1), ""}, {"\x94", "utf-8"}, {"\xE5\xE4\x81", "windows-1252"}, {"\xE5\xE4\xF6\x8D", ""}};
    for (const auto& [bytes, encoding] : cases) {
        Reading file = read(voucher("#TRANS 1 {} 5 \"\" \"" + bytes + "\"\n#TRANS 2 {} -5\n"), "", {"konto"}, encoding);
        EXPECT_EQ(file.faults, Texts{"6! record_is_not_readable tecken som inte går att läsa"}) << encoding;
        EXPECT_EQ(file.rows, Texts{"7:2"});
        EXPECT_TRUE(base::is_utf8(file.table->record_text(6).value()));
    }
}

TEST(SieTable, a_right_crc_is_silent_and_a_wrong_one_an_error) {
    // Written out by hand as the standard counts: labels and contents, without blanks between fields, quotes, escapes and braces.
    std::string lines =
        "#FORMAT PC8\r\n#SIETYP\t 4\r\n#KONTO 1915 \"Kassa \\\"special\\\" {}\"\r\n#VER A 1 20260131\r\n{\r\n  #TRANS 1 {1 \"4 5\"} 0\r\n}\r\n\r\n";
    std::uint32_t sum = plain_crc("#FORMATPC8#SIETYP4#KONTO1915Kassa \"special\" {}#VERA120260131#TRANS114 50");
    std::string before = "#FLAGGA 0\r\n#KSUMMA\r\n" + lines + "#KSUMMA ";
    EXPECT_EQ(findings_of(read(before + std::to_string(sum) + "\r\n").table->findings()), Texts{});
    EXPECT_EQ(findings_of(read(before + std::to_string(static_cast<std::int32_t>(sum)) + "\r\n").table->findings()), Texts{});
    EXPECT_EQ(findings_of(read("#FLAGGA 1\r\n#KSUMMA\r\n" + lines + "#KSUMMA " + std::to_string(sum)).table->findings()), Texts{});
    EXPECT_EQ(findings_of(read(before + std::to_string(sum ^ 1u) + "\r\n").table->findings()), Texts{"11 sie_checksum_is_wrong"});
    EXPECT_EQ(findings_of(read(before + "\r\n").table->findings()), Texts{"11 sie_checksum_is_wrong"});
    EXPECT_EQ(findings_of(read(before + "abc\r\n").table->findings()), Texts{"11 sie_checksum_is_wrong"});
    EXPECT_EQ(findings_of(read("#FLAGGA 0\r\n#KSUMMA\r\n" + lines).table->findings()), Texts{"2 sie_checksum_is_missing"});
}

TEST(SieTable, a_crc_counts_letters_as_the_standard_or_as_the_file_writes_them) {
    auto with_sum = [](std::string_view letters, std::uint32_t sum) {
        return "#FLAGGA 0\n#KSUMMA\n#SIETYP 4\n#FNAMN " + std::string(letters) + "\n#KSUMMA " + std::to_string(sum) + "\n";
    };
    std::uint32_t as_pc8 = plain_crc("#SIETYP4#FNAMN\x86\x84\x94"), as_utf8 = plain_crc("#SIETYP4#FNAMNåäö");
    EXPECT_EQ(findings_of(read(with_sum("\x86\x84\x94", as_pc8)).table->findings()), Texts{});
    EXPECT_EQ(findings_of(read(with_sum("åäö", as_pc8)).table->findings()), Texts{});
    EXPECT_EQ(findings_of(read(with_sum("åäö", as_utf8)).table->findings()), Texts{});
    EXPECT_EQ(findings_of(read(with_sum("\xE5\xE4\xF6", as_pc8)).table->findings()), Texts{});
    EXPECT_EQ(findings_of(read(with_sum("\x86\x84\x94", as_utf8)).table->findings()), Texts{"5 sie_checksum_is_wrong"});
}

TEST(SieTable, unknown_labels_are_left_alone_and_told_once) {
    Reading file = read(voucher("#TRANS 1 {} 0\n#NYTT 1\n") + "#NYTT 2\n#ANNAT \"\n#\n");
    EXPECT_EQ(file.faults, Texts{});
    EXPECT_EQ(file.rows.size(), 1u);
    ASSERT_EQ(findings_of(file.table->findings()), Texts{"7 sie_label_is_unknown?"});
    EXPECT_EQ(file.table->findings()[0].message, "etiketter som SIE 4B inte har, och som lämnas därhän: # (1), #ANNAT (1), #NYTT (2)");
    std::string many(head);
    for (int label = 0; label < 9; ++label) many += "#X" + std::to_string(label) + "\n";
    EXPECT_EQ(read(many).table->findings()[0].message,
              "etiketter som SIE 4B inte har, och som lämnas därhän: #X0 (1), #X1 (1), #X2 (1), #X3 (1), #X4 (1) och 4 till");
}

TEST(SieTable, every_label_of_the_standard_is_known) {
    for (const char* label : {"FLAGGA", "PROGRAM", "FORMAT",  "GEN",   "SIETYP", "PROSA",  "FTYP",    "FNR",   "ORGNR", "BKOD",   "ADRESS",   "FNAMN",
                              "RAR",    "TAXAR",   "OMFATTN", "KPTYP", "VALUTA", "KONTO",  "KTYP",    "ENHET", "SRU",   "DIM",    "UNDERDIM", "OBJEKT",
                              "IB",     "UB",      "OIB",     "OUB",   "RES",    "PSALDO", "PBUDGET", "VER",   "TRANS", "RTRANS", "BTRANS",   "KSUMMA"}) {
        std::string word = "#" + std::string(label);
        EXPECT_NE(label_of(word), SieLabel::unknown) << label;
        EXPECT_EQ(label_text(label_of(word)), word);
    }
    EXPECT_EQ(label_of("#TRANSA"), SieLabel::unknown);
    EXPECT_EQ(label_of("#"), SieLabel::unknown);
    EXPECT_EQ(label_of("#trans"), SieLabel::trans);
}

TEST(SieTable, long_files_are_read_in_batches_and_each_line_is_found_again) {
    std::string bytes(head);
    for (int number = 1; number <= 3; ++number) {
        bytes += "#VER A " + std::to_string(number) + " 2026013" + std::to_string(number - 1) + " \"K\x94p\"\r\n{\r\n";
        for (int row = 0; row < 9000; ++row) bytes += "#TRANS " + std::to_string(1000 + row) + " {1 \"\x86\x84\"} " + (row % 2 == 0 ? "1.5" : "-1.50") + "\r\n";
        bytes += "}\r\n";
    }
    Reading file = read(bytes + "\x1A");
    EXPECT_EQ(file.faults, Texts{});
    ASSERT_EQ(file.rows.size(), 27000u);
    for (std::size_t row = 0; row < file.rows.size(); row += 1499) {
        std::string account = std::to_string(1000 + row % 9000), number = std::to_string(row / 9000 + 1), day = std::to_string(row / 9000 + 30);
        if (row / 9000 > 1) continue;  // 20260132 is no day, and is told as written
        EXPECT_EQ(file.rows[row], std::to_string(file.lines[row]) + ":A|" + number + "|A " + number + "|2026-01-" + day + "|Köp|||2026-01|" + account + "|" +
                                      (row % 2 == 0 ? "1.5" : "-1.50") + "|||||åä");
        auto values = file.table->record_values(file.lines[row]);
        ASSERT_TRUE(values.ok()) << row;
        EXPECT_EQ(std::to_string(file.lines[row]) + ":" + base::joined(values.value(), "|"), file.rows[row]);
        EXPECT_TRUE(file.table->record_text(file.lines[row]).value().starts_with("#TRANS " + account));
    }
    EXPECT_EQ(file.table->record_text(4).value(), "#VER A 1 20260130 \"Köp\"");
    for (std::int64_t line : {0, -1, 4, 5, 30000, 99999})
        EXPECT_EQ(findings_of(file.table->record_values(line).issues()), Texts{std::to_string(line) + " line_is_not_found"});
    for (std::int64_t line : {0, -1, 30000, 99999})
        EXPECT_EQ(findings_of(file.table->record_text(line).issues()), Texts{std::to_string(line) + " line_is_not_found"});
}

TEST(SieTable, a_row_far_down_in_a_voucher_is_found_past_records_that_are_left_alone) {
    std::string rows;
    for (int row = 0; row < 40000; ++row) rows += row % 5000 == 4999 ? "#NYTT 1\n" : "#TRANS 1 {} 0\n";
    Reading file = read(voucher(rows), "", {"verifikation"});
    ASSERT_EQ(file.rows.size(), 39992u);
    for (std::int64_t line : {std::int64_t{6}, std::int64_t{16390}, std::int64_t{32800}, file.lines.back()}) {
        auto values = file.table->record_values(line);
        ASSERT_TRUE(values.ok()) << line;
        EXPECT_EQ(values.value()[2], "A 1");
    }
}

TEST(SieTable, a_line_of_a_megabyte_is_a_line) {
    std::string text(std::size_t{1} << 20, 'x');
    Reading file = read(voucher("#TRANS 1 {} 0 \"\" \"" + text + "\x84\"\n#TRANS 2 {} 0 " + text + "\n#" + text + "\n"), "", {"konto", "transtext"});
    EXPECT_EQ(file.faults, Texts{});
    EXPECT_EQ(file.rows, (Texts{"6:1|" + text + "ä", "7:2|"}));
    EXPECT_EQ(file.table->record_text(7).value().size(), text.size() + 14);
}

TEST(SieTable, more_faults_than_rows_come_in_batches) {
    std::string bytes(head);
    for (int row = 0; row < 7000; ++row) bytes += "#TRANS 1 {} 5\n";
    EXPECT_EQ(read(bytes).faults.size(), 7000u);
}

TEST(SieTable, the_types_of_the_standard_are_read) {
    EXPECT_EQ(read("#FLAGGA 0\n#KONTO 1 A\n#IB 0 1 1\n#UB 0 1 1\n#RES 0 3 1\n", "resultat").table->description(), "SIE 4 (typ 1), ASCII, resultat");
    EXPECT_EQ(read("#FLAGGA 0\n#SIETYP 2\n#PSALDO 0 202601 1 {} 1\n#UB 0 1 1\n", "PSALDO").rows.size(), 1u);
    EXPECT_EQ(read("#FLAGGA 0\n#SIETYP 3\n#UNDERDIM 21 Rum 1\n#OUB 0 1 {1 A} 1\n").table->column_names().back(), "objekt 21");
    EXPECT_EQ(read("#FLAGGA 0\n#SIETYP 4I\n#VER \"\" \"\" 20260101\n{\n#TRANS 1 {} 0\n}\n").table->description(), "SIE 4 (typ 4I), ASCII, verifikationer");
    std::string wide = "#FLAGGA 0\n#SIETYP 4\n";
    for (int dimension = 1; dimension < 16384; ++dimension) wide += "#DIM " + std::to_string(dimension) + " x\n";
    EXPECT_EQ(findings_of(read(wide).issues), Texts{"0 file_has_too_many_columns"});
    EXPECT_EQ(read(wide, "IB").table->column_names().size(), 4u);
}

}  // namespace
}  // namespace tertial::intake
