#include "ground/documents.hpp"

#include <algorithm>
#include <filesystem>

#include "base/text.hpp"
#include "ground/code_text.hpp"
#include "ground/markdown.hpp"

namespace tertial::ground {
namespace {

/// Commands of the system that a reader may be told to run.
const std::set<std::string> system_commands = {"cmake", "ctest",   "ninja", "git", "grep", "sed", "cp",     "cat",    "diff",         "ls",        "cd",
                                               "head",  "install", "mkdir", "rm",  "tail", "cut", "printf", "export", "clang-format", "clang-tidy"};

/// Folders that the build and the demo make; what stands in them is not in the repository.
const std::set<std::string> made_folders = {"build", "var", "build-asan", "build-debug", "build-tsan"};

std::string top_of(std::string_view path) { return std::string(path.substr(0, path.find('/'))); }

bool has_placeholder(std::string_view text) { return text.find_first_of("<>*{}()| ") != std::string_view::npos || text.find("…") != std::string_view::npos; }

std::vector<std::string> words_of_line(std::string_view line) {
    std::vector<std::string> words;
    bool quoted = false, begins = true;
    for (char letter : line) {
        if (letter == '#' && begins && !quoted) break;
        if (letter == '\'' || letter == '"') quoted = !quoted;
        if (letter == ' ' && !quoted) {
            begins = true;
            continue;
        }
        if (begins) words.emplace_back();
        words.back() += letter;
        begins = false;
    }
    return words;
}

class DocumentCheck {
public:
    DocumentCheck(std::string path, const World& world) : path_(std::move(path)), world_(world) {}

    void link(const MarkdownLink& link) {
        if (link.target.starts_with("http://") || link.target.starts_with("https://") || link.target.starts_with("mailto:")) return;
        std::string target = link.target.substr(0, link.target.find('#'));
        std::string anchor = target.size() == link.target.size() ? "" : link.target.substr(target.size() + 1);
        auto folder = std::filesystem::path(path_).parent_path();
        std::string found = target.empty() ? path_ : (folder / target).lexically_normal().generic_string();
        if (!world_.has(found)) return report(link.line, "the link to " + link.target + " leads nowhere");
        if (anchor.empty()) return;
        auto anchors = world_.anchors_of_document.find(found);
        if (anchors == world_.anchors_of_document.end() || !anchors->second.contains(anchor)) report(link.line, found + " has no heading #" + anchor);
    }

    void span(const CodeSpan& span) {
        if (span.text.starts_with("tertial ") || span.text.starts_with("build/bin/") || span.text.starts_with("./")) return command(span.text, span.line);
        bool is_path = span.text.find('/') != std::string::npos && !has_placeholder(span.text) && world_.top_folders.contains(top_of(span.text));
        if (is_path) require_path(span.text, span.line);
    }

    void block(const FencedBlock& block) {
        if (block.language != "sh" && block.language != "bash" && block.language != "console") return;
        std::string joined;
        std::size_t line = block.line;
        for (const std::string& text : block.lines) {
            joined += std::string(base::trimmed(text));
            if (!joined.empty() && joined.back() == '\\') {
                joined.back() = ' ';
            } else {
                command(joined, line);
                joined.clear();
            }
            ++line;
        }
    }

    Findings findings;

private:
    void report(std::size_t line, std::string what) { findings.push_back({path_, line, std::move(what)}); }

    void require_path(const std::string& text, std::size_t line) {
        if (made_folders.contains(top_of(text))) {
            bool is_program = text.starts_with("build/bin/");
            if (is_program && !world_.programs.contains(text.substr(10))) report(line, "the build makes no " + text);
            return;
        }
        std::string clean = text.starts_with("./") ? text.substr(2) : text;
        if (!world_.has(clean)) report(line, text + " does not exist");
    }

    void command(const std::string& text, std::size_t line) {
        for (const std::string& part : base::split(text, '|')) {
            std::vector<std::string> words = words_of_line(base::trimmed(part));
            while (!words.empty() && words[0].find('=') != std::string::npos) words.erase(words.begin());
            if (!words.empty()) simple_command(words, line);
        }
    }

