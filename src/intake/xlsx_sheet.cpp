#include "intake/xlsx_sheet.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"

namespace tertial::intake {
namespace {

template <class Number>
std::optional<Number> whole_number(std::string_view text) {
    Number value = 0;
    auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
    return value;
}

/// A day that the sheet writes as text, "2026-04-30T00:00:00.000": without parts of seconds, and without a midnight that its format does not show.
std::string_view day_text(std::string_view value, NumberShape shape) {
    constexpr std::size_t date_letters = 10, time_letters = 19;
    std::string_view text = value.substr(0, time_letters);
    bool is_midnight = text.substr(std::min(date_letters, text.size())) == "T00:00:00";
    return is_midnight && shape != NumberShape::date_time ? text.substr(0, date_letters) : text;
}

}  // namespace

std::optional<CellPlace> read_cell_place(std::string_view text) {
    CellPlace place;
    std::size_t index = 0;
    for (; index < text.size() && text[index] >= 'A' && text[index] <= 'Z'; ++index) {
        place.column = place.column * 26 + (text[index] - 'A' + 1);
        if (place.column > sheet_columns_max) return std::nullopt;
    }
    auto line = whole_number<std::int64_t>(text.substr(index));
    if (index == 0 || !line || *line < 1 || *line > sheet_rows_max) return std::nullopt;
    --place.column;
    place.line = *line;
    return place;
}

base::Result<std::unique_ptr<SheetScan>> SheetScan::open(const Book& book, const BookSheet& sheet, RowSink& sink) {
    auto stream = book.container.open_entry(sheet.part, sheet_bytes_max);
    if (!stream.ok()) return stream.issues();
    return std::unique_ptr<SheetScan>(new SheetScan(book, sheet, std::move(stream).value(), sink));
}

SheetScan::SheetScan(const Book& book, const BookSheet& sheet, base::ZipStream stream, RowSink& sink)
    : book_(book), sink_(sink), stream_(std::move(stream)), xml_(*this, sheet.part, book.shown_file) {}

base::Result<bool> SheetScan::run() {
    if (xml_.is_paused()) TRY(xml_.resume());
    while (!xml_.is_paused() && !is_ended_) {
        std::string_view piece = TRY(stream_.next());
        is_ended_ = piece.empty();
        TRY(xml_.push(piece));
    }
    return xml_.is_paused();
}

void SheetScan::start(std::string_view name, const base::XmlAttributes& attributes) {
    end_beside();
    if (passed_over_depth_ > 0) {
        ++passed_over_depth_;
        return attributes_beside(attributes, [this](std::string_view text) { tell_beside(text); });
    }
    switch (where_) {
        case Where::row:
            if (name == "c" && !is_row_bad_) return start_cell(attributes);
            break;
        case Where::cell: return start_in_cell(name);
        case Where::rows:
            if (name == "row") return start_row(attributes);
            break;
        case Where::own_text: return own_text_.start(name);
        case Where::worksheet:
            if (name == "sheetData") {
                where_ = Where::rows;
                return;
            }
            break;
        case Where::outside:
            if (name == "worksheet") {
                where_ = Where::worksheet;
                return;
            }
            break;
        case Where::value:
        case Where::formula: break;
    }
    passed_over_depth_ = 1;
    attributes_beside(attributes, [this](std::string_view text) { tell_beside(text); });
}

void SheetScan::end_beside() {
    if (!beside_.empty()) tell_beside(beside_);
    beside_.clear();
}

void SheetScan::end(std::string_view /*name*/) {
    end_beside();
    if (passed_over_depth_ > 0) {
        --passed_over_depth_;
        return;
    }
    switch (where_) {
        case Where::own_text:
            if (!own_text_.end()) where_ = Where::cell;
            return;
        case Where::value:
        case Where::formula: where_ = Where::cell; return;
        case Where::cell: where_ = Where::row; return end_cell();
        case Where::row:
            where_ = Where::rows;
            if (!is_row_bad_) sink_.end_row(line_);
            return;
        case Where::rows: where_ = Where::worksheet; return;
        case Where::worksheet:
        case Where::outside: where_ = Where::outside; return;
    }
}

void SheetScan::text(std::string_view piece) {
    if (passed_over_depth_ > 0 || where_ == Where::formula) {
        if (beside_.size() + piece.size() <= cell_text_bytes_max) beside_ += piece;
        return;
    }
    if (where_ == Where::value) {
        is_too_long_ |= value_.size() + piece.size() > cell_text_bytes_max;
        if (!is_too_long_) value_ += piece;
    } else if (where_ == Where::own_text) {
        is_too_long_ |= !own_text_.add(piece);
    }
}

void SheetScan::start_row(const base::XmlAttributes& attributes) {
    std::string_view stated = attributes.find("r");
    std::int64_t line = line_ + 1;
    where_ = Where::row;
    column_ = -1;
    is_row_bad_ = false;
    if (stated.data() != nullptr) {
        auto read = whole_number<std::int64_t>(stated);
        if (!read || *read < line || *read > sheet_rows_max) return refuse_row(line, stated);
        line = *read;
    }
    if (line > sheet_rows_max) return refuse_row(line, {});
    line_ = line;
    if (!sink_.begin_row(line)) {
        passed_over_depth_ = 1;
        where_ = Where::rows;
    }
}

void SheetScan::start_cell(const base::XmlAttributes& attributes) {
    std::string_view stated = attributes.find("r");
    int column = column_ + 1;
    if (stated.data() != nullptr) {
        auto place = read_cell_place(stated);
        if (!place || place->line != line_ || place->column < column) return refuse_cell(stated);
        column = place->column;
    }
    if (column >= sheet_columns_max) return refuse_cell({});
    column_ = column;
    if (!sink_.wants(column)) {
        passed_over_depth_ = 1;
        return;
    }
    std::string_view type = attributes.find("t");
    type_ = type.empty() || type == "n" ? ValueType::number
            : type == "s"               ? ValueType::shared
            : type == "b"               ? ValueType::truth
            : type == "e"               ? ValueType::error
            : type == "d"               ? ValueType::day
                                        : ValueType::text;
    bool has_shape = type_ == ValueType::number || type_ == ValueType::day;
    auto style = has_shape ? whole_number<std::size_t>(attributes.find("s")) : std::nullopt;
    shape_ = style && *style < book_.shape_of_style.size() ? book_.shape_of_style[*style] : NumberShape::plain;
    has_formula_ = has_value_ = has_own_text_ = is_too_long_ = false;
    value_.clear();
    where_ = Where::cell;
}

void SheetScan::start_in_cell(std::string_view name) {
    if (name == "v") {
        where_ = Where::value;
        has_value_ = true;
    } else if (name == "f") {
        where_ = Where::formula;
        has_formula_ = true;
    } else if (name == "is") {
        where_ = Where::own_text;
        has_own_text_ = true;
        own_text_.begin();
    } else {
        passed_over_depth_ = 1;
    }
}

/// What follows in the row is passed over.
void SheetScan::refuse_row(std::int64_t line, std::string_view value) {
    is_row_bad_ = true;
    sink_.bad_row(line, value);
}

void SheetScan::refuse_cell(std::string_view value) {
    passed_over_depth_ = 1;
    refuse_row(line_, value);
}

void SheetScan::end_cell() {
    if (is_too_long_) return give(CellKind::unreadable, "…");
    if (has_own_text_) return give(CellKind::text, own_text_.finish());
    // An empty text that a formula gave is a value; no value at all is not.
    bool is_text_value = type_ == ValueType::text && has_value_;
    if (value_.empty() && has_formula_ && !is_text_value) return sink_.cell({column_, CellKind::formula_without_value, {}, true});
    if (value_.empty()) return;
    switch (type_) {
        case ValueType::number: return give_number();
        case ValueType::shared: return give_shared();
        case ValueType::error: return give(CellKind::error, value_);
        case ValueType::day: return give(CellKind::number, day_text(value_, shape_));
        case ValueType::truth: return give_truth();
        case ValueType::text: read_escapes(value_); return give(CellKind::text, value_);
    }
}

void SheetScan::give(CellKind kind, std::string_view text, bool is_lasting) {
    if (!text.empty()) sink_.cell({column_, kind, text, is_lasting});
}

void SheetScan::give_truth() {
    bool is_true = value_ == "1" || value_ == "true";
    bool is_false = value_ == "0" || value_ == "false";
    if (!is_true && !is_false) return give(CellKind::unreadable, value_);
    give(CellKind::text, is_true ? "true" : "false", true);
}

void SheetScan::give_number() {
    auto number = read_sheet_number(base::trimmed(value_));
    if (!number) return give(CellKind::unreadable, value_);
    number_text_.clear();
    if (shape_ == NumberShape::plain) {
        append_decimal(*number, number_text_);
    } else if (!append_day_or_time(*number, shape_, book_.date_system, number_text_)) {
        return give(CellKind::error, value_);
    }
    give(CellKind::number, number_text_);
}

void SheetScan::give_shared() {
    auto index = whole_number<std::size_t>(base::trimmed(value_));
    if (!index || *index >= book_.shared_strings.size()) return give(CellKind::unreadable, value_);
    give(CellKind::text, book_.shared_strings[*index], true);
}

}  // namespace tertial::intake
