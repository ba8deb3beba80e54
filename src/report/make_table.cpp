// Tables with values: cells, notes about empty cells and zeros, and the sentence about rounding where shown numbers disagree.
#include <algorithm>

#include "base/text.hpp"
#include "report/values.hpp"

namespace tertial::report {
namespace {

using base::Rational;

constexpr const char* rounding_words = "Siffrorna är avrundade var för sig; därför kan delar och summor skilja på sista siffran.";

/// What the eye reads, in base units: exact in itself, so that it can be added up.
std::optional<Rational> shown_value(const FigureInline& item) {
    auto whole = domain::shown_whole(item.figure, item.format);
    if (!whole) return std::nullopt;
    const domain::MeasureUnit& unit = *domain::find_measure_unit(item.format.unit);
    base::Int128 ten = 1;
    for (int step = 0; step < item.format.decimals; ++step) ten *= 10;
    auto value = Rational::create(*whole * unit.base_numerator, ten * unit.base_denominator);
    return value.ok() ? std::optional(value.value()) : std::nullopt;
}

std::optional<Rational> signed_sum(const std::vector<std::pair<int, std::optional<Rational>>>& parts) {
    Rational sum;
    for (const auto& [sign, part] : parts) {
        if (!part) return std::nullopt;
        auto next = sign > 0 ? base::add(sum, *part) : base::subtract(sum, *part);
        if (!next.ok()) return std::nullopt;
        sum = next.value();
    }
    return sum;
}

/// A column of numbers as figures, for the checks.
using Cells = std::vector<std::vector<FigureInline>>;

/// Only rounding may be blamed: the exact numbers must add up. Where they do not, rows are left out of the table.
bool rounding_breaks(const Addition& addition, const Cells& cells) {
    std::vector<std::pair<int, std::optional<Rational>>> exact, shown;
    for (const Addend& addend : addition.addends) {
        const FigureInline& part = cells[addend.row_index][addition.column_index];
        exact.emplace_back(addend.sign, part.figure.value);
        shown.emplace_back(addend.sign, shown_value(part));
    }
    const FigureInline& total = cells[addition.total_row_index][addition.column_index];
    auto exact_sum = signed_sum(exact), shown_sum = signed_sum(shown), shown_total = shown_value(total);
    return exact_sum && shown_sum && shown_total && exact_sum == total.figure.value && *shown_sum != *shown_total;
}

/// The difference of the shown numbers is compared with as many decimals as the difference itself is shown with.
bool rounding_breaks(const Difference& difference, const Cells& cells) {
    const std::vector<FigureInline>& row = cells[difference.row_index];
    auto expected = signed_sum({{1, shown_value(row[difference.minuend_index])}, {-1, shown_value(row[difference.subtrahend_index])}});
    if (!expected) return false;
    FigureInline of_shown = row[difference.difference_index];
    auto shown = shown_value(of_shown);
    of_shown.figure.value = *expected;
    return shown && shown != shown_value(of_shown);
}

bool rounding_breaks(const BoundTable& bound, const Cells& cells) {
    auto breaks = [&](const auto& check) { return rounding_breaks(check, cells); };
    return std::any_of(bound.additions.begin(), bound.additions.end(), breaks) || std::any_of(bound.differences.begin(), bound.differences.end(), breaks);
}

/// Key to the signs: why cells are empty, and what a dash or a blank stands for.
void add_key(const Cells& cells, std::vector<Inlines>& notes) {
    std::vector<std::string> reasons, breaks;
    bool has_dash = false, has_blank = false;
    for (const auto& row : cells) {
        for (const FigureInline& cell : row) {
            if (cell.figure.value && !cell.figure.note.empty()) add_once(cell.figure.note, breaks);
            if (!cell.figure.value) {
                add_once(domain::absence_reason(cell.figure), reasons);
            } else if (cell.figure.value->is_zero()) {
                has_dash = has_dash || cell.format.zero == domain::ShownZero::dash;
                has_blank = has_blank || cell.format.zero == domain::ShownZero::blank;
            }
        }
    }
    if (has_dash) notes.push_back({Text{"Tecknet – står för noll."}});
    if (has_blank) notes.push_back({Text{"En tom ruta utan angivet skäl står för noll."}});
    if (!breaks.empty()) notes.push_back({Text{"Att jämföra: "}, NameInline{base::joined(breaks, "; ")}, Text{"."}});
    if (!reasons.empty()) notes.push_back({Text{"Tomma rutor: "}, NameInline{base::joined(reasons, "; ")}, Text{"."}});
}

/// Nothing if one of the figures was never worked out.
std::optional<Cells> make_cells(Values& values, const BoundTable& bound) {
    Cells cells;
    bool complete = true;
    for (const BoundRow& row : bound.rows) {
        cells.emplace_back();
        for (const FigureUse& use : row.cells) {
            const domain::Figure* figure = values.find(use);
            if (figure == nullptr) {
                complete = false;
            } else {
                cells.back().push_back({*figure, use.format, std::nullopt});
            }
        }
    }
    if (!complete) return std::nullopt;
    return cells;
}

}  // namespace

Table make_table(Values& values, const BoundTable& bound) {
    Table table;
    table.id = bound.id;
    table.caption = values.inlines(bound.caption);
    for (const BoundInlines& head : bound.heads) table.columns.push_back({values.inlines(head), table.columns.empty() ? ColumnKind::text : ColumnKind::number});
    for (const BoundInlines& note : bound.notes) table.notes.push_back(values.inlines(note));
    std::optional<Cells> made = make_cells(values, bound);
    if (!made) return table;
    const Cells& cells = *made;
    for (std::size_t row_index = 0; row_index < bound.rows.size(); ++row_index) {
        TableRow row{bound.rows[row_index].kind, {values.inlines(bound.rows[row_index].label)}};
        for (const FigureInline& cell : cells[row_index]) row.cells.push_back({cell});
        table.rows.push_back(std::move(row));
        Inlines under = values.inlines(bound.rows[row_index].told);
        if (bound.rows[row_index].comment) under.push_back(values.quoted(*bound.rows[row_index].comment));
        if (!under.empty()) table.rows.push_back({RowKind::comment, {std::move(under)}});
    }
    add_key(cells, table.notes);
    if (rounding_breaks(bound, cells)) table.notes.push_back({Text{rounding_words}});
    return table;
}

}  // namespace tertial::report
