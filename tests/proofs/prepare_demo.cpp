// Makes the demo that all proofs start from, anew: its source files and the workspace that they are delivered into.
#include <cstdio>

#include "base/files.hpp"
#include "proofs/demo_workspace.hpp"

int main(int count, char** arguments) {
    if (count != 2) {
        std::fprintf(stderr, "usage: %s FOLDER\n", arguments[0]);
        return 2;
    }
    tertial::proofs::require(tertial::base::remove_all(arguments[1]));
    tertial::proofs::require(tertial::base::make_folders(arguments[1]));
    tertial::proofs::make_demo(arguments[1]);
    return 0;
}
