#include "engine/problem_file.hpp"

#include "base/files.hpp"
#include "intake/problem.hpp"

namespace tertial::engine {

ProblemFile::ProblemFile(std::string path) : path_(std::move(path)) {
    if (path_.empty()) return;
    stream_.open(path_ + ".unfinished", std::ios::binary | std::ios::trunc);
    // Spreadsheets take a CSV without it for something else than UTF-8.
    stream_ << "\xEF\xBB\xBF" << intake::problem_list_head();
}

ProblemFile::~ProblemFile() {
    // A list that was not kept is of no use; if it cannot be removed either, its name says what it is.
    if (is_wanted() && !is_kept_) (void)base::remove_all(path_ + ".unfinished").ok();
}

void ProblemFile::add(const intake::Source& source) {
    if (!is_wanted()) return;
    source.for_each_problem([&](const intake::Problem& problem) { stream_ << intake::format_problem(problem); });
    std::int64_t others = source.fault_count() - source.kept_fault_count();
    if (others <= 0) return;
    stream_ << intake::format_problem({source.shown_file(),
                                       {},
                                       0,
                                       {},
                                       {},
                                       "more_errors_were_found",
                                       base::Severity::error,
                                       "ytterligare " + std::to_string(others) + " fel är inte med i listan",
                                       "rätta felen ovan och leverera igen"});
}

void ProblemFile::add(const base::Issues& issues) {
    if (!is_wanted()) return;
    for (const base::Issue& issue : issues) stream_ << intake::format_problem(intake::problem_of(issue));
}

base::Done ProblemFile::keep() {
    if (!is_wanted()) return base::Nothing{};
    stream_.close();
    if (!stream_)
        return base::make_issue("file_is_not_writable", "listan över problem gick inte att skriva", "kontrollera mappen och utrymmet på disken", {path_, 0, 0});
    TRY(base::rename_into_place(path_ + ".unfinished", path_));
    is_kept_ = true;
    return base::Nothing{};
}

}  // namespace tertial::engine
