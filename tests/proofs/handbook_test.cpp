// The handbook's commands are run as they stand, chapter by chapter, on a demo that lies as ./run lays it, and what it says that they
// answer is what they answer. In an expected answer … stands for anything within a line, and alone on a line for any lines.
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <regex>

#include "base/text.hpp"
#include "proofs/demo_workspace.hpp"

namespace tertial::proofs {
namespace {

/// Commands of a chapter, and the answer that stands below them.
struct Example {
    std::int64_t line = 0;
    std::string commands;
    std::vector<std::string> answer;  ///< empty: the handbook shows none
};

/// Blocks of commands with the block of text that follows, and commands within a sentence: "`tertial …` svarar `…`".
std::vector<Example> examples_of(const std::string& path) {
    std::vector<Example> examples;
    std::string text = require(base::read_file(path)), fence, body, prose;
    std::int64_t number = 0, start = 0;
    static const std::regex told("`(build/bin/tertial [^`]*)`\\s+svarar\\s+`([^`]*)`");
    auto add_told = [&] {
        for (std::sregex_iterator found(prose.begin(), prose.end(), told), end; found != end; ++found) {
            examples.push_back({start, (*found)[1].str(), {base::replaced((*found)[2].str(), "\n", " ")}});
        }
        prose.clear();
    };
    for (const std::string& line : base::split(text, '\n')) {
        ++number;
        if (!line.starts_with("```")) {
            (fence.empty() ? prose : body) += line + "\n";
            continue;
        }
        if (fence.empty()) {
            add_told();
            fence = line.substr(3);
            start = number;
            body.clear();
            continue;
        }
        if (fence == "sh") examples.push_back({start, body, {}});
        if (fence == "text" && !examples.empty() && examples.back().answer.empty()) examples.back().answer = base::split(base::trimmed(body), '\n');
        fence.clear();
    }
    add_told();
    return examples;
}

bool answers(const std::string& shown, const std::string& expected) {
    std::vector<std::string> pieces;
    for (std::size_t start = 0; start <= expected.size();) {
        std::size_t end = std::min(expected.find("…", start), expected.size());
        pieces.push_back(expected.substr(start, end - start));
        start = end == expected.size() ? end + 1 : end + std::string("…").size();
    }
    if (!shown.starts_with(pieces.front())) return false;
    std::size_t place = pieces.front().size();
    for (std::size_t index = 1; index < pieces.size(); ++index) {
        bool is_last = index + 1 == pieces.size();
        if (is_last) return shown.size() >= place + pieces[index].size() && shown.ends_with(pieces[index]);
        std::size_t found = shown.find(pieces[index], place);
        if (found == std::string::npos) return false;
        place = found + pieces[index].size();
    }
    return shown == expected;
}

/// Runs of blanks and tabs as one blank: the handbook lines columns up.
std::string with_single_blanks(std::string_view line) {
    std::string plain;
    for (char letter : base::trimmed(line)) {
        bool is_blank = letter == ' ' || letter == '\t';
        if (!is_blank || !plain.ends_with(' ')) plain += is_blank ? ' ' : letter;
    }
    return plain;
}

/// The first expected line that the answer does not hold, in its order; empty if it holds them all.
std::string lacking_line(const std::string& answer, const std::vector<std::string>& expected) {
    std::vector<std::string> shown = base::split(answer, '\n');
    std::size_t next = 0;
    for (const std::string& line : expected) {
        std::string wanted = with_single_blanks(line);
        if (wanted == "…" || wanted.empty()) continue;
        while (next < shown.size() && !answers(with_single_blanks(shown[next]), wanted)) ++next;
        if (next++ == shown.size()) return wanted;
    }
    return "";
}

class Handbook : public ::testing::Test {
protected:
    Handbook() {
        namespace fs = std::filesystem;
        fs::create_directories(folder_.path() + "/build");
        fs::create_directories(folder_.path() + "/var/demo");
        fs::create_symlink(fs::path(TERTIAL_SYNTH).parent_path(), folder_.path() + "/build/bin");
        for (const char* name : {"models", "demo"}) fs::create_symlink(project_folder() + "/" + name, folder_.path() + "/" + name);
        fs::create_symlink(demo_sources(), folder_.path() + "/var/demo/source");
        make_workspace(folder_.path() + "/var/demo/workspace");
    }

    /// What the commands print, errors too; no-break spaces as blanks, as they are written in the handbook.
    std::string run(const std::string& commands) const {
        std::string script = folder_.path() + "/commands.sh";
        require(base::write_file(script, commands));
        std::string line = "cd '" + folder_.path() + "' && TERTIAL_ACTOR=controller-hsn bash commands.sh 2>&1 </dev/null", answer;
        FILE* pipe = popen(line.c_str(), "r");
        if (pipe == nullptr) return "";
        for (int letter = std::fgetc(pipe); letter != EOF; letter = std::fgetc(pipe)) answer += static_cast<char>(letter);
        pclose(pipe);
        return base::replaced(answer, "\u00A0", " ");
    }

    TemporaryFolder folder_;
};

TEST_F(Handbook, says_what_its_commands_answer) {
    std::size_t compared_count = 0;
    for (const char* chapter : {"vad-ar-tertial", "hur-ett-tal-blir-till", "controllerns-manad", "filer-i-andra-format", "leveranser", "personuppgifter",
                                "atgarder-och-jamforelser"}) {
        for (const Example& example : examples_of(project_folder() + "/docs/handbok/" + chapter + ".md")) {
            std::string answer = run(example.commands);
            if (example.answer.empty()) continue;
            ++compared_count;
            std::string lacking = lacking_line(answer, example.answer);
            EXPECT_EQ(lacking, "") << chapter << ".md:" << example.line << "\n" << example.commands << "answers:\n" << answer.substr(0, 3000);
        }
    }
    EXPECT_GT(compared_count, 12U);
}

TEST(HandbookAnswer, is_held_line_by_line) {
    EXPECT_EQ(lacking_line("a 1\nb 2 c\nd\n", {"a 1", "…", "b … c"}), "");
    EXPECT_EQ(lacking_line("a 1\nb 2 c\n", {"b … d"}), "b … d");
    EXPECT_EQ(lacking_line("b\na\n", {"a", "b"}), "b") << "in another order";
    EXPECT_EQ(lacking_line("−962 tkr\n", {"−96 tkr"}), "−96 tkr");
    EXPECT_EQ(lacking_line("net_cost är 5, och mer\n", {"net_cost är 5, …"}), "");
    EXPECT_EQ(lacking_line("2\tledger\t5\n", {"2   ledger 5"}), "");
    EXPECT_EQ(lacking_line("ab\n", {"ab … b"}), "ab … b");
}

}  // namespace
}  // namespace tertial::proofs
