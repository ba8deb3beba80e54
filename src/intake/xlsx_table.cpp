#include "intake/xlsx_table.hpp"

#include <algorithm>
#include <mutex>

#include "base/files.hpp"
#include "base/text.hpp"
#include "intake/xlsx_records.hpp"
#include "intake/xlsx_search.hpp"

namespace tertial::intake {
namespace {

class XlsxTable : public SourceTable {
public:
    XlsxTable(std::unique_ptr<Book> book, BookSheet sheet, SheetHead head) : book_(std::move(book)), sheet_(std::move(sheet)), head_(std::move(head)) {}

    [[nodiscard]] const std::vector<std::string>& column_names() const override { return head_.names; }
    [[nodiscard]] std::int64_t head_line() const override { return head_.line; }
    [[nodiscard]] ValueForm value_form() const override { return ValueForm::exact; }
    [[nodiscard]] std::string description() const override { return "XLSX, blad " + sheet_.name + ", rubriker på rad " + std::to_string(head_.line); }
    [[nodiscard]] const std::string& name() const override { return sheet_.name; }

    [[nodiscard]] std::size_t part_count() const override { return 1; }
    [[nodiscard]] std::unique_ptr<RecordReader> open_part(std::size_t /*part_index*/, const std::vector<int>& slot_of_column) override {
        return std::make_unique<XlsxRecordReader>(*book_, sheet_, head_, slot_of_column, [this](base::Issues damage) {
            std::lock_guard lock(mutex_);
            findings_ = std::move(damage);
        });
    }
    [[nodiscard]] base::Issues findings() const override {
        std::lock_guard lock(mutex_);
        return findings_;
    }

    [[nodiscard]] base::Issues person_numbers_beside() override { return find_person_numbers(*book_, sheet_); }

    [[nodiscard]] base::Result<std::vector<std::string>> record_values(std::int64_t line) override {
        std::vector<std::string> values = TRY(read_sheet_row(*book_, sheet_, head_, line));
        bool is_blank = std::all_of(values.begin(), values.end(), [](const std::string& value) { return base::trimmed(value).empty(); });
        if (!is_blank) return values;
        return base::make_issue("line_is_not_found", "rad " + std::to_string(line) + " har inga värden", "källfilen är en annan än den som levererades",
                                {book_->shown_file, line, 0});
    }
    [[nodiscard]] base::Result<std::string> record_text(std::int64_t line) override {
        std::vector<std::string> values = TRY(record_values(line));
        return joined_values(std::move(values));
    }

private:
    std::unique_ptr<Book> book_;
    BookSheet sheet_;
    SheetHead head_;
    mutable std::mutex mutex_;
    base::Issues findings_;
};

struct FoundSheet {
    BookSheet sheet;
    SheetHead head;
};

std::vector<std::string> names_of(const std::vector<BookSheet>& sheets) {
    std::vector<std::string> names;
    for (const BookSheet& sheet : sheets) names.push_back(sheet.name);
    return names;
}

base::Issue no_such_sheet(const Book& book, const std::string& table, const std::vector<std::string>& choices) {
    std::string message =
        table.empty() ? "inget av arbetsbokens synliga blad har de kolumner som mappningen läser" : "bladet " + table + " finns inte i arbetsboken";
    return base::make_issue("table_is_not_in_the_file", std::move(message),
                            choices.empty() ? "arbetsboken har inga blad med celler" : base::choice_hint(table, choices), {book.shown_file, 0, 0});
}

/// The sheet that is named, whatever it holds, or all that may be chosen among.
base::Result<std::vector<BookSheet>> candidate_sheets(const Book& book, const std::string& table) {
    std::vector<BookSheet> candidates;
    for (const BookSheet& sheet : book.sheets) {
        if (table.empty() ? !sheet.is_hidden : sheet.name == table) candidates.push_back(sheet);
    }
    if (candidates.empty()) return no_such_sheet(book, table, names_of(book.sheets));
    return candidates;
}

/// The best of the sheets; the first that has a head when no column is wanted.
base::Result<FoundSheet> choose_sheet(const Book& book, const TableOptions& options) {
    std::vector<BookSheet> candidates = TRY(candidate_sheets(book, options.table));
    if (candidates.size() == 1) {
        SheetHead head = TRY(find_head(book, candidates.front(), options));
        return FoundSheet{candidates.front(), std::move(head)};
    }
    FoundSheet best;
    std::vector<std::string> equals;
    for (const BookSheet& sheet : candidates) {
        SheetHead head = TRY(find_head(book, sheet, options));
        bool is_first_with_head = options.wanted_columns.empty() && best.head.line == 0 && head.line > 0;
        if (head.wanted_count > best.head.wanted_count || is_first_with_head) {
            equals.clear();
            best = {sheet, std::move(head)};
        } else if (head.wanted_count > 0 && head.wanted_count == best.head.wanted_count) {
            equals.push_back(sheet.name);
        }
    }
    if (best.head.line == 0) return no_such_sheet(book, {}, names_of(candidates));
    if (equals.empty()) return best;
    equals.insert(equals.begin(), best.sheet.name);
    return base::make_issue("table_is_ambiguous", "flera blad har kolumnerna som mappningen läser: " + base::joined(equals, ", "),
                            "skriv i mappningen vilket blad som ska läsas", {book.shown_file, 0, 0});
}

}  // namespace

bool looks_like_zip(std::string_view first_bytes) { return first_bytes.starts_with("PK\x03\x04") || first_bytes.starts_with("PK\x05\x06"); }

bool looks_like_ole(std::string_view first_bytes) { return first_bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"); }

base::Issue ole_is_not_supported(const std::string& shown_file) {
    return base::make_issue("format_is_not_supported", "filen är en arbetsbok med lösenord eller i ett äldre Excel-format (.xls)",
                            "öppna den i Excel, ta bort lösenordet och spara som .xlsx", {shown_file, 0, 0});
}

base::Result<std::unique_ptr<SourceTable>> open_xlsx_table(const std::string& path, const TableOptions& options) {
    {
        base::MappedFile file = TRY(base::MappedFile::open(path));
        if (looks_like_ole(file.bytes())) return ole_is_not_supported(options.shown_file);
    }
    base::ZipContainer container = TRY(base::ZipContainer::open(path, options.shown_file));
    return open_xlsx_table(std::move(container), options);
}

base::Result<std::unique_ptr<SourceTable>> open_xlsx_table(base::ZipContainer container, const TableOptions& options) {
    std::unique_ptr<Book> book = TRY(open_book(std::move(container), options.shown_file));
    FoundSheet found = TRY(choose_sheet(*book, options));
    if (found.head.line == 0) {
        std::string place = options.head_line > 0 ? ": rad " + std::to_string(options.head_line) + " är tom" : "";
        return base::make_issue("table_has_no_head", "bladet " + found.sheet.name + " har inga rubriker" + place,
                                "kontrollera att det är rätt blad, och att kolumnernas namn står överst", {options.shown_file, options.head_line, 0});
    }
    return std::unique_ptr<SourceTable>(std::make_unique<XlsxTable>(std::move(book), std::move(found.sheet), std::move(found.head)));
}

}  // namespace tertial::intake
