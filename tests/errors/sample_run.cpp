#include "errors/sample_run.hpp"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>

#include "base/files.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "errors/program_run.hpp"

namespace tertial::errors {
namespace {

namespace fs = std::filesystem;

void write_text(const fs::path& path, const std::string& text) {
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary).write(text.data(), static_cast<std::streamsize>(text.size()));
}

/// A folder below the system's temporary one, removed with the object.
class OwnFolder {
public:
    OwnFolder() {
        std::string name = (fs::temp_directory_path() / "tertial-errors-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }
    ~OwnFolder() { fs::remove_all(path_); }
    OwnFolder(const OwnFolder&) = delete;
    OwnFolder& operator=(const OwnFolder&) = delete;
    [[nodiscard]] const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

/// Words between blanks; what stands within " " or ' ' is one word.
std::vector<std::string> split_words(const std::string& line) {
    std::vector<std::string> words;
    char quote = 0;
    bool begins = true;
    for (char letter : line) {
        bool is_blank = letter == ' ' && quote == 0;
        if (begins && !is_blank) words.emplace_back();
        begins = is_blank;
        if (is_blank) continue;
        bool opens = quote == 0 && (letter == '"' || letter == '\'');
        if (!opens && letter != quote) words.back() += letter;
        if (opens || letter == quote) quote = opens ? letter : 0;
    }
    return words;
}

/// The path with its one * replaced by the first name that fits.
fs::path found_path(const std::string& pattern) {
    auto star = pattern.find('*');
    if (star == std::string::npos) return pattern;
    auto slash = pattern.rfind('/', star), end = std::min(pattern.find('/', star), pattern.size());
    std::string start = pattern.substr(slash + 1, star - slash - 1);
    std::vector<fs::path> fitting;
    for (const auto& entry : fs::directory_iterator(pattern.substr(0, slash))) {
        if (entry.path().filename().string().starts_with(start)) fitting.push_back(entry.path());
    }
    std::sort(fitting.begin(), fitting.end());
    return fitting.at(0).string() + pattern.substr(end);
}

std::string last_lines(const std::string& text, int count) {
    std::size_t start = text.size();
    while (start > 0 && (text[start - 1] != '\n' || start == text.size() || --count > 0)) --start;
    return text.substr(start);
}

/// "\n", "\\" and "\xHH" as in C++.
std::string unescaped(const std::string& text) {
    std::string plain;
    for (std::size_t index = 0; index < text.size(); ++index) {
        if (text[index] != '\\' || index + 1 == text.size()) {
            plain += text[index];
        } else if (char next = text[++index]; next == 'x') {
            plain += static_cast<char>(std::stoi(text.substr(index + 1, 2), nullptr, 16));
            index += 2;
        } else {
            plain += next == 'n' ? '\n' : next;
        }
    }
    return plain;
}

/// A port that another program listens on, as far as the program under test can tell.
class OpenPort {
public:
    OpenPort() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address);
        ::listen(socket_, 1);
        socklen_t size = sizeof address;
        ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
        number_ = std::to_string(ntohs(address.sin_port));
    }
    ~OpenPort() { ::close(socket_); }
    OpenPort(const OpenPort&) = delete;
    OpenPort& operator=(const OpenPort&) = delete;
    [[nodiscard]] const std::string& number() const { return number_; }

private:
    int socket_;
    std::string number_;
};

/// Content of every file that holds stored state, by path.
std::map<std::string, std::string> state_of(const fs::path& workspace) {
    std::map<std::string, std::string> hashes;
    if (!fs::exists(workspace)) return hashes;
    for (const auto& entry : fs::recursive_directory_iterator(workspace)) {
        std::string path = entry.path().lexically_relative(workspace).generic_string();
        bool passes_by = path == "lock" || path.starts_with("scratch/") || path.ends_with("-wal") || path.ends_with("-shm");
        if (entry.is_regular_file() && !passes_by) hashes[path] = base::content_hash(read_text(entry.path()));
    }
    return hashes;
}

/// One sample on its way through its directives.
class Running {
public:
    explicit Running(fs::path folder) : folder_(std::move(folder)) {}

    Ran run(const Sample& sample) {
        for (std::size_t index = 0; index < sample.directives.size() && ran_.trouble.empty(); ++index) {
            const Directive& directive = sample.directives[index];
            bool is_run = directive.name == "run" || directive.name == "synth";
            if (is_run) {
                start(directive);
            } else if (directive.name == "status") {
                wanted_status_ = std::stoi(directive.argument);
            } else {
                finish_earlier();
                prepare(directive);
            }
        }
        if (!last_) ran_.trouble += "the sample runs nothing";
        if (!ran_.trouble.empty()) return ran_;
        std::string text = masked(sample.expected.stream == "stdout" ? last_->out : last_->err);
        ran_.got = {last_->status, sample.expected.stream, last_lines_ > 0 ? last_lines(text, last_lines_) : text};
        return ran_;
    }

private:
    void start(const Directive& directive) {
        finish_earlier();
        std::vector<std::string> words = split_words(placed(directive.argument));
        words.insert(words.begin(), directive.name == "run" ? TERTIAL_PROGRAM : TERTIAL_SYNTH_PROGRAM);
        auto before = state_of(folder_ / "workspace");
        last_ = run_program(std::move(words), folder_, environment_);
        ran_.state_is_untouched = state_of(folder_ / "workspace") == before;
        wanted_status_.reset();
    }

