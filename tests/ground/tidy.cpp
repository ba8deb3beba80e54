#include "ground/tidy.hpp"

#include <algorithm>
#include <regex>
#include <set>

#include "base/text.hpp"
#include "ground/code_text.hpp"

namespace tertial::ground {
namespace {

constexpr std::size_t file_lines_max = 600;
constexpr std::size_t line_columns_max = 180;
constexpr std::size_t function_lines_max = 70;
constexpr std::size_t preface_lines_max = 14;

/// What stands on one machine or names a place to fetch from; a lock file or a document must hold for everyone.
/// Written in two pieces, so that this file is no finding itself.
constexpr std::string_view banned_texts[] = {
    "/wo"
    "rk/",
    "/ro"
    "ot/",
    "/ho"
    "me/",
    "/t"
    "mp/",
    "registry."
    "npmjs",
    "py"
    "pi.org",
    "files.python"
    "hosted",
    "deb."
    "debian.org",
    "repo1."
    "maven",
    "proxy."
    "golang",
    "<<<<"
    "<<<",
    ">>>>"
    ">>>",
};

struct Allowed {
    std::string_view path;
    std::string_view reason;
};
struct BannedCode {
    const char* pattern;  ///< over code without comments and texts
    const char* instead;
    std::string_view where;  ///< only below this folder
    std::vector<Allowed> allowed;
};

const std::vector<BannedCode>& banned_code() {
    static const std::vector<BannedCode> banned = {
        {R"(\b(double|float)\b)", "base::Rational: a figure is exact until it is shown", "", {}},
        {R"(\bstd::(stod|stof|strtod|strtof)\b)", "base::parse_rational", "", {}},
        {R"(\b(std::)?time\((nullptr|NULL|0)\))", "World::now, so that a use case never asks the clock itself", "", {}},
        {R"(\bsystem_clock::now\b)", "World::now, so that a use case never asks the clock itself", "src/", {{"src/app/main.cpp", "makes the World"}}},
        {R"(\b(localtime|localtime_r|mktime|ctime)\s*\()", "base::Instant, which carries its offset", "", {}},
        {R"(\b(std::)?(setlocale|strcoll)\s*\(|std::locale\b)", "base::swedish_less and domain::format_figure", "", {}},
        {R"((^|[^\w.>])(std::)?(system|popen)\s*\()", "render/pdf/node_process.hpp, which runs no shell", "src/", {}},
        {R"(\bstd::(cout|cerr|clog)\b)", "a Result, or app::print", "src/", {}},
        {R"((^|[^\w])(std::)?(printf|puts)\s*\()", "app::print", "src/", {}},
        {R"(\bfputs\s*\([^;]*\bstdout\b)", "app::print", "src/", {{"src/app/command.cpp", "holds app::print"}}},
        {R"(\b(std::)?(rand|srand)\s*\(|\bstd::(uniform_\w+_distribution|normal_distribution)\b)",
         "synth/random.hpp, which gives the same numbers everywhere",
         "synth/",
         {}},
        {R"(\busing namespace std\b)", "the name in full", "", {}},
        {R"(\bthrow\b)",
         "base::Result: errors are values",
         "src/",
         {{"src/base/json.cpp", "leaves the library's callback at the depth limit, and is caught in the same function"}}},
    };
    return banned;
}

bool is_allowed(const BannedCode& banned, const std::string& path) {
    return std::any_of(banned.allowed.begin(), banned.allowed.end(), [&](const Allowed& allowed) { return allowed.path == path; });
}

const std::set<std::string> empty_words = {"util", "utils", "helper", "helpers", "manager", "common", "misc", "data", "info"};

Finding at(const std::string& path, std::size_t line, std::string what) { return {path, line, std::move(what)}; }

/// Code points, so that å counts as one.
std::size_t column_count(std::string_view line) {
    return static_cast<std::size_t>(std::count_if(line.begin(), line.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }));
}

/// What may stand before a slash inside a longer path; a quotation mark may end a variable in a script ("$demo"/…).
bool is_path_sign(char sign) { return std::isalnum(static_cast<unsigned char>(sign)) != 0 || sign == '}' || sign == '.'; }

void check_banned_code(const std::string& path, const std::string& code, Findings& findings) {
    auto lines = lines_of(code);
    for (const BannedCode& banned : banned_code()) {
        if (!path.starts_with(banned.where) || is_allowed(banned, path)) continue;
        std::regex pattern(banned.pattern);
        for (std::size_t index = 0; index < lines.size(); ++index) {
            std::match_results<std::string_view::const_iterator> match;
            if (!std::regex_search(lines[index].begin(), lines[index].end(), match, pattern)) continue;
            findings.push_back(at(path, index + 1, std::string(base::trimmed(match.str())) + " is banned; use " + banned.instead));
        }
    }
}

/// A function begins on a line that opens a brace after a parenthesis, and ends at the brace with the same indent.
bool opens_function(std::string_view line) {
    std::string_view trimmed = base::trimmed(line);
    if (!trimmed.ends_with("{") || trimmed.find('(') == std::string_view::npos) return false;
    for (std::string_view word : {"if ", "for ", "while ", "switch ", "do ", "}", "else", "struct ", "class ", "namespace ", "enum "}) {
        if (trimmed.starts_with(word)) return false;
    }
    return trimmed.find(" = {") == std::string_view::npos;
}

void check_functions(const std::string& path, const std::string& code, Findings& findings) {
    auto lines = lines_of(code);
    for (std::size_t first = 0; first < lines.size(); ++first) {
        if (!opens_function(lines[first])) continue;
        std::size_t indent = lines[first].find_first_not_of(' ');
        for (std::size_t last = first + 1; last < lines.size(); ++last) {
            if (lines[last].find_first_not_of(' ') != indent || lines[last][indent] != '}') continue;
            if (last - first + 1 > function_lines_max)
                findings.push_back(at(path, first + 1, "the function has " + std::to_string(last - first + 1) + " lines; divide it"));
            break;
        }
    }
}

void check_preface(const std::string& path, std::string_view text, Findings& findings) {
    auto lines = lines_of(text);
    std::size_t preface = 0;
    while (preface < lines.size() && lines[preface].starts_with("//")) ++preface;
    if (preface == 0) findings.push_back(at(path, 1, "the header has no preface; say what it is, what it never does, where it stands"));
    bool owns_a_format = preface > preface_lines_max;
    if (owns_a_format && text.find("format") == std::string_view::npos && text.find(":=") == std::string_view::npos) {
        findings.push_back(at(path, 1, "the preface is long for a header that owns no format"));
    }
    if (text.find("#pragma once") == std::string_view::npos) findings.push_back(at(path, 1, "the header has no #pragma once"));
}

}  // namespace

