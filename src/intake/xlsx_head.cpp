#include "intake/xlsx_head.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"

namespace tertial::intake {
namespace {

constexpr std::size_t rows_looked_at = 50;
constexpr std::int64_t lines_above_max = 10;
constexpr std::size_t name_bytes_max = 300;
constexpr std::size_t ranges_max = 100'000;

/// The name on one line, with single blanks.
std::string name_of(std::string_view text) {
    std::string name;
    bool is_after_blank = true;
    std::string plain = base::replaced(text, "\xC2\xA0", " ");
    for (char letter : plain) {
        bool is_blank = letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n';
        if (!is_blank || !is_after_blank) name += is_blank ? ' ' : letter;
        is_after_blank = is_blank;
    }
    std::size_t end = std::min(name.size(), name_bytes_max);
    while (end > 0 && end < name.size() && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80) --end;
    name.resize(end);
    return std::string(base::trimmed(name));
}

/// Keeps the rows on top, or those down to the head's line and some above it.
class TopRows : public RowSink {
public:
    explicit TopRows(std::int64_t head_line) : head_line_(head_line) {}

    bool begin_row(std::int64_t line) override {
        is_done = head_line_ > 0 && line >= head_line_;
        row_ = {line, {}};
        if (head_line_ > 0 && line > head_line_) scan->pause();
        return head_line_ == 0 || (line <= head_line_ && line >= head_line_ - lines_above_max);
    }
    [[nodiscard]] bool wants(int /*column*/) const override { return true; }
    void cell(const SheetCell& cell) override {
        std::string name = name_of(cell.text);
        if (!name.empty()) row_.cells.push_back({cell.column, cell.kind == CellKind::text, std::move(name)});
    }
    void end_row(std::int64_t /*line*/) override {
        if (!row_.cells.empty()) rows.push_back(std::move(row_));
        is_done |= head_line_ == 0 && rows.size() == rows_looked_at;
        if (is_done) scan->pause();
    }
    void bad_row(std::int64_t /*line*/, std::string_view /*value*/) override {
        if (++bad_rows_ > rows_looked_at) scan->pause();
    }

    std::vector<HeadRow> rows;
    SheetScan* scan = nullptr;
    bool is_done = false;

private:
    std::int64_t head_line_;
    HeadRow row_;
    std::size_t bad_rows_ = 0;
};

base::Result<std::vector<HeadRow>> read_top(const Book& book, const BookSheet& sheet, const TableOptions& options) {
    TopRows top(options.head_line);
    std::unique_ptr<SheetScan> scan = TRY(SheetScan::open(book, sheet, top));
    top.scan = scan.get();
    auto ran = scan->run();
    // Damage below the head is found when the rows are read; here it matters only where nothing was found above it.
    if (!ran.ok() && top.rows.empty()) return ran.issues();
    return std::move(top.rows);
}

class MergedRanges : public base::XmlHandler {
public:
    void start(std::string_view name, const base::XmlAttributes& attributes) override {
        ++depth_;
        if (depth_ == 2) is_within_ = name == "mergeCells";
        if (depth_ != 3 || !is_within_ || name != "mergeCell" || ranges.size() >= ranges_max) return;
        std::string_view text = attributes.find("ref");
        std::size_t colon = text.find(':');
        if (colon == std::string_view::npos) return;
        auto first = read_cell_place(text.substr(0, colon)), last = read_cell_place(text.substr(colon + 1));
        if (first && last) ranges.push_back({*first, *last});
    }
    void end(std::string_view /*name*/) override { --depth_; }
    void text(std::string_view /*piece*/) override {}

