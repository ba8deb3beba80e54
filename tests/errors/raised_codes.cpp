#include "errors/raised_codes.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>

#include "base/text.hpp"
#include "errors/program_run.hpp"

namespace tertial::errors {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 5> openings = {"make_issue(", "Issue{", "finding(", "report(", "code = "};
constexpr std::array<std::string_view, 12> verbs = {"_is_",   "_are_", "_has_",    "_have_",  "_was_",  "_were_",
                                                    "_does_", "_do_",  "_cannot_", "_could_", "_must_", "_may_"};

bool is_snake_case(std::string_view text) {
    bool plain = std::all_of(text.begin(), text.end(),
                             [](char letter) { return (letter >= 'a' && letter <= 'z') || letter == '_' || (letter >= '0' && letter <= '9'); });
    return plain && text.find('_') != std::string_view::npos && text.front() != '_' && text.back() != '_';
}

bool is_code(std::string_view before, std::string_view text) {
    if (text.empty() || !is_snake_case(text)) return false;
    while (!before.empty() && (before.back() == '\n' || (before.back() == ' ' && !before.ends_with("code = ")))) before.remove_suffix(1);
    bool is_opened = std::any_of(openings.begin(), openings.end(), [&](std::string_view opening) { return before.ends_with(opening); });
    return is_opened || std::any_of(verbs.begin(), verbs.end(), [&](std::string_view verb) { return text.find(verb) != std::string_view::npos; });
}

/// Every text within quotation marks that is a code, on lines that are no comment.
void find_codes(const std::string& text, const std::string& path, std::map<std::string, std::vector<std::string>>& codes) {
    for (std::size_t open = text.find('"'); open != std::string::npos; open = text.find('"', open + 1)) {
        std::size_t close = text.find_first_of("\"\n", open + 1);
        if (close == std::string::npos) return;
        std::string literal = text.substr(open + 1, close - open - 1);
        if (!is_code(std::string_view(text).substr(0, open), literal)) continue;
        std::vector<std::string>& files = codes[literal];
        if (files.empty() || files.back() != path) files.push_back(path);
    }
}

}  // namespace

std::map<std::string, std::vector<std::string>> find_raised_codes(const std::string& project_folder) {
    std::vector<std::string> paths;
    for (const char* folder : {"src", "synth"}) {
        for (const auto& entry : fs::recursive_directory_iterator(fs::path(project_folder) / folder)) {
            if (entry.path().extension() == ".cpp" || entry.path().extension() == ".hpp")
                paths.push_back(entry.path().lexically_relative(project_folder).generic_string());
        }
    }
    std::sort(paths.begin(), paths.end());
    std::map<std::string, std::vector<std::string>> codes;
    for (const std::string& path : paths) find_codes(read_text(project_folder + "/" + path), path, codes);
    return codes;
}

std::vector<WithoutSample> read_without_sample(const std::string& path) {
    std::vector<WithoutSample> list;
    for (const std::string& line : base::split(read_text(path), '\n')) {
        if (line.empty() || line.starts_with("#")) continue;
        std::vector<std::string> parts = base::split(line, '|');
        parts.resize(3);
        std::string file(base::trimmed(parts[2]));
        list.push_back({std::string(base::trimmed(parts[0])), std::string(base::trimmed(parts[1])), file == "-" ? "" : file});
    }
    return list;
}

}  // namespace tertial::errors
