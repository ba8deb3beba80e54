#include "base/result.hpp"

#include <algorithm>
#include <tuple>

namespace tertial::base {

bool has_errors(const Issues& issues) {
    return std::any_of(issues.begin(), issues.end(), [](const Issue& issue) { return issue.severity == Severity::error; });
}

std::string format_issue(const Issue& issue) {
    std::string text;
    if (!issue.place.file.empty()) {
        text += issue.place.file;
        if (issue.place.line > 0) text += ":" + std::to_string(issue.place.line);
        if (issue.place.column > 0) text += ":" + std::to_string(issue.place.column);
        text += ": ";
    }
    text += issue.severity == Severity::error ? "fel " : "varning ";
    text += issue.code + ": " + issue.message + "\n";
    if (!issue.hint.empty()) text += "  tips: " + issue.hint + "\n";
    return text;
}

std::string format_issues(const Issues& issues) {
    std::string text;
    for (const Issue& issue : issues) text += format_issue(issue);
    return text;
}

void sort_issues(Issues& issues) {
    auto key = [](const Issue& issue) { return std::tie(issue.place.file, issue.place.line, issue.place.column, issue.code, issue.message); };
    std::stable_sort(issues.begin(), issues.end(), [&](const Issue& a, const Issue& b) { return key(a) < key(b); });
    issues.erase(std::unique(issues.begin(), issues.end()), issues.end());
}

}  // namespace tertial::base