Findings check_any_file(const std::string& path, std::string_view text) {
    Findings findings;
    std::size_t number = 0;
    for (std::string_view line : lines_of(text)) {
        ++number;
        for (std::string_view banned : banned_texts) {
            // "src/tmp/x" would be a folder of the project; only what begins a path is a machine's.
            std::size_t found = line.find(banned);
            if (found == std::string_view::npos || (banned.front() == '/' && found > 0 && is_path_sign(line[found - 1]))) continue;
            findings.push_back(at(path, number, std::string(banned) + " belongs to one machine or one registry"));
        }
    }
    return findings;
}

Findings check_code_file(const std::string& path, std::string_view text) {
    Findings findings;
    auto lines = lines_of(text);
    if (lines.size() > file_lines_max) findings.push_back(at(path, lines.size(), "the file has over " + std::to_string(file_lines_max) + " lines"));
    static const std::regex later(R"(\b(TO)"
                                  R"(DO|FIX)"
                                  R"(ME|XX)"
                                  R"(X)\b)");
    for (std::size_t index = 0; index < lines.size(); ++index) {
        std::string_view line = lines[index];
        if (column_count(line) > line_columns_max)
            findings.push_back(at(path, index + 1, "the line has over " + std::to_string(line_columns_max) + " columns"));
        if (line.find('\t') != std::string_view::npos) findings.push_back(at(path, index + 1, "a tab"));
        if (line.ends_with(" ") || line.ends_with("\r")) findings.push_back(at(path, index + 1, "a blank at the end of the line"));
        if (std::regex_search(line.begin(), line.end(), later)) findings.push_back(at(path, index + 1, "a note to be done later; do it now or leave it out"));
    }
    if (!text.empty() && text.back() != '\n') findings.push_back(at(path, lines.size(), "no line break at the end"));
    return findings;
}

Findings check_cpp_file(const std::string& path, std::string_view text) {
    Findings findings;
    std::string code = code_only(text);
    check_banned_code(path, code, findings);
    check_functions(path, code, findings);
    if (path.ends_with(".hpp")) check_preface(path, text, findings);
    return findings;
}

Findings check_file_name(const std::string& path) {
    std::string plain = path;
    for (char& letter : plain) {
        if (letter == '/' || letter == '.' || letter == '-') letter = '_';
    }
    // "data set" is a word of the glossary.
    plain = base::replaced(plain, "data_set", "dataset");
    for (const std::string& word : base::split(plain, '_')) {
        if (empty_words.contains(word)) return {at(path, 0, "\"" + word + "\" in a name says nothing")};
    }
    return {};
}

}  // namespace tertial::ground
