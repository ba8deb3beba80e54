#include "report/figure_list.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "report/narrowed.hpp"
#include "report/placed_text.hpp"

namespace tertial::report {
namespace {

using base::make_issue;

template <class Value>
void overlay(std::optional<Value>& under, const std::optional<Value>& over) {
    if (over) under = over;
}

/// A row of months keeps its month, and what says only a year keeps the rest.
std::optional<PeriodWord> overlaid(const std::optional<PeriodWord>& under, const std::optional<PeriodWord>& over) {
    if (!over || !under || (!under->months_back && over->base != PeriodBase::unsaid)) return over ? over : under;
    PeriodWord word = *under;
    word.years_back = over->years_back;
    return word;
}

}  // namespace

base::Period period_of(const PeriodWord& word, const base::Period& report_period) {
    if (word.named) return *word.named;
    if (word.since) return base::Period::span(std::min(*word.since, report_period.last), report_period.last);
    base::Period period = report_period;
    base::Month last = report_period.last.plus(-word.months_back.value_or(0));
    switch (word.base) {
        case PeriodBase::accumulated:
        case PeriodBase::unsaid: period = base::Period::accumulated(last); break;
        case PeriodBase::rolling_twelve: period = base::Period::rolling_twelve(last); break;
        case PeriodBase::month: period = base::Period::month(last); break;
        case PeriodBase::whole_year: period = base::Period::year(last.year()); break;
        case PeriodBase::report: break;
    }
    return period.shifted_years(-word.years_back);
}

ReferenceParts overlaid(const ReferenceParts& under, const ReferenceParts& over) {
    ReferenceParts parts = under;
    parts.period = overlaid(under.period, over.period);
    overlay(parts.column, over.column);
    overlay(parts.basis, over.basis);
    overlay(parts.comparable, over.comparable);
    return parts;
}

FormatWords overlaid(const FormatWords& under, const FormatWords& over) {
    FormatWords format = under;
    // Decimals belong to the measure unit they were given for.
    if (over.unit && over.unit != under.unit && under.unit) format.decimals.reset();
    overlay(format.unit, over.unit);
    overlay(format.decimals, over.decimals);
    overlay(format.trailing_zeros, over.trailing_zeros);
    overlay(format.sign, over.sign);
    overlay(format.shown_unit, over.shown_unit);
    overlay(format.zero, over.zero);
    if (over.unit) format.place = over.place;
    return format;
}

bool FigureList::require_unit(const std::string& unit, const base::Place& place) {
    if (unit.empty() || !model_.units_of(unit).empty()) return true;
    issues_.push_back(model::unknown_unit(model_, unit, place));
    return false;
}

bool FigureList::require_basis(const ReferenceParts& parts) {
    if (!parts.basis || model_.find_basis(*parts.basis) != nullptr) return true;
    std::vector<std::string> ids;
    for (const model::Basis& basis : model_.bases) ids.push_back(basis.id);
    issues_.push_back(make_issue("basis_is_unknown", "underlaget " + *parts.basis + " finns inte", base::choice_hint(*parts.basis, ids), parts.place));
    return false;
}

std::optional<FigureUse> FigureList::add(const Reference& reference, const FormatWords& format) {
    bool unit_is_known = require_unit(reference.unit, reference.place);
    if (!require_basis(reference.parts) || !unit_is_known) return std::nullopt;
    figures::Address address;
    address.expression = reference.expression;
    address.unit = reference.unit.empty() ? scope_.unit : reference.unit;
    address.period = period_of(reference.parts.period.value_or(PeriodWord{}), scope_.period);
    const figures::ComparedColumn column = reference.parts.column.value_or(figures::ComparedColumn{});
    address.column = column.column;
    address.against = column.against;
    address.basis = reference.parts.basis.value_or("total");
    // One organisation for a whole table, or the columns could not be compared; only what reaches beyond the report needs a later one.
    if (reference.parts.comparable.value_or(false)) address.comparable = std::max(scope_.period.last, address.period.last);
    address.as_of = scope_.as_of_position;
    auto index = index_of(address, reference.place);
    if (!index) return std::nullopt;
    auto number_format = format_of(figures_[*index], format, reference.place);
    if (!number_format) return std::nullopt;
    return FigureUse{*index, *number_format, reference.place};
}

std::optional<FigureUse> FigureList::add(const figures::Address& address, const domain::NumberFormat& format, const base::Place& place) {
    auto index = index_of(address, place);
    return index ? std::optional(FigureUse{*index, format, place}) : std::nullopt;
}

std::optional<FigureUse> FigureList::add_cell(const Reference& row, const FormatWords& row_format, const ParsedColumn& column) {
    Reference cell = row;
    cell.parts = overlaid(row.parts, column.parts);
    if (column.parts.filter) cell.expression = narrowed(cell.expression, column.parts.filter);
    auto is_share = [](const ReferenceParts& parts) { return parts.column && parts.column->column == figures::Column::change_percent; };
    bool is_percent = is_share(cell.parts) && !is_share(row.parts);
    return add(cell, is_percent ? column.format : overlaid(row_format, column.format));
}

bool FigureList::is_told_by_basis(const figures::BoundFigure& figure) {
    // Formulas are canonical text, and on the total basis these tests can only come from the definition.
    bool is_narrowed = figure.formula.find("own_region(") != std::string::npos || figure.formula.find("own_board(") != std::string::npos;
    if (figure.address.basis != "total") return true;
    return !is_narrowed && std::any_of(figure.atoms.begin(), figure.atoms.end(), [&](const figures::BoundAtom& atom) {
        auto found = has_bases_.find(atom.data_set);
        if (found == has_bases_.end()) found = has_bases_.emplace(atom.data_set, figures::has_bases(model_, *model_.find_data_set(atom.data_set))).first;
        return found->second;
    });
}

std::optional<std::size_t> FigureList::index_of(const figures::Address& address, const base::Place& place) {
    std::string text = figures::format_address(address);
    if (auto found = index_of_address_.find(text); found != index_of_address_.end()) return found->second;
    auto figure = take(figures::bind_figure(model_, address, place), issues_);
    if (!figure) return std::nullopt;
    std::size_t index = figures_.size();
    figures_.push_back(std::move(*figure));
    addresses_.push_back(text);
    index_of_address_[text] = index;
    return index;
}

std::optional<domain::NumberFormat> FigureList::format_of(const figures::BoundFigure& figure, const FormatWords& words, const base::Place& place) {
    domain::NumberFormat format;
    format.unit = words.unit.value_or(figure.default_measure_unit);
    const domain::MeasureUnit* unit = domain::find_measure_unit(format.unit);
    if (unit == nullptr || unit->dimension != figure.dimension) {
        std::vector<std::string> fitting;
        for (const std::string& id : domain::measure_unit_ids()) {
            if (domain::find_measure_unit(id)->dimension == figure.dimension) fitting.push_back(id);
        }
        issues_.push_back(make_issue("measure_unit_does_not_fit", figure.label + " kan inte visas i " + format.unit, "välj " + base::joined(fitting, ", "),
                                     words.place.line > 0 ? words.place : place));
        return std::nullopt;
    }
    bool own_unit = format.unit == figure.default_measure_unit;
    format.decimals = words.decimals.value_or(own_unit ? figure.default_decimals : 0);
    format.trailing_zeros = words.trailing_zeros.value_or(format.trailing_zeros);
    format.sign = words.sign.value_or(format.sign);
    format.shown_unit = words.shown_unit.value_or(format.shown_unit);
    format.zero = words.zero.value_or(format.zero);
    if (format.unit == "h:mm:ss") format.decimals = 0;
    return format;
}

}  // namespace tertial::report
