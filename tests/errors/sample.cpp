#include "errors/sample.hpp"

#include <algorithm>
#include <filesystem>

#include "base/text.hpp"
#include "errors/program_run.hpp"

namespace tertial::errors {
namespace {

namespace fs = std::filesystem;

bool begins_expected(const std::string& line) { return line == "stderr" || line == "stdout"; }

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines = base::split(text, '\n');
    if (!lines.empty() && lines.back().empty()) lines.pop_back();
    return lines;
}

}  // namespace

Sample parse_sample(const std::string& name, const std::string& text) {
    Sample sample;
    sample.name = name;
    sample.code = name.substr(0, name.find('-'));
    std::vector<std::string> lines = lines_of(text);
    std::size_t index = 0;
    for (; index < lines.size() && !begins_expected(lines[index]); ++index) {
        const std::string& line = lines[index];
        if (line.starts_with("  ") || (line.empty() && !sample.directives.empty() && !sample.directives.back().text.empty())) {
            sample.directives.back().text += (line.empty() ? "" : line.substr(2)) + "\n";
        } else if (line.starts_with("about: ")) {
            sample.about = line.substr(7);
        } else if (!line.empty()) {
            auto blank = line.find(' ');
            sample.directives.push_back({line.substr(0, blank), blank == std::string::npos ? "" : line.substr(blank + 1), ""});
        }
    }
    bool ends_with_status = !sample.directives.empty() && sample.directives.back().name == "status";
    if (ends_with_status) {
        sample.expected.status = std::stoi(sample.directives.back().argument);
        sample.directives.pop_back();
    }
    if (index < lines.size()) sample.expected.stream = lines[index++];
    for (; index < lines.size(); ++index) sample.expected.text += lines[index] + "\n";
    return sample;
}

std::string rewrite_expected(const std::string& text, const Expected& expected) {
    std::vector<std::string> lines = lines_of(text);
    lines.erase(std::find_if(lines.begin(), lines.end(), begins_expected), lines.end());
    while (!lines.empty() && (lines.back().empty() || lines.back().starts_with("status "))) lines.pop_back();
    return base::joined(lines, "\n") + "\nstatus " + std::to_string(expected.status) + "\n" + expected.stream + "\n" + expected.text;
}

std::vector<Sample> read_samples(const std::string& folder) {
    std::vector<Sample> samples;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.path().extension() != ".sample") continue;
        samples.push_back(parse_sample(entry.path().stem().string(), read_text(entry.path())));
    }
    std::sort(samples.begin(), samples.end(), [](const Sample& a, const Sample& b) { return a.name < b.name; });
    return samples;
}

ShownIssue find_shown_issue(const Sample& sample) {
    constexpr std::string_view hint_mark = "  tips: ";
    std::vector<std::string> lines = lines_of(sample.expected.text);
    for (std::size_t index = 0; index < lines.size(); ++index) {
        std::string mark = " " + sample.code + ": ";
        auto found = (" " + lines[index]).find(mark);
        if (found == std::string::npos) continue;
        bool has_hint = index + 1 < lines.size() && lines[index + 1].starts_with(hint_mark);
        return {lines[index].substr(found + mark.size() - 1), has_hint ? lines[index + 1].substr(hint_mark.size()) : ""};
    }
    return {};
}

}  // namespace tertial::errors
