// The full list of a delivery's problems as a CSV, written while they are found and kept under its name only once it is whole.
#pragma once

#include <fstream>
#include <string>

#include "base/result.hpp"
#include "intake/source.hpp"

namespace tertial::engine {

/// Faults of one file that are kept for the list.
inline constexpr std::size_t listed_faults_max = 1'000'000;

class ProblemFile {
public:
    /// Empty path: nothing is written.
    explicit ProblemFile(std::string path);
    ~ProblemFile();
    ProblemFile(const ProblemFile&) = delete;
    ProblemFile& operator=(const ProblemFile&) = delete;

    [[nodiscard]] bool is_wanted() const { return !path_.empty(); }
    void add(const intake::Source& source);
    void add(const base::Issues& issues);
    /// Issue `file_is_not_writable`.
    base::Done keep();

private:
    std::string path_;
    std::ofstream stream_;
    bool is_kept_ = false;
};

}  // namespace tertial::engine
