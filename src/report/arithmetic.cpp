#include "report/arithmetic.hpp"

#include "figures/kinds.hpp"
#include "figures/parse.hpp"
#include "report/narrowed.hpp"

namespace tertial::report {
namespace {

using figures::Address;
using figures::Column;

constexpr int depth_max = 20;

struct Term {
    std::string name;
    int sign = 1;
};

/// a + b − c as terms; false for anything but plain names added and subtracted.
bool read_terms(const figures::ParsedExpression& expression, int sign, std::vector<Term>& terms) {
    if (const auto* reference = std::get_if<figures::ParsedReference>(&expression.node)) {
        terms.push_back({reference->name, sign});
        return reference->predicate == nullptr;
    }
    if (const auto* negation = std::get_if<figures::ParsedNegation>(&expression.node)) return read_terms(*negation->inner, -sign, terms);
    const auto* operation = std::get_if<figures::ParsedOperation>(&expression.node);
    if (operation == nullptr || (operation->operation != figures::Operation::add && operation->operation != figures::Operation::subtract)) return false;
    int right_sign = operation->operation == figures::Operation::add ? sign : -sign;
    return read_terms(*operation->left, sign, terms) && read_terms(*operation->right, right_sign, terms);
}

std::vector<Term> terms_of_definition(const model::Model& model, const std::string& name) {
    const model::Definition* definition = model.find_definition(name);
    if (definition == nullptr) return {};
    auto parsed = figures::parse_expression(definition->expression);
    std::vector<Term> terms;
    if (!parsed.ok() || !read_terms(*parsed.value(), 1, terms)) terms.clear();
    return terms;
}

/// The rows of one column by address.
using RowOfAddress = std::map<std::string, std::size_t>;

/// Rows that show the term, or rows that show the terms of its definition, and so on down.
bool find_rows(const model::Model& model, const RowOfAddress& rows, const Address& like, const Term& term, int depth, std::vector<Addend>& addends) {
    Address address = like;
    address.expression = std::make_shared<const figures::ParsedExpression>(figures::ParsedExpression{figures::ParsedReference{term.name, nullptr}, 0});
    if (auto found = rows.find(figures::format_address(address)); found != rows.end()) {
        addends.push_back({found->second, term.sign});
        return true;
    }
    std::vector<Term> parts = terms_of_definition(model, term.name);
    if (parts.size() < 2 || depth >= depth_max) return false;
    for (const Term& part : parts) {
        if (!find_rows(model, rows, like, {part.name, part.sign * term.sign}, depth + 1, addends)) return false;
    }
    return true;
}

/// Sums written as names in a definition or in the row itself.
void find_written_sums(const FigureList& list, const BoundTable& table, std::size_t column_index, const RowOfAddress& rows, std::vector<Addition>& additions) {
    for (std::size_t row_index = 0; row_index < table.rows.size(); ++row_index) {
        const Address& address = list.figure(table.rows[row_index].cells[column_index]).address;
        if (address.column == Column::change_percent) continue;
        std::vector<Term> terms;
        if (!read_terms(*address.expression, 1, terms)) continue;
        if (terms.size() == 1 && terms[0].sign == 1) terms = terms_of_definition(list.model(), terms[0].name);
        Addition addition{column_index, row_index, {}};
        bool all = terms.size() > 1;
        for (const Term& term : terms) all = all && find_rows(list.model(), rows, address, term, 0, addition.addends);
        if (all) additions.push_back(std::move(addition));
    }
}

/// Rows per code or unit against a row that shows the whole. Flows add up, and levels of one moment over codes and units.
void find_divided_sums(const FigureList& list, const BoundTable& table, std::size_t column_index, const RowOfAddress& rows, const Division& division,
                       std::vector<Addition>& additions) {
    Address whole = list.figure(table.rows[division.first_row].cells[column_index]).address;
    whole.expression = division.whole.expression;
    if (const auto& filter = division.filters[column_index]) whole.expression = narrowed(whole.expression, filter);
    whole.unit = division.whole.unit.empty() ? list.scope().unit : division.whole.unit;
    if (division.is_months) {
        base::Month last = list.figure(table.rows[division.first_row + division.row_count - 1].cells[column_index]).address.period.last;
        whole.period = whole.period.first.month() == 1 ? base::Period::accumulated(last) : base::Period::rolling_twelve(last);
    }
    auto shape = figures::find_shape(list.model(), *whole.expression, division.whole.place);
    if (!shape.ok() || whole.column == Column::change_percent) return;
    const bool is_level = shape.value().kind == figures::ShapeKind::stock && !division.is_months;
    if (shape.value().kind != figures::ShapeKind::flow && !is_level) return;
    auto total = rows.find(figures::format_address(whole));
    if (total == rows.end()) return;
    Addition addition{column_index, total->second, {}};
    for (std::size_t step = 0; step < division.row_count; ++step) addition.addends.push_back({division.first_row + step, 1});
    additions.push_back(std::move(addition));
}

/// The address with the column "prior" told as the outturn of a year before, so that the two are one.
Address without_prior(Address address) {
    if (address.column == Column::prior) {
        address.column = Column::outturn;
        address.period = address.against.of(address.period);
        address.against = {};
    }
    return address;
}

}  // namespace

std::vector<Addition> find_additions(const FigureList& list, const BoundTable& table, const std::vector<Division>& divisions) {
    std::vector<Addition> additions;
    std::size_t column_count = table.rows.empty() ? 0 : table.rows[0].cells.size();
    for (std::size_t column_index = 0; column_index < column_count; ++column_index) {
        RowOfAddress rows;
        for (std::size_t row_index = 0; row_index < table.rows.size(); ++row_index) {
            rows.emplace(figures::format_address(list.figure(table.rows[row_index].cells[column_index]).address), row_index);
        }
        find_written_sums(list, table, column_index, rows, additions);
        for (const Division& division : divisions) find_divided_sums(list, table, column_index, rows, division, additions);
    }
    return additions;
}

std::vector<Difference> find_differences(const FigureList& list, const BoundTable& table) {
    std::vector<Difference> differences;
    for (std::size_t row_index = 0; row_index < table.rows.size(); ++row_index) {
        const std::vector<FigureUse>& cells = table.rows[row_index].cells;
        std::map<std::string, std::size_t> column_of_address;
        for (std::size_t column_index = 0; column_index < cells.size(); ++column_index) {
            column_of_address.emplace(figures::format_address(without_prior(list.figure(cells[column_index]).address)), column_index);
        }
        for (std::size_t column_index = 0; column_index < cells.size(); ++column_index) {
            Address address = list.figure(cells[column_index]).address;
            if (address.column != Column::deviation && address.column != Column::change) continue;
            Address before = address;
            before.column = address.column == Column::deviation ? Column::budget : Column::prior;
            address.column = Column::outturn;
            address.against = {};
            auto minuend = column_of_address.find(figures::format_address(address));
            auto subtrahend = column_of_address.find(figures::format_address(without_prior(before)));
            if (minuend == column_of_address.end() || subtrahend == column_of_address.end()) continue;
            differences.push_back({row_index, minuend->second, subtrahend->second, column_index});
        }
    }
    return differences;
}

}  // namespace tertial::report