    /// What is not the last run must have gone as the sample says.
    void finish_earlier() {
        if (!last_) return;
        bool as_said = wanted_status_ ? last_->status == *wanted_status_ : last_->status <= 1;
        if (!as_said) ran_.trouble = "an earlier run ended with " + std::to_string(last_->status) + ": " + masked(last_->err);
        last_.reset();
    }

    void prepare(const Directive& directive) {
        std::vector<std::string> words = base::split(placed(directive.argument), ' ');
        fs::path path = found_path((folder_ / words[0]).string());
        const std::string& name = directive.name;
        if (name == "file") return write_text(path, placed(directive.text));
        if (name == "append") return write_text(path, read_text(path) + placed(directive.text));
        if (name == "replace") return replace(directive.argument);
        if (name == "bytes") return overwrite(path, std::stoull(words.at(1)), words.at(2));
        if (name == "remove") return static_cast<void>(fs::remove_all(path));
        if (name == "private") return fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
        if (name == "folder") return static_cast<void>(fs::create_directories(path));
        if (name == "copy") return fs::copy(fs::path(TERTIAL_SOURCE_DIR) / words[0], folder_ / words.at(1), fs::copy_options::recursive);
        if (name == "environment") return environment_.push_back(placed(directive.argument));
        if (name == "listen") return static_cast<void>(port_.emplace());
        if (name == "last") return static_cast<void>(last_lines_ = std::stoi(directive.argument));
        ran_.trouble = "there is no directive " + name;
    }

    void replace(const std::string& argument) {
        std::vector<std::string> parts = base::split(argument, '|');
        if (parts.size() != 3) {
            ran_.trouble = "replace wants PATH | A | B";
            return;
        }
        fs::path path = found_path((folder_ / std::string(base::trimmed(parts[0]))).string());
        std::string from = unescaped(std::string(base::trimmed(parts[1]))), to = unescaped(std::string(base::trimmed(parts[2])));
        std::string text = read_text(path);
        if (text.find(from) == std::string::npos) ran_.trouble = path.filename().string() + " does not hold " + from;
        write_text(path, base::replaced(text, from, to));
    }

    static void overwrite(const fs::path& path, std::size_t offset, const std::string& hex) {
        std::string text = read_text(path);
        for (std::size_t index = 0; index + 1 < hex.size(); index += 2) {
            text.at(offset + index / 2) = static_cast<char>(std::stoi(hex.substr(index, 2), nullptr, 16));
        }
        write_text(path, text);
    }

    /// The text with its places filled in.
    [[nodiscard]] std::string placed(std::string text) const {
        text = base::replaced(text, "{line}", "\n");
        for (auto start = text.find("{repeat "); start != std::string::npos; start = text.find("{repeat ")) {
            auto blank = text.find(' ', start + 8), end = text.find('}', start);
            std::string repeated;
            for (int count = std::stoi(text.substr(start + 8, blank - start - 8)); count > 0; --count) repeated += text.substr(blank + 1, end - blank - 1);
            text.replace(start, end + 1 - start, repeated);
        }
        for (auto start = text.find("{byte "); start != std::string::npos; start = text.find("{byte ")) {
            text.replace(start, 9, 1, static_cast<char>(std::stoi(text.substr(start + 6, 2), nullptr, 16)));
        }
        text = base::replaced(text, "{workspace}", (folder_ / "workspace").string());
        text = base::replaced(text, "{folder}", folder_.string());
        text = base::replaced(text, "{project}", TERTIAL_SOURCE_DIR);
        return port_ ? base::replaced(text, "{port}", port_->number()) : text;
    }

    [[nodiscard]] std::string masked(std::string text) const {
        text = base::replaced(text, (folder_ / "workspace").string(), "{workspace}");
        text = base::replaced(text, folder_.string(), "{folder}");
        text = base::replaced(text, TERTIAL_SOURCE_DIR, "{project}");
        return port_ ? base::replaced(text, port_->number(), "{port}") : text;
    }

    fs::path folder_;
    std::vector<std::string> environment_;
    std::optional<OpenPort> port_;
    std::optional<Ended> last_;
    std::optional<int> wanted_status_;
    int last_lines_ = 0;
    Ran ran_;
};

void copy_folder(const fs::path& from, const fs::path& to) { fs::copy(from, to, fs::copy_options::recursive); }

}  // namespace

Runner::Runner(std::string base_folder) : base_folder_(std::move(base_folder)) {
    std::string name = (fs::temp_directory_path() / "tertial-errors-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    Sample preparing;
    preparing.directives = {{"run", "new {workspace} --model " + base_folder_ + "/model", ""}};
    std::string files;
    for (const auto& entry : fs::directory_iterator(base_folder_ + "/sources")) files += " " + entry.path().string();
    preparing.directives.push_back({"run", "deliver {workspace}" + files, ""});
    Ran ran = Running(folder_).run(preparing);
    trouble_ = ran.trouble;
    if (trouble_.empty() && ran.got.status > 1) trouble_ = "the workspace is not prepared: " + ran.got.text;
}

Runner::~Runner() { fs::remove_all(folder_); }

Ran Runner::run(const Sample& sample) const {
    OwnFolder folder;
    copy_folder(folder_ + "/workspace", folder.path() / "workspace");
    copy_folder(base_folder_ + "/model", folder.path() / "model");
    copy_folder(base_folder_ + "/sources", folder.path() / "sources");
    try {
        return Running(folder.path()).run(sample);
    } catch (const std::exception& error) {
        // A slip in a sample (a number that is none, a path that is not there) is told as such.
        return {{}, true, error.what()};
    }
}

}  // namespace tertial::errors
