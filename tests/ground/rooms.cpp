#include "ground/rooms.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace tertial::ground {
namespace {

using Names = std::set<std::string, std::less<>>;

/// Room → the rooms that it may include besides itself.
const std::map<std::string, Names, std::less<>>& allowed_rooms() {
    static const std::map<std::string, Names, std::less<>> rooms = {
        {"base", {}},
        {"domain", {"base"}},
        {"model", {"base", "domain"}},
        {"intake", {"base", "domain", "model"}},
        {"access", {"base", "domain", "model"}},
        {"facts", {"base", "domain"}},
        {"logbook", {"base", "domain"}},
        {"figures", {"base", "domain", "model"}},
        {"report", {"base", "domain", "model", "figures"}},
        {"render", {"base", "domain"}},  // and report/document.hpp, see below
        {"engine", {"base", "domain", "model", "intake", "access", "facts", "logbook", "figures", "report", "render"}},
        {"serve", {"base", "domain", "engine"}},
        {"app", {"base", "domain", "engine", "serve"}},
        {"synth", {"base"}},
    };
    return rooms;
}

/// Single headers that a room may see of another.
struct OpenHeader {
    std::string_view room;
    std::string_view header;
};
constexpr OpenHeader open_headers[] = {
    {"render", "report/document.hpp"},  // the document is where report and render meet
};

/// Parts of a room that only the room's own files and one place of wiring may see.
struct ClosedFolder {
    std::string_view folder;
    std::string_view wired_in;
};
constexpr ClosedFolder closed_folders[] = {
    {"facts/duckdb/", "src/engine/workspace.cpp"},
    {"logbook/sqlite/", "src/engine/workspace.cpp"},
    {"render/pdf/", "src/engine/make_report.cpp"},
};

/// The beginning of a third-party header → the folder where it enters.
struct ThirdParty {
    std::string_view header;
    std::string_view folder;
};
constexpr ThirdParty third_party[] = {
    {"nlohmann/", "src/base/"},   {"sodium", "src/base/"},      {"minizip/", "src/base/"},         {"zlib.h", "src/base/"},
    {"expat.h", "src/base/"},     {"yaml-cpp/", "src/model/"},  {"duckdb.h", "src/facts/duckdb/"}, {"sqlite3.h", "src/logbook/sqlite/"},
    {"cmark-gfm", "src/report/"}, {"duktape.h", "src/render/"}, {"qpdf/", "src/render/pdf/"},      {"boost/", "src/serve/"},
    {"CLI/", "src/app/"},         {"xlsxwriter.h", "synth/"},
};

/// Headers of the system itself; the rooms that meet the outside world use them.
constexpr std::string_view system_headers[] = {"unistd.h", "fcntl.h", "signal.h", "spawn.h", "poll.h", "emmintrin.h", "arpa/", "netinet/", "sys/"};
const Names& rooms_with_system_headers() {
    static const Names rooms = {"base", "intake", "render", "serve", "app", "synth"};
    return rooms;
}

std::string first_part(std::string_view path) { return std::string(path.substr(0, path.find('/'))); }

std::string check_angled(const std::string& path, const std::string& room, std::string_view header) {
    for (const ThirdParty& library : third_party) {
        if (!header.starts_with(library.header)) continue;
        return path.starts_with(library.folder) ? "" : std::string(header) + " enters in " + std::string(library.folder) + " only";
    }
    bool is_system = std::any_of(std::begin(system_headers), std::end(system_headers), [&](std::string_view known) { return header.starts_with(known); });
    if (is_system) return rooms_with_system_headers().contains(room) ? "" : std::string(header) + " is a system header, which " + room + " does not use";
    bool is_standard = header.find('/') == std::string_view::npos && header.find('.') == std::string_view::npos;
    return is_standard ? "" : std::string(header) + " is not in the table of third-party headers";
}

std::string check_quoted(const std::string& path, const std::string& room, std::string_view header) {
    // Made by cmake/embed.cmake from the files that a page or an answer carries.
    if ((room == "render" || room == "serve") && header.starts_with("embedded/")) return "";
    std::string target = first_part(header);
    for (const ClosedFolder& closed : closed_folders) {
        if (!header.starts_with(closed.folder) || room == target || path == closed.wired_in) continue;
        return std::string(header) + " is wired in " + std::string(closed.wired_in) + " only";
    }
    if (target == room) return "";
    auto rooms = allowed_rooms().find(room);
    if (rooms == allowed_rooms().end()) return room + " is not in the table of rooms";
    if (rooms->second.contains(target)) return "";
    bool is_open =
        std::any_of(std::begin(open_headers), std::end(open_headers), [&](const OpenHeader& open) { return open.room == room && open.header == header; });
    return is_open ? "" : room + " may not include " + std::string(header);
}

}  // namespace

std::vector<Include> read_includes(std::string_view text) {
    std::vector<Include> includes;
    std::size_t number = 0;
    for (std::string_view line : lines_of(text)) {
        ++number;
        line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
        if (!line.starts_with("#include")) continue;
        std::size_t open = line.find_first_of("\"<");
        std::size_t close = open == std::string_view::npos ? open : line.find_first_of("\">", open + 1);
        if (close == std::string_view::npos) continue;
        includes.push_back({std::string(line.substr(open + 1, close - open - 1)), line[open] == '<', number});
    }
    return includes;
}

std::string room_of(std::string_view path) {
    if (path.starts_with("synth/")) return "synth";
    return path.starts_with("src/") ? first_part(path.substr(4)) : "";
}

std::vector<std::string> room_names() {
    std::vector<std::string> names;
    for (const auto& [room, others] : allowed_rooms()) names.push_back(room);
    return names;
}

Findings check_includes(const std::string& path, std::string_view text) {
    Findings findings;
    std::string room = room_of(path);
    for (const Include& include : read_includes(text)) {
        std::string fault = include.is_angled ? check_angled(path, room, include.header) : check_quoted(path, room, include.header);
        if (!fault.empty()) findings.push_back({path, include.line, fault});
    }
    return findings;
}

}  // namespace tertial::ground
