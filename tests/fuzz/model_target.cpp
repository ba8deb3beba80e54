// A whole model from one input: lines "### path" begin a file, and files that the input lacks are those of a small region. What is
// read is checked like a model that is to be used.
#include "figures/bound.hpp"
#include "fuzz/expect.hpp"
#include "model/read.hpp"

using namespace tertial;

namespace {

const model::ModelFiles& small_files() {
    static const model::ModelFiles files = {
        {"region.yaml",
         "model: small\nregion: Region Prov\ncode_lists:\n  - {id: unit, label: Enhet, file: organisation.csv}\n"
         "  - {id: account, label: Konto, file: accounts.csv}\n"},
        {"organisation.csv", "unit,name,kind,parent,valid_from,valid_to\nREGION,Prov,region,,2015-01-01,\nK1,Ledning,cost_centre,REGION,2015-01-01,\n"},
        {"accounts.csv", "account,name,line\n3011,Avgifter,fees\n4011,Löner,wages\n"},
        {"data_sets/ledger.yaml",
         "data_set: ledger\nlabel: Huvudbok\nfields:\n  - {name: period, label: Period, type: month, required: true}\n"
         "  - {name: account, label: Konto, type: code, list: account, required: true}\n  - {name: unit, label: Enhet, type: unit, required: true}\n"
         "  - {name: amount, label: Belopp, type: money, required: true}\nunit_field: unit\nperiod_field: period\ndimensions: [account]\n"
         "measures:\n  - {field: amount, kind: flow, dimension: money}\ncolumns: {budget: ledger}\n"}};
    return files;
}

model::ModelFiles files_of(std::string_view text) {
    model::ModelFiles files = small_files();
    std::string path;
    while (!text.empty()) {
        std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
        std::string_view line = text.substr(0, end);
        text.remove_prefix(end);
        if (line.starts_with("### ")) {
            path = line.substr(4, line.find_last_not_of("\r\n") - 3);
            files[path].clear();
        } else if (!path.empty()) {
            files[path] += line;
        }
    }
    return files;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    model::ModelFiles files = files_of(fuzz::text_of(bytes, size));
    fuzz::expect(model::model_hash(files).size() == 64, "a model has a hash");
    auto read = model::read_model(files, "");
    if (!read.ok()) {
        fuzz::expect_words(read.issues());
        return 0;
    }
    base::Issues issues = figures::check_definitions(read.value());
    if (!issues.empty()) fuzz::expect_words(issues);
    return 0;
}
