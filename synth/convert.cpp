#include "synth/convert.hpp"

#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "base/csv.hpp"
#include "base/date.hpp"
#include "base/files.hpp"
#include "base/json.hpp"
#include "base/rational.hpp"
#include "base/text.hpp"

namespace tertial::synth {
namespace {

using base::make_issue;

/// Columns of the ledger that a SIE file has a place for; all are needed.
constexpr std::array<const char*, 9> ledger_columns = {"Verifikation", "Bokföringsdatum", "Konto", "Kostnadsställe", "Projekt", "Motpart",
                                                       "Leverantör",   "Belopp",          "Text"};
/// What balances a voucher whose rows are those of the income statement alone.
constexpr const char* balance_account = "1930";

/// "1234,5" → 123450.
std::int64_t ore_of(const std::string& amount) {
    std::size_t mark = amount.find(',');
    std::string digits = amount.substr(0, mark) + (mark == std::string::npos ? "00" : (amount.substr(mark + 1) + "00").substr(0, 2));
    return std::stoll(digits);
}

/// At most two decimals, and no leading zero that a number would lose.
bool is_number(std::string_view text) {
    if (text.starts_with('-')) text.remove_prefix(1);
    bool has_digits = !text.empty() && (text.size() == 1 || text[0] != '0' || text.starts_with("0,"));
    bool has_decimals_left = text.find(',') == std::string_view::npos || text.size() - text.find(',') <= 3;
    return has_digits && has_decimals_left && text.size() < 12 &&
           std::all_of(text.begin(), text.end(), [](char letter) { return (letter >= '0' && letter <= '9') || letter == ','; });
}

/// Amounts and counts are numbers in a workbook; codes are texts, whatever they look like.
std::vector<bool> number_columns(const base::CsvTable& table) {
    std::vector<bool> are_numbers;
    for (std::size_t column = 0; column < table.head.size(); ++column) {
        bool all = std::all_of(table.rows.begin(), table.rows.end(),
                               [&](const base::CsvRow& row) { return row.fields[column].empty() || is_number(row.fields[column]); });
        bool some_decimals =
            std::any_of(table.rows.begin(), table.rows.end(), [&](const base::CsvRow& row) { return row.fields[column].find(',') != std::string::npos; });
        are_numbers.push_back(all && some_decimals);
    }
    return are_numbers;
}

base::Done write_workbook(const base::CsvTable& table, const std::string& to) {
    lxw_workbook* book = workbook_new(to.c_str());
    lxw_worksheet* sheet = workbook_add_worksheet(book, "Utdrag");
    lxw_format* day = workbook_add_format(book);
    format_set_num_format(day, "yyyy-mm-dd");
    std::vector<bool> are_numbers = number_columns(table);
    worksheet_write_string(sheet, 0, 0, "Utdrag ur ekonomisystemet", nullptr);
    constexpr lxw_row_t head_row = 3;
    for (std::size_t column = 0; column < table.head.size(); ++column) {
        auto at = static_cast<lxw_col_t>(column);
        worksheet_write_string(sheet, head_row, at, table.head[column].c_str(), nullptr);
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            const std::string& field = table.rows[row].fields[column];
            auto below = static_cast<lxw_row_t>(head_row + 1 + row);
            auto date = base::parse_date(field);
            if (field.empty()) continue;
            if (date) {
                // Days since 1899-12-31 by the workbook's count, which has a day too many in 1900.
                worksheet_write_number(sheet, below, at, date->day_count + 25569, day);
            } else if (are_numbers[column]) {
                worksheet_write_number(sheet, below, at, static_cast<int>(ore_of(field) / 100) + static_cast<int>(ore_of(field) % 100) / 100.0, nullptr);
            } else {
                worksheet_write_string(sheet, below, at, field.c_str(), nullptr);
            }
        }
    }
    lxw_error error = workbook_close(book);
    if (error != LXW_NO_ERROR) return make_issue("file_is_not_writable", lxw_strerror(error), "kontrollera plats och behörighet", {to, 0, 0});
    return base::Nothing{};
}

base::Done write_json_lines(const base::CsvTable& table, const std::string& to) {
    std::string text;
    for (const base::CsvRow& row : table.rows) {
        base::Json record = base::Json::object();
        for (std::size_t column = 0; column < table.head.size(); ++column) {
            if (!row.fields[column].empty()) record[table.head[column]] = row.fields[column];
        }
        text += record.dump() + "\n";
    }
    return base::write_file(to, text);
}

std::string sie_text(std::string_view text) { return "\"" + base::replaced(base::replaced(text, "\\", "\\\\"), "\"", "\\\"") + "\""; }

std::string sie_amount(std::int64_t ore) {
    std::string digits = std::to_string(ore < 0 ? -ore : ore);
    while (digits.size() < 3) digits.insert(0, 1, '0');
    digits.insert(digits.size() - 2, 1, '.');
    return (ore < 0 ? "-" : "") + digits;
}

/// UTF-8 as Latin-1, which many systems write whatever #FORMAT says; a letter that it lacks as '?'.
std::string as_latin_1(std::string_view utf8) {
    std::string bytes;
    for (std::size_t index = 0; index < utf8.size(); ++index) {
        auto lead = static_cast<unsigned char>(utf8[index]);
        if (lead < 0x80) {
            bytes += utf8[index];
        } else if ((lead == 0xC2 || lead == 0xC3) && index + 1 < utf8.size()) {
            bytes += static_cast<char>((lead == 0xC3 ? 0x40 : 0) + static_cast<unsigned char>(utf8[++index]));
        } else if ((lead & 0xC0) != 0x80) {
            bytes += '?';
        }
    }
    return bytes;
}

base::Done write_sie(const base::CsvTable& table, const std::string& from, const std::string& to) {
    std::map<std::string, std::size_t> column_of;
    for (std::size_t column = 0; column < table.head.size(); ++column) column_of[table.head[column]] = column;
    for (const char* name : ledger_columns) {
        if (!column_of.contains(name))
            return make_issue("column_is_missing", std::string("kolumnen ") + name + " saknas", "bara huvudboken kan bli en SIE-fil", {from, 1, 0});
    }
    auto field = [&](const base::CsvRow& row, const char* name) -> const std::string& { return row.fields[column_of[name]]; };
    std::string text = "#FLAGGA 0\n#PROGRAM \"tertial-synth\" 1\n#FORMAT PC8\n#GEN 20260504\n#SIETYP 4\n#FNAMN \"Region Demo\"\n";
    text += "#DIM 1 \"Kostnadsställe\"\n#DIM 6 \"Projekt\"\n#DIM 9 \"Leverantör\"\n#DIM 20 \"Motpart\"\n";
    // Rows of a voucher need not stand together in the ledger.
    std::vector<std::string> order;
    std::map<std::string, std::vector<const base::CsvRow*>> rows_of;
    for (const base::CsvRow& row : table.rows) {
        auto& rows = rows_of[field(row, "Verifikation")];
        if (rows.empty()) order.push_back(field(row, "Verifikation"));
        rows.push_back(&row);
    }
    for (const std::string& voucher : order) {
        std::string day = base::replaced(field(*rows_of[voucher].front(), "Bokföringsdatum"), "-", "");
        text += "#VER \"\" " + sie_text(voucher) + " " + day + "\n{\n";
        std::int64_t sum = 0;
        for (const base::CsvRow* row : rows_of[voucher]) {
            std::string objects;
            for (auto [dimension, name] : {std::pair(1, "Kostnadsställe"), std::pair(6, "Projekt"), std::pair(9, "Leverantör"), std::pair(20, "Motpart")}) {
                if (field(*row, name).empty()) continue;
                objects += (objects.empty() ? "" : " ") + std::to_string(dimension) + " " + sie_text(field(*row, name));
            }
            std::int64_t ore = ore_of(field(*row, "Belopp"));
            sum += ore;
            text += "#TRANS " + field(*row, "Konto") + " {" + objects + "} " + sie_amount(ore) + " " + base::replaced(field(*row, "Bokföringsdatum"), "-", "") +
                    " " + sie_text(field(*row, "Text")) + "\n";
        }
        if (sum != 0) text += std::string("#TRANS ") + balance_account + " {} " + sie_amount(-sum) + "\n";
        text += "}\n";
    }
    return base::write_file(to, as_latin_1(text));
}

}  // namespace

base::Done convert_file(const std::string& from, const std::string& format, const std::string& to) {
    std::string text = TRY(base::read_file(from));
    base::CsvTable table = TRY(base::read_csv_table(text, ';', from));
    if (format == "xlsx") return write_workbook(table, to);
    if (format == "jsonl") return write_json_lines(table, to);
    if (format == "sie") return write_sie(table, from, to);
    return make_issue("format_is_unknown", "formatet " + format + " finns inte", "välj bland xlsx, jsonl, sie");
}

}  // namespace tertial::synth
