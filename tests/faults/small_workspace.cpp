#include "faults/small_workspace.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace tertial::faults {

pid_t start(const std::filesystem::path& folder, const Arguments& arguments, const Environment& environment) {
    std::filesystem::path output = folder / "output.txt", errors = folder / "errors.txt";
    std::fflush(nullptr);  // or the child would print what the test has not yet printed
    pid_t child = fork();
    if (child != 0) return child;
    for (const auto& [name, value] : environment) setenv(name.c_str(), value.c_str(), 1);
    (void)!freopen(output.c_str(), "w", stdout);
    (void)!freopen(errors.c_str(), "w", stderr);
    std::vector<char*> words = {const_cast<char*>(TERTIAL_PROGRAM)};
    for (const std::string& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
    words.push_back(nullptr);
    execv(TERTIAL_PROGRAM, words.data());
    _exit(127);
}

Ended wait_for(pid_t child, const std::filesystem::path& folder) {
    int status = 0;
    waitpid(child, &status, 0);
    std::ifstream file(folder / "output.txt");
    std::stringstream text;
    text << file.rdbuf();
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), text.str()};
}

Ended run(const std::filesystem::path& folder, const Arguments& arguments, const Environment& environment) {
    return wait_for(start(folder, arguments, environment), folder);
}

void write_text(const std::filesystem::path& path, const std::string& text) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path) << text;
}

void write_small_model(const std::filesystem::path& folder) {
    write_text(folder / "region.yaml", "model: small\nregion: Lillregionen\ncode_lists:\n  - {id: unit, label: Enhet, file: organisation.csv}\n");
    write_text(folder / "organisation.csv", "unit,name,kind,parent\nR,Regionen,region,\n");
    write_text(folder / "bases.yaml", "bases:\n  - {id: total, label: totalt}\n");
    write_text(folder / "data_sets/cost.yaml",
               "data_set: cost\nlabel: Kostnad\nfields:\n  - {name: period, type: month, required: true}\n  - {name: unit, type: unit, required: true}\n"
               "  - {name: amount, type: money, required: true}\nunit_field: unit\nperiod_field: period\nmeasures:\n  - {field: amount, kind: flow, dimension: "
               "money}\n");
    write_text(folder / "mappings/cost.yaml", "mapping: cost\ndata_set: cost\ncolumns: {Period: period, Enhet: unit, Belopp: amount}\n");
    write_text(folder / "indicators/cost.yaml", "indicators:\n  - {id: cost_total, label: Kostnad, kind: flow, unit: kr, expression: sum(cost.amount)}\n");
}

}  // namespace tertial::faults
