// Issues as an answer: JSON for programs, a page in Swedish that says what to do for people. A fault of ours (500) is told in
// full on stderr only; the client learns neither paths nor what lies within.
#pragma once

#include <string_view>

#include "base/result.hpp"
#include "serve/message.hpp"

namespace tertial::serve {

enum class AnswerForm { json, page };

/// Pages answer with a page; the API, /health and reports as JSON with JSON.
[[nodiscard]] AnswerForm form_of(std::string_view path);

[[nodiscard]] Response answer_issues(const base::Issues& issues, AnswerForm form);

/// A line on stderr, whole even when several threads write.
void write_to_log(std::string line);

}  // namespace tertial::serve
