// Which row of a sheet is its head, and what its columns are called.
#include "intake/xlsx_head.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"

namespace tertial::intake {
namespace {

/// "Enhet|Jan||3#" is a row: empty cells are not there, and # says that a cell is no text.
std::vector<HeadRow> rows_of(const std::vector<std::string>& lines) {
    std::vector<HeadRow> rows;
    for (std::size_t index = 0; index < lines.size(); ++index) {
        HeadRow row{static_cast<std::int64_t>(index) + 1, {}};
        std::vector<std::string> cells = base::split(lines[index], '|');
        for (std::size_t column = 0; column < cells.size(); ++column) {
            bool is_text = !cells[column].ends_with('#');
            std::string text = is_text ? cells[column] : cells[column].substr(0, cells[column].size() - 1);
            if (!text.empty()) row.cells.push_back({static_cast<int>(column), is_text, text});
        }
        if (!row.cells.empty()) rows.push_back(row);
    }
    return rows;
}

std::vector<MergedRange> merged(const std::vector<std::pair<std::string, std::string>>& ranges) {
    std::vector<MergedRange> merged;
    for (const auto& [first, last] : ranges) merged.push_back({*read_cell_place(first), *read_cell_place(last)});
    return merged;
}

/// "4: Enhet@0, Jan@1".
std::string shown(const SheetHead& head) {
    std::vector<std::string> names;
    for (std::size_t index = 0; index < head.names.size(); ++index) names.push_back(head.names[index] + "@" + std::to_string(head.sheet_columns[index]));
    return std::to_string(head.line) + ": " + base::joined(names, ", ");
}

TableOptions wanting(std::vector<std::string> columns) {
    TableOptions options;
    options.wanted_columns = std::move(columns);
    return options;
}

const std::vector<std::string> report = {"Personal per enhet", "Uttaget|2026-04-30", "", "Enhet|Datum||Antal", "3210|46142#||12#", "3220|46142#||7#"};

TEST(SheetHead, the_row_with_most_of_the_wanted_columns_is_the_head) {
    EXPECT_EQ(shown(choose_head(rows_of(report), {}, wanting({"Enhet", "Antal"}))), "4: Enhet@0, Datum@1, Antal@3");
    EXPECT_EQ(choose_head(rows_of(report), {}, wanting({"Enhet", "Antal"})).wanted_count, 2u);
    EXPECT_EQ(shown(choose_head(rows_of({"Enhet|x", "Enhet|Antal", "Enhet|Antal|Kod"}), {}, wanting({"Enhet", "Antal"}))), "2: Enhet@0, Antal@1");
}

TEST(SheetHead, without_names_to_look_for_the_shape_tells) {
    EXPECT_EQ(shown(choose_head(rows_of(report), {}, {})), "4: Enhet@0, Datum@1, Antal@3");
    EXPECT_EQ(shown(choose_head(rows_of(report), {}, wanting({"Konto"}))), "4: Enhet@0, Datum@1, Antal@3");
    EXPECT_EQ(choose_head(rows_of({"Enhet|Namn", "3210|Kirurgi", "3220|Medicin"}), {}, {}).line, 1);
    // A note beside the table makes its rows wider than the head.
    EXPECT_EQ(choose_head(rows_of({"Enhet|Antal", "3210|3#||rättad"}), {}, {}).line, 1);
    EXPECT_EQ(choose_head(rows_of({"Enhet", "3210"}), {}, {}).line, 1);
    EXPECT_EQ(choose_head({}, {}, {}).line, 0);
}

TEST(SheetHead, a_row_that_is_asked_for_is_taken) {
    TableOptions options = wanting({"Enhet", "Antal"});
    options.head_line = 2;
    EXPECT_EQ(shown(choose_head(rows_of(report), {}, options)), "2: Uttaget@0, 2026-04-30@1");
    options.head_line = 3;
    EXPECT_EQ(choose_head(rows_of(report), {}, options).line, 0);
}

TEST(SheetHead, an_empty_cell_takes_the_name_that_reaches_down_over_it) {
    auto rows = rows_of({"Enhet|2026||Summa", "|Jan|Feb|", "3210|1#|2#|3#"});
    auto ranges = merged({{"A1", "A2"}, {"B1", "C1"}, {"D1", "D2"}});
    EXPECT_EQ(shown(choose_head(rows, ranges, wanting({"Enhet", "Jan", "Feb", "Summa"}))), "2: Enhet@0, Jan@1, Feb@2, Summa@3");
}

TEST(SheetHead, names_that_are_not_unique_take_the_upper_name_too) {
    auto rows = rows_of({"Resultat", "Enhet|2025||2026|", "|Jan|Feb|Jan|Feb"});
    auto ranges = merged({{"A1", "E1"}, {"A2", "A3"}, {"B2", "C2"}, {"D2", "E2"}});
    EXPECT_EQ(shown(choose_head(rows, ranges, wanting({"2025 Jan", "2026 Feb"}))), "3: Enhet@0, 2025 Jan@1, 2025 Feb@2, 2026 Jan@3, 2026 Feb@4");
    auto unique = rows_of({"Resultat", "Enhet|2025||2026|", "|Jan|Feb|Mar|Apr"});
    EXPECT_EQ(shown(choose_head(unique, ranges, wanting({"Jan", "Feb"}))), "3: Enhet@0, Jan@1, Feb@2, Mar@3, Apr@4");
}

TEST(SheetHead, places_are_read_and_those_outside_a_sheet_refused) {
    auto place = read_cell_place("XFD1048576");
    ASSERT_TRUE(place);
    EXPECT_EQ(place->column, sheet_columns_max - 1);
    EXPECT_EQ(place->line, sheet_rows_max);
    EXPECT_EQ(read_cell_place("AA10")->column, 26);
    for (const char* text : {"", "A", "1", "A0", "XFE1", "A1048577", "a1", "A-1", "A1B", "ZZZZZZZZZZ1", "A99999999999999999999"}) {
        EXPECT_FALSE(read_cell_place(text)) << text;
    }
}

}  // namespace
}  // namespace tertial::intake