    std::vector<MergedRange> ranges;

private:
    int depth_ = 0;
    bool is_within_ = false;
};

std::set<std::string> distinct(const std::vector<std::string>& names) { return {names.begin(), names.end()}; }
bool has_repeated(const std::vector<std::string>& names) { return distinct(names).size() != names.size(); }

const std::string* text_at(const std::vector<HeadRow>& rows, std::int64_t line, int column) {
    auto row = std::find_if(rows.begin(), rows.end(), [&](const HeadRow& one) { return one.line == line; });
    if (row == rows.end()) return nullptr;
    auto cell = std::find_if(row->cells.begin(), row->cells.end(), [&](const HeadCell& one) { return one.column == column; });
    return cell == row->cells.end() ? nullptr : &cell->text;
}

/// Names by column, with those that reach down from merged cells above.
void add_names_from_above(SheetHead& head, const std::vector<HeadRow>& rows, const std::vector<MergedRange>& merged) {
    for (const MergedRange& range : merged) {
        if (range.first.line >= head.line || range.last.line < head.line) continue;
        const std::string* text = text_at(rows, range.first.line, range.first.column);
        if (text == nullptr) continue;
        auto place = std::lower_bound(head.sheet_columns.begin(), head.sheet_columns.end(), range.first.column);
        if (place != head.sheet_columns.end() && *place == range.first.column) continue;
        head.names.insert(head.names.begin() + (place - head.sheet_columns.begin()), *text);
        head.sheet_columns.insert(place, range.first.column);
    }
}

void add_upper_names(SheetHead& head, const std::vector<HeadRow>& rows, std::vector<MergedRange> merged) {
    // The nearest above comes first.
    std::sort(merged.begin(), merged.end(), [](const MergedRange& a, const MergedRange& b) { return a.last.line > b.last.line; });
    std::vector<std::uint8_t> has_upper(head.names.size());
    for (const MergedRange& range : merged) {
        bool is_above = range.last.line < head.line && range.last.column > range.first.column;
        bool says_nothing = range.first.column <= head.sheet_columns.front() && range.last.column >= head.sheet_columns.back();
        const std::string* upper = is_above && !says_nothing ? text_at(rows, range.first.line, range.first.column) : nullptr;
        if (upper == nullptr) continue;
        for (std::size_t index = 0; index < head.names.size(); ++index) {
            bool is_below = head.sheet_columns[index] >= range.first.column && head.sheet_columns[index] <= range.last.column;
            if (!is_below || has_upper[index] != 0) continue;
            head.names[index] = *upper + " " + head.names[index];
            has_upper[index] = 1;
        }
    }
}

SheetHead head_of_row(const std::vector<HeadRow>& rows, const HeadRow& row, const std::vector<MergedRange>& merged, const TableOptions& options) {
    SheetHead head;
    head.line = row.line;
    for (const HeadCell& cell : row.cells) {
        head.names.push_back(cell.text);
        head.sheet_columns.push_back(cell.column);
    }
    bool is_repeated = has_repeated(head.names);
    add_names_from_above(head, rows, merged);
    if (is_repeated) add_upper_names(head, rows, merged);
    std::set<std::string> names = distinct(head.names);
    for (const std::string& wanted : distinct(options.wanted_columns)) head.wanted_count += names.count(name_of(wanted));
    return head;
}

/// Without knowing any name: what looks like a head.
const HeadRow* likely_head(const std::vector<HeadRow>& rows) {
    const HeadRow* second_best = nullptr;
    int width_below = -1;
    const HeadRow* best = nullptr;
    for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
        auto text_count = std::count_if(row->cells.begin(), row->cells.end(), [](const HeadCell& cell) { return cell.is_text; });
        int width = row->cells.back().column;
        if (text_count >= 2 && text_count == static_cast<std::ptrdiff_t>(row->cells.size())) {
            second_best = &*row;
            if (width >= width_below) best = &*row;
        }
        width_below = std::max(width_below, width);
    }
    if (best != nullptr) return best;
    return second_best != nullptr ? second_best : rows.empty() ? nullptr : &rows.front();
}

}  // namespace

SheetHead choose_head(const std::vector<HeadRow>& rows, const std::vector<MergedRange>& merged, const TableOptions& options) {
    if (options.head_line > 0) {
        auto row = std::find_if(rows.begin(), rows.end(), [&](const HeadRow& one) { return one.line == options.head_line; });
        return row == rows.end() ? SheetHead() : head_of_row(rows, *row, merged, options);
    }
    SheetHead best;
    for (const HeadRow& row : rows) {
        if (options.wanted_columns.empty()) break;
        SheetHead head = head_of_row(rows, row, merged, options);
        if (head.wanted_count > best.wanted_count) best = std::move(head);
    }
    if (best.line > 0) return best;
    const HeadRow* likely = likely_head(rows);
    return likely == nullptr ? SheetHead() : head_of_row(rows, *likely, merged, options);
}

base::Result<SheetHead> find_head(const Book& book, const BookSheet& sheet, const TableOptions& options) {
    std::vector<HeadRow> rows = TRY(read_top(book, sheet, options));
    SheetHead head = choose_head(rows, {}, options);
    bool is_complete = !options.wanted_columns.empty() && head.wanted_count == distinct(options.wanted_columns).size() && !has_repeated(head.names);
    if (is_complete || rows.empty()) return head;
    MergedRanges merged;
    // A sheet that is damaged below its head says so when its rows are read.
    auto read = read_part(book.container, {sheet.part, book.shown_file, sheet_bytes_max}, merged);
    return read.ok() && !merged.ranges.empty() ? choose_head(rows, merged.ranges, options) : head;
}

}  // namespace tertial::intake
