#include "ground/project_tree.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace tertial::ground {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t text_bytes_max = 4u << 20;

bool is_left_out(const fs::path& path) {
    std::string name = path.filename().string();
    bool is_at_top = path.parent_path() == fs::path(TERTIAL_SOURCE_DIR);
    if (is_at_top && (name.starts_with("build") || name == "var")) return true;
    return name == ".git" || name == ".cache" || name == "node_modules" || name == "corpus";
}

bool is_text(const std::string& bytes) { return bytes.find('\0') == std::string::npos; }

std::vector<ProjectFile> read_files() {
    std::vector<ProjectFile> files;
    fs::path root(TERTIAL_SOURCE_DIR);
    for (auto entry = fs::recursive_directory_iterator(root); entry != fs::recursive_directory_iterator(); ++entry) {
        if (is_left_out(entry->path())) {
            entry.disable_recursion_pending();
            continue;
        }
        if (!entry->is_regular_file() || entry->file_size() > text_bytes_max) continue;
        std::ifstream stream(entry->path(), std::ios::binary);
        std::string bytes{std::istreambuf_iterator<char>(stream), {}};
        if (is_text(bytes)) files.push_back({entry->path().lexically_relative(root).generic_string(), std::move(bytes)});
    }
    std::sort(files.begin(), files.end(), [](const ProjectFile& a, const ProjectFile& b) { return a.path < b.path; });
    return files;
}

}  // namespace

const std::vector<ProjectFile>& project_files() {
    static const std::vector<ProjectFile> files = read_files();
    return files;
}

const std::string& project_text(const std::string& path) {
    static const std::string none;
    for (const ProjectFile& file : project_files()) {
        if (file.path == path) return file.text;
    }
    return none;
}

bool project_has(const std::string& path) {
    std::error_code error;
    return fs::exists(fs::path(TERTIAL_SOURCE_DIR) / path, error);
}

std::string format_findings(const Findings& findings) {
    std::string text;
    for (const Finding& finding : findings) text += finding.path + ":" + std::to_string(finding.line) + ": " + finding.what + "\n";
    return text;
}

void append(Findings& findings, Findings more) { findings.insert(findings.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end())); }

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        std::size_t end = text.find('\n');
        lines.push_back(text.substr(0, end));
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return lines;
}

bool has_ending(std::string_view path, std::initializer_list<std::string_view> endings) {
    return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) { return path.ends_with(ending); });
}

std::string_view file_name(std::string_view path) {
    std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

}  // namespace tertial::ground
