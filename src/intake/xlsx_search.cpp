#include "intake/xlsx_search.hpp"

#include <algorithm>

#include "intake/fault.hpp"
#include "intake/fault_text.hpp"
#include "intake/person_number.hpp"
#include "intake/xlsx_sheet.hpp"
#include "intake/xlsx_xml.hpp"

namespace tertial::intake {
namespace {

/// Stops at the first row that holds one.
class SheetSearch : public RowSink {
public:
    bool begin_row(std::int64_t line) override {
        line_ = line;
        return true;
    }
    [[nodiscard]] bool wants(int /*column*/) const override { return true; }
    void cell(const SheetCell& cell) override {
        if (may_name_a_person(cell)) beside(line_, cell.text);
    }
    void end_row(std::int64_t /*line*/) override {}
    void bad_row(std::int64_t line, std::string_view value) override { beside(line, value); }
    void beside(std::int64_t line, std::string_view text) override {
        if (is_found || !contains_person_number(text)) return;
        is_found = true;
        found_line = line;
        scan->pause();
    }

    SheetScan* scan = nullptr;
    bool is_found = false;
    std::int64_t found_line = 0;

private:
    std::int64_t line_ = 0;
};

/// The texts of a part, each element's by itself, and what its attributes copy.
class PartSearch : public base::XmlHandler {
public:
    void start(std::string_view /*name*/, const base::XmlAttributes& attributes) override {
        end_text();
        attributes_beside(attributes, [this](std::string_view text) { is_found = is_found || contains_person_number(text); });
    }
    void end(std::string_view /*name*/) override { end_text(); }
    void text(std::string_view piece) override {
        if (text_.size() + piece.size() <= cell_text_bytes_max) text_ += piece;
    }

    bool is_found = false;

private:
    void end_text() {
        is_found = is_found || contains_person_number(text_);
        text_.clear();
    }

    std::string text_;
};

base::Done search_sheet(const Book& book, const BookSheet& sheet, base::Issues& issues) {
    SheetSearch search;
    std::unique_ptr<SheetScan> scan = TRY(SheetScan::open(book, sheet, search));
    search.scan = scan.get();
    TRY(scan->run());
    if (search.is_found) issues.push_back(person_number_beside("bladet " + sheet.name, {book.shown_file, search.found_line, 0}));
    return base::Nothing{};
}

base::Done search_part(const Book& book, const std::string& part, base::Issues& issues) {
    PartSearch search;
    TRY(read_part(book.container, {part, book.shown_file, sheet_bytes_max}, search));
    if (search.is_found) issues.push_back(person_number_beside("arbetsbokens del " + part, {book.shown_file, 0, 0}));
    return base::Nothing{};
}

/// Sheets are read as such, and the shared strings through the cells that show them; styles hold no text of anybody's.
bool is_other_part(const Book& book, const std::string& name) {
    bool is_sheet = std::any_of(book.sheets.begin(), book.sheets.end(), [&](const BookSheet& sheet) { return sheet.part == name; });
    bool is_xml = name.ends_with(".xml") || name.ends_with(".rels");
    return is_xml && !is_sheet && name != book.strings_part && !name.ends_with("styles.xml");
}

}  // namespace

base::Issues find_person_numbers(const Book& book, const BookSheet& read) {
    base::Issues issues;
    auto take = [&](base::Done done) {
        if (!done.ok()) issues.insert(issues.end(), done.issues().begin(), done.issues().end());
    };
    for (const BookSheet& sheet : book.sheets) {
        if (sheet.part != read.part) take(search_sheet(book, sheet, issues));
    }
    for (const base::ZipEntry& entry : book.container.entries()) {
        if (is_other_part(book, entry.name)) take(search_part(book, entry.name, issues));
    }
    return issues;
}

}  // namespace tertial::intake
