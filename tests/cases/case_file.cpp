#include "cases/case_file.hpp"

#include "base/files.hpp"
#include "base/text.hpp"
#include "proofs/demo_workspace.hpp"

namespace tertial::cases {

CaseFile read_case(const std::string& path) {
    CaseFile file{path, base::split(proofs::require(base::read_file(path)), '\n'), {}};
    if (!file.lines.empty() && file.lines.back().empty()) file.lines.pop_back();
    for (std::size_t index = 0; index < file.lines.size(); ++index) {
        const std::string& line = file.lines[index];
        if (line.empty() || line.starts_with("#")) continue;
        Step step{line, index + 1, {}, 0};
        if (index + 1 < file.lines.size() && file.lines[index + 1] == "----") {
            index += 2;
            step.block_begin = index;
            for (; index < file.lines.size() && !file.lines[index].empty(); ++index) step.block.push_back(file.lines[index]);
        }
        file.steps.push_back(std::move(step));
    }
    return file;
}

std::vector<std::string> list_cases(const std::string& folder) {
    std::vector<std::string> cases;
    for (const std::string& name : proofs::require(base::list_files(folder))) {
        if (name.ends_with(".case")) cases.push_back(name);
    }
    return cases;
}

std::string with_blocks(const CaseFile& file, const std::vector<std::pair<std::size_t, std::vector<std::string>>>& blocks_by_step) {
    std::vector<std::string> lines;
    std::size_t next = 0;
    for (const auto& [step_index, block] : blocks_by_step) {
        const Step& step = file.steps[step_index];
        lines.insert(lines.end(), file.lines.begin() + static_cast<std::ptrdiff_t>(next), file.lines.begin() + static_cast<std::ptrdiff_t>(step.block_begin));
        lines.insert(lines.end(), block.begin(), block.end());
        next = step.block_begin + step.block.size();
    }
    lines.insert(lines.end(), file.lines.begin() + static_cast<std::ptrdiff_t>(next), file.lines.end());
    return base::joined(lines, "\n") + "\n";
}

}  // namespace tertial::cases
