// The real world of the documents: programs from the build's lists, commands and options from the code that adds them.
#include <regex>

#include "ground/documents.hpp"
#include "ground/markdown.hpp"

namespace tertial::ground {
namespace {

std::set<std::string> all_matches(const std::string& text, const char* pattern) {
    std::set<std::string> found;
    std::regex expression(pattern);
    for (std::sregex_iterator match(text.begin(), text.end(), expression), end; match != end; ++match) found.insert((*match)[1].str());
    return found;
}

void add_commands(const ProjectFile& file, World& world) {
    std::set<std::string> options = all_matches(file.text, R"re(add_(?:option|flag)\("(--[a-z-]+)")re");
    if (file.text.find("add_figure_arguments(") != std::string::npos) {
        options.merge(all_matches(project_text("src/app/command.cpp"), R"re(add_(?:option|flag)\("(--[a-z-]+)")re"));
    }
    for (const std::string& command : all_matches(file.text, R"re(add_subcommand\("([a-z-]+)")re")) world.options_of_command[command] = options;
}

}  // namespace

World project_world() {
    World world;
    world.has = project_has;
    world.top_folders = {"build", "var"};
    for (const ProjectFile& file : project_files()) {
        if (file.path.find('/') != std::string::npos) world.top_folders.insert(file.path.substr(0, file.path.find('/')));
        if (file.path.ends_with("CMakeLists.txt")) world.programs.merge(all_matches(file.text, R"re(add_executable\(([a-z_-]+))re"));
        if (file.path.starts_with("src/app/commands/")) add_commands(file, world);
        if (file.path.ends_with(".md")) {
            for (std::string& anchor : read_markdown(file.text).anchors) world.anchors_of_document[file.path].insert(std::move(anchor));
        }
    }
    for (const char* script : {"run", "test"}) world.options_of_script["./" + std::string(script)] = all_matches(project_text(script), R"re((--[a-z-]+))re");
    return world;
}

}  // namespace tertial::ground
