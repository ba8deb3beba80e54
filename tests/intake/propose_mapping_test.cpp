// What a file that nobody has mapped is taken for, and how sure that is.
#include "intake/propose_mapping.hpp"

#include <gtest/gtest.h>

#include "intake/csv_table.hpp"
#include "intake/small_region.hpp"

namespace tertial::intake {
namespace {

using tests::small_region;
using tests::TestFolder;

base::Result<MappingProposal> propose(std::string_view bytes) {
    TestFolder folder;
    TableOptions options;
    options.shown_file = "fil.csv";
    auto table = open_csv_table(folder.write("fil.csv", bytes), options);
    if (!table.ok()) return table.issues();
    return propose_mapping(*table.value(), small_region(), small_region().data_sets[0], "ledger_other", "fil.csv");
}

/// "column=fields confidence", one after the other.
std::string shown(const MappingProposal& proposal) {
    std::string text;
    for (const ProposedColumn& column : proposal.columns) {
        text += column.name + "=" + base::joined(column.fields, "+") + (column.fields.empty() ? "; " : " " + std::to_string(column.confidence) + "; ");
    }
    return text;
}

constexpr std::string_view other_system =
    "Utdrag;;;;;\nVerifikation;Bokföringsdatum;Kto;KOSTNADS-STÄLLE;Summa kr;Signatur\n"
    "1;28/01/2026;4011;3210;12 500,00;anna\n2;29/01/2026;4012;3220;-8 000,50;811218-9876\n";

TEST(ProposeMapping, judges_by_names_and_by_values) {
    auto proposal = propose(other_system);
    ASSERT_TRUE(proposal.ok()) << base::format_issues(proposal.issues());
    EXPECT_EQ(shown(proposal.value()),
              "Verifikation=voucher 100; Bokföringsdatum=booked+period 100; Kto=account 73; KOSTNADS-STÄLLE=unit 100; Summa kr=amount 40; Signatur=; ");
    EXPECT_TRUE(proposal.value().lacking_fields.empty());
    EXPECT_EQ(proposal.value().columns[5].samples, std::vector<std::string>{"\"anna\""}) << "a person number is never shown";
}

TEST(ProposeMapping, writes_a_mapping_that_a_model_can_read) {
    auto proposal = propose(other_system);
    ASSERT_TRUE(proposal.ok());
    EXPECT_EQ(mapping_file_text(proposal.value()),
              "# Filens form: UTF-8, semikolon, rubriker på rad 2\n"
              "mapping: ledger_other\ndata_set: ledger\nhead_line: 2\ncolumns:\n"
              "  Verifikation: voucher  # 100 %: samma namn\n"
              "  Bokföringsdatum: [booked, period]  # 100 %: samma namn; 100 % av värdena är datum\n"
              "  Kto: account  # 73 %: annat namn; 100 % av värdena finns i kodlistan account\n"
              "  \"KOSTNADS-STÄLLE\": unit  # 100 %: samma namn; 100 % av värdena finns i organisationen\n"
              "  Summa kr: amount  # 40 %: den enda kolumn som är kvar där 100 % av värdena är belopp\n"
              "  Signatur:  # läses inte\n");
}

TEST(ProposeMapping, debit_and_credit_are_one_amount) {
    auto proposal = propose(
        "Verifikation;Bokföringsdatum;Kto;Kostnadsställe;Belopp debet;Belopp kredit\n"
        "1;28/01/2026;4011;3210;12 500,00;\n2;29/01/2026;4012;3220;;8 000,50\n");
    ASSERT_TRUE(proposal.ok()) << base::format_issues(proposal.issues());
    const ProposedColumn &debit = proposal.value().columns[4], &credit = proposal.value().columns[5];
    EXPECT_EQ(debit.fields, std::vector<std::string>{"amount"});
    EXPECT_EQ(credit.subtracted_from, "amount");
    EXPECT_TRUE(credit.fields.empty());
    EXPECT_TRUE(proposal.value().lacking_fields.empty());
    std::string text = mapping_file_text(proposal.value());
    EXPECT_NE(text.find("  Belopp debet: amount  # 90 %: debet och kredit i var sin kolumn\nsubtract:  # dras av\n  Belopp kredit: amount"), std::string::npos)
        << text;
    EXPECT_EQ(text.find("  Belopp kredit:  # läses inte"), std::string::npos);
}

TEST(ProposeMapping, other_columns_with_such_words_are_no_sides) {
    for (const char* bytes : {"Verifikation;Bokföringsdatum;Kto;Kostnadsställe;Debetkonto;Kreditkonto;Belopp\n1;28/01/2026;4011;3210;4010;2440;12,50\n",
                              "Verifikation;Bokföringsdatum;Kto;Kostnadsställe;Debet;Kredit;Belopp\n1;28/01/2026;4011;3210;12,50;;12,50\n",
                              "Verifikation;Bokföringsdatum;Kto;Kostnadsställe;Debet;Kredit;Summa\n1;28/01/2026;4011;3210;100;20;80\n"}) {
        auto proposal = propose(bytes);
        ASSERT_TRUE(proposal.ok()) << base::format_issues(proposal.issues());
        EXPECT_TRUE(proposal.value().mapping.subtracted.empty()) << bytes;
    }
}

TEST(ProposeMapping, says_what_no_column_gives) {
    auto proposal = propose("Konto;Text\n4011;a\n4012;b\n");
    ASSERT_TRUE(proposal.ok());
    EXPECT_EQ(proposal.value().lacking_fields, (std::vector<std::string>{"voucher", "booked", "period", "unit", "amount"}));
    EXPECT_NE(mapping_file_text(proposal.value()).find("# fältet amount saknas"), std::string::npos);
}

TEST(ProposeMapping, values_that_do_not_fit_rule_a_field_out) {
    auto proposal = propose("Konto;Belopp\nkassa;mycket\nbank;lite\n");
    ASSERT_TRUE(proposal.ok());
    EXPECT_EQ(shown(proposal.value()), "Konto=; Belopp=; ");
}

TEST(ProposeMapping, asks_for_rows_to_judge_by) {
    auto proposal = propose("Konto;Belopp\n");
    ASSERT_FALSE(proposal.ok());
    EXPECT_EQ(proposal.issues()[0].code, "sample_is_empty");
}

}  // namespace
}  // namespace tertial::intake
