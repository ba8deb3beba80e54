// The figures that a report asks for while it is bound: references become bound figures, each address once, each use with its format.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "report/bound.hpp"

namespace tertial::report {

/// The period that a word means for the report.
[[nodiscard]] base::Period period_of(const PeriodWord& word, const base::Period& report_period);
/// `over` where it says something, otherwise `under`.
[[nodiscard]] ReferenceParts overlaid(const ReferenceParts& under, const ReferenceParts& over);
[[nodiscard]] FormatWords overlaid(const FormatWords& under, const FormatWords& over);

/// Invariant: `addresses()[i]` is the address of `figures()[i]`, and none stands twice. Issues are collected; a use that could not be
/// bound is nothing.
class FigureList {
public:
    FigureList(const model::Model& model, const ReportScope& scope, const SaidThings& said, base::Issues& issues)
        : model_(model), scope_(scope), said_(said), issues_(issues) {}

    std::optional<FigureUse> add(const Reference& reference, const FormatWords& format);
    std::optional<FigureUse> add(const figures::Address& address, const domain::NumberFormat& format, const base::Place& place);
    /// A cell: the row's reference with the column's parts over it. A row's format does not reach a column in per cent of change,
    /// which has a measure of its own.
    std::optional<FigureUse> add_cell(const Reference& row, const FormatWords& row_format, const ParsedColumn& column);
    [[nodiscard]] bool require_unit(const std::string& unit, const base::Place& place);
    [[nodiscard]] bool require_basis(const ReferenceParts& parts);

    /// True if the name of a basis tells what the figure leaves out. It does not where the figure's rows have nothing that bases test, and
    /// not where its definition has left internal items out by itself.
    [[nodiscard]] bool is_told_by_basis(const figures::BoundFigure& figure);

    [[nodiscard]] const figures::BoundFigure& figure(const FigureUse& use) const { return figures_[use.figure_index]; }
    [[nodiscard]] const model::Model& model() const { return model_; }
    [[nodiscard]] const ReportScope& scope() const { return scope_; }
    /// What people have written, for any report.
    [[nodiscard]] const SaidThings& said() const { return said_; }
    [[nodiscard]] base::Issues& issues() { return issues_; }
    [[nodiscard]] std::vector<figures::BoundFigure>& figures() { return figures_; }
    [[nodiscard]] std::vector<std::string>& addresses() { return addresses_; }

private:
    std::optional<std::size_t> index_of(const figures::Address& address, const base::Place& place);
    std::optional<domain::NumberFormat> format_of(const figures::BoundFigure& figure, const FormatWords& words, const base::Place& place);

    const model::Model& model_;
    const ReportScope& scope_;
    const SaidThings& said_;
    base::Issues& issues_;
    std::vector<figures::BoundFigure> figures_;
    std::vector<std::string> addresses_;
    std::map<std::string, std::size_t> index_of_address_;
    std::map<std::string, bool> has_bases_;  ///< by data set
};

}  // namespace tertial::report
