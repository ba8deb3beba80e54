// Errors as values: a Result<T> holds a value or the issues that prevented it.
// An issue says where, what and how to mend it. Issues are collected, so that a reader hears of all of them at once.
// Nothing here throws; a Result that is dropped is a compiler warning.
#pragma once

#include <cassert>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace tertial::base {

enum class Severity { error, warning };

/// A place in a source text. `line` and `column` count from 1; 0 means "not known".
struct Place {
    std::string file;
    std::int64_t line = 0;
    std::int64_t column = 0;

    friend bool operator==(const Place&, const Place&) = default;
};

/// One finding. `code` is a short sentence in snake_case and stands under the same word in tests/errors/.
struct Issue {
    std::string code;
    Place place;
    std::string message;
    std::string hint;
    Severity severity = Severity::error;

    friend bool operator==(const Issue&, const Issue&) = default;
};

using Issues = std::vector<Issue>;

/// True if at least one of the issues is an error (a list of warnings refuses nothing).
[[nodiscard]] bool has_errors(const Issues& issues);

/// "file:line:column: error code: message" and, on a second line, "  tips: hint".
[[nodiscard]] std::string format_issue(const Issue& issue);
[[nodiscard]] std::string format_issues(const Issues& issues);

/// Sorts by file, line, column and code, and drops exact repetitions.
void sort_issues(Issues& issues);

struct Nothing {};

template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : held_(std::move(value)) {}
    Result(Issues issues) : held_(std::move(issues)) { assert(!std::get<Issues>(held_).empty()); }
    Result(Issue issue) : held_(Issues{std::move(issue)}) {}

    [[nodiscard]] bool ok() const { return std::holds_alternative<T>(held_); }
    [[nodiscard]] const T& value() const& {
        assert(ok());
        return std::get<T>(held_);
    }
    [[nodiscard]] T& value() & {
        assert(ok());
        return std::get<T>(held_);
    }
    /// By value, so that a loop over the result of a call does not look into something gone.
    T value() && {
        assert(ok());
        return std::get<T>(std::move(held_));
    }
    [[nodiscard]] const Issues& issues() const& {
        assert(!ok());
        return std::get<Issues>(held_);
    }
    [[nodiscard]] Issues issues() && {
        assert(!ok());
        return std::get<Issues>(std::move(held_));
    }

private:
    std::variant<T, Issues> held_;
};

/// A Result without a value: done, or the issues.
using Done = Result<Nothing>;

[[nodiscard]] inline Issue make_issue(std::string code, std::string message, std::string hint = {}, Place place = {}) {
    return Issue{std::move(code), std::move(place), std::move(message), std::move(hint), Severity::error};
}

}  // namespace tertial::base

/// Unwraps a Result, or returns its issues from the enclosing function. Give it a statement of its own: GCC 12 forgets to destroy
/// what stands beside it inside a braced initialiser or an argument list when it returns early.
#define TRY(expression)                                      \
    (__extension__({                                         \
        auto tried_ = (expression);                          \
        if (!tried_.ok()) return std::move(tried_).issues(); \
        std::move(tried_).value();                           \
    }))
