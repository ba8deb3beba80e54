// Workbooks of a few cells, made by hand from the XML of their sheets, and what is read of them as lines of text. Never part of the product.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/zip_writer.hpp"
#include "intake/xlsx_table.hpp"

namespace tertial::tests {

struct SmallSheet {
    std::string name;
    std::string rows;  ///< what stands in sheetData
    std::string state = {};
    std::string after = {};  ///< what stands after it
};

struct SmallWorkbook {
    std::vector<SmallSheet> sheets;
    std::vector<std::string> strings = {};  ///< the XML within each si
    std::string properties = {};            ///< attributes of workbookPr
    std::string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    std::string relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
};

/// Styles 0 plain, 1 date, 2 date and time, 3 time, 4 time passed, 5 "0 d\ay" as a number, 6 a date by its built-in number.
inline std::string small_styles(const std::string& main) {
    return "<styleSheet xmlns=\"" + main +
           "\"><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/><numFmt numFmtId=\"165\" formatCode=\"yyyy-mm-dd hh:mm\"/>"
           "<numFmt numFmtId=\"166\" formatCode=\"h:mm:ss\"/><numFmt numFmtId=\"167\" formatCode=\"[h]:mm\"/>"
           "<numFmt numFmtId=\"168\" formatCode=\"#,##0 &quot;dagar&quot;\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
           "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"166\"/><xf numFmtId=\"167\"/><xf numFmtId=\"168\"/>"
           "<xf numFmtId=\"14\"/></cellXfs><dxfs><dxf><numFmt numFmtId=\"0\" formatCode=\"yyyy\"/></dxf></dxfs></styleSheet>";
}

inline std::string sheet_xml(const SmallSheet& sheet, const std::string& main) {
    return "<worksheet xmlns=\"" + main + "\"><dimension ref=\"A1\"/><sheetData>" + sheet.rows + "</sheetData>" + sheet.after + "</worksheet>";
}

inline std::vector<ZipPart> workbook_parts(const SmallWorkbook& book) {
    std::string open = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    auto relationship = [&](const std::string& id, const std::string& type, const std::string& target) {
        return "<Relationship Id=\"" + id + "\" Type=\"" + book.relationships + "/" + type + "\" Target=\"" + target + "\"/>";
    };
    std::vector<ZipPart> parts = {{"_rels/.rels", open + relationship("r", "officeDocument", "xl/workbook.xml") + "</Relationships>"}};
    std::string workbook = "<workbook xmlns=\"" + book.main + "\" xmlns:r=\"" + book.relationships + "\"><workbookPr " + book.properties + "/><sheets>";
    std::string targets = open + relationship("styles", "styles", "styles.xml");
    for (std::size_t index = 0; index < book.sheets.size(); ++index) {
        const SmallSheet& sheet = book.sheets[index];
        std::string number = std::to_string(index + 1);
        workbook += "<sheet name=\"" + sheet.name + "\" sheetId=\"" + number + "\" r:id=\"s" + number + "\"" +
                    (sheet.state.empty() ? "" : " state=\"" + sheet.state + "\"") + "/>";
        targets += relationship("s" + number, "worksheet", "/xl/worksheets/sheet" + number + ".xml");
        parts.push_back({"xl/worksheets/sheet" + number + ".xml", sheet_xml(sheet, book.main)});
    }
    if (!book.strings.empty()) {
        std::string strings;
        for (const std::string& text : book.strings) strings += "<si>" + text + "</si>";
        parts.push_back({"xl/sharedStrings.xml", "<sst xmlns=\"" + book.main + "\">" + strings + "</sst>"});
        targets += relationship("strings", "sharedStrings", "sharedStrings.xml");
    }
    parts.push_back({"xl/styles.xml", small_styles(book.main)});
    parts.push_back({"xl/workbook.xml", workbook + "</sheets></workbook>"});
    parts.push_back({"xl/_rels/workbook.xml.rels", targets + "</Relationships>"});
    return parts;
}

inline std::string workbook_bytes(const SmallWorkbook& book) { return write_zip(workbook_parts(book)); }

inline base::Result<std::unique_ptr<intake::SourceTable>> open_bytes(std::string bytes, intake::TableOptions options = {}) {
    options.shown_file = "bok.xlsx";
    auto container = base::ZipContainer::of_bytes(std::move(bytes), options.shown_file);
    if (!container.ok()) return container.issues();
    return intake::open_xlsx_table(std::move(container).value(), options);
}

/// "4|Enhet|1.5" for each record, "!4 cell_has_an_error B #REF!" for each fault ("+" after it if it counts a row).
inline std::vector<std::string> read_records(intake::SourceTable& table) {
    std::vector<int> slots;
    for (std::size_t column = 0; column < table.column_names().size(); ++column) slots.push_back(static_cast<int>(column));
    intake::RecordBatch batch(slots.size());
    auto reader = table.open_part(0, slots);
    std::vector<std::string> lines;
    while (reader->read(batch)) {
        for (std::size_t row = 0; row < batch.row_count; ++row) {
            std::string line = std::to_string(batch.lines[row]);
            for (const auto& column : batch.columns) line += "|" + std::string(column[row]);
            lines.push_back(line);
        }
        for (const intake::RecordFault& fault : batch.faults) {
            std::string column = fault.column_index < 0 ? "-" : table.column_names()[static_cast<std::size_t>(fault.column_index)];
            lines.push_back("!" + std::to_string(fault.line) + " " + std::string(intake::fault_code(fault.kind)) + " " + column + " " + fault.value +
                            (fault.is_row ? "+" : ""));
        }
    }
    return lines;
}

}  // namespace tertial::tests