    void simple_command(const std::vector<std::string>& words, std::size_t line) {
        const std::string& program = words[0];
        if (program == "tertial" || program == "build/bin/tertial") {
            tertial_command(words, line);
        } else if (program.starts_with("build/bin/") || program.starts_with("./") || program.starts_with("scripts/")) {
            require_path(program, line);
            auto script = world_.options_of_script.find(program);
            if (script != world_.options_of_script.end()) options(words, 1, script->second, program, line);
        } else if (!system_commands.contains(program)) {
            report(line, program + " is no command that a reader has");
        }
        for (std::size_t index = 1; index < words.size(); ++index) {
            bool is_path = words[index].find('/') != std::string::npos && world_.top_folders.contains(top_of(words[index])) && !has_placeholder(words[index]);
            if (is_path) require_path(words[index], line);
        }
    }

    void tertial_command(const std::vector<std::string>& words, std::size_t line) {
        if (words.size() < 2 || words[1].starts_with("--") || has_placeholder(words[1])) return;
        auto found = world_.options_of_command.find(words[1]);
        if (found == world_.options_of_command.end()) return report(line, "tertial has no command " + words[1]);
        options(words, 2, found->second, "tertial " + words[1], line);
    }

    void options(const std::vector<std::string>& words, std::size_t first, const std::set<std::string>& known, const std::string& name, std::size_t line) {
        for (std::size_t index = first; index < words.size(); ++index) {
            std::string option = words[index].substr(0, words[index].find('='));
            if (option.starts_with("--") && option != "--help" && !known.contains(option)) report(line, name + " has no option " + option);
        }
    }

    std::string path_;
    const World& world_;
};

}  // namespace

Findings check_document(const std::string& path, std::string_view text, const World& world) {
    DocumentCheck check(path, world);
    Markdown markdown = read_markdown(text);
    for (const MarkdownLink& link : markdown.links) check.link(link);
    for (const CodeSpan& span : markdown.code_spans) check.span(span);
    for (const FencedBlock& block : markdown.blocks) check.block(block);
    return check.findings;
}

Findings check_named_tests(const std::string& path, std::string_view text, const std::function<std::string(const std::string&)>& text_of) {
    Findings findings;
    for (const TableLine& line : read_markdown(text).table_lines) {
        for (const std::string& cell : line.cells) {
            std::string file;
            for (const std::string& span : spans_of(cell)) {
                if (span.starts_with("tests/")) {
                    file = span;
                    if (text_of(file).empty()) findings.push_back({path, line.line, file + " does not exist"});
                } else if (auto dot = span.find('.'); !file.empty() && dot != std::string::npos) {
                    std::string name = "(" + span.substr(0, dot) + ", " + span.substr(dot + 1) + ")";
                    if (text_of(file).find(name) == std::string::npos) findings.push_back({path, line.line, file + " has no test " + span});
                }
            }
        }
    }
    return findings;
}

std::set<std::string> refused_words(std::string_view glossary) {
    std::set<std::string> refused;
    std::size_t column = 0;
    for (const TableLine& line : read_markdown(glossary).table_lines) {
        auto head = std::find(line.cells.begin(), line.cells.end(), "Refused");
        if (head != line.cells.end()) column = static_cast<std::size_t>(head - line.cells.begin());
        if (column == 0 || column >= line.cells.size()) continue;
        for (const std::string& word : spans_of(line.cells[column])) refused.insert(word);
    }
    return refused;
}

Findings check_words(const std::string& path, std::string_view code, const std::set<std::string>& refused) {
    Findings findings;
    for (const Identifier& identifier : identifiers_of(code)) {
        std::string spaced = "_" + base::joined(words_of(identifier.text), "_") + "_";
        for (const std::string& word : refused) {
            if (spaced.find("_" + word + "_") != std::string::npos) {
                findings.push_back({path, identifier.line, identifier.text + " is made with the refused word " + word + "; GLOSSARY.md has the right one"});
            }
        }
    }
    return findings;
}

}  // namespace tertial::ground
