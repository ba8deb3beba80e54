#include "intake/problem.hpp"

#include "base/csv.hpp"

namespace tertial::intake {

Problem problem_of(const base::Issue& issue) { return {issue.place.file, {}, issue.place.line, {}, {}, issue.code, issue.severity, issue.message, issue.hint}; }

std::string problem_list_head() { return "Fil;Blad;Rad;Kolumn;Värde;Regel;Allvar;Problem;Tips\n"; }

std::string format_problem(const Problem& problem) {
    std::string line;
    auto add = [&](const std::string& field) { line += base::format_harmless_csv_field(field, ';') + ";"; };
    add(problem.file);
    add(problem.sheet);
    add(problem.line > 0 ? std::to_string(problem.line) : "");
    add(problem.column);
    add(problem.value);
    add(problem.rule);
    add(problem.severity == base::Severity::error ? "fel" : "varning");
    add(problem.message);
    return line + base::format_harmless_csv_field(problem.hint, ';') + "\n";
}

}  // namespace tertial::intake
