// Any file as one that names persons: what is kept of it gives the rows once more, without the key and in parts as in one. And any bytes as
// such a kept file, which may have been damaged.
#include "fuzz/memory_file.hpp"
#include "intake/keyed_hash.hpp"
#include "intake/kept_table.hpp"
#include "intake/small_region.hpp"

using namespace tertial;
using fuzz::expect;

namespace {

const model::Mapping& keyed_mapping() {
    static const model::Mapping mapping = [] {
        model::Mapping keyed = tests::small_region().mappings[0];
        keyed.keyed_hash = {"voucher", "text"};
        keyed.leaves_out = {{"account", {"1*"}}};
        return keyed;
    }();
    return mapping;
}

intake::ReadPlan plan_with(const intake::PersonKey* key) {
    intake::ReadPlan plan = tests::plan_of("ledger");
    plan.mapping = &keyed_mapping();
    plan.person_key = key;
    plan.is_kept = key == nullptr;
    return plan;
}

std::vector<std::string> rows_of_kept(const std::string& path, std::size_t part_bytes_min) {
    intake::TableOptions options;
    options.part_bytes_min = part_bytes_min;
    auto table = intake::open_kept_table(path, intake::ValueForm::as_written, options);
    if (!table.ok()) return {"no table"};
    auto source = intake::open_source(std::move(table).value(), tests::small_region(), plan_with(nullptr));
    if (!source.ok()) return {"no source"};
    std::vector<std::string> rows = tests::read_rows(*source.value());
    if (base::Issues issues = source.value()->issues(); !issues.empty()) fuzz::expect_words(issues);
    if (!rows.empty()) (void)source.value()->record_text(std::stoll(rows.back().substr(rows.back().rfind('|') + 1)));
    return rows;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const intake::PersonKey key("a key of thirty-two bytes or more");
    fuzz::MemoryFile file(fuzz::text_of(bytes, size)), kept_file("");
    (void)rows_of_kept(file.path(), 1);
    auto source = intake::open_file(file.path(), tests::small_region(), plan_with(&key));
    if (!source.ok()) return 0;
    std::vector<std::string> rows = tests::read_rows(*source.value());
    if (base::has_errors(source.value()->issues())) return 0;
    auto writer = base::DurableWriter::create(kept_file.path());
    expect(writer.ok(), "the kept file is opened");
    intake::KeptRecords kept(writer.value(), source.value()->column_names());
    source.value()->read_kept(kept);
    expect(kept.written().ok() && writer.value().finish().ok(), "the kept file is written");
    expect(rows_of_kept(kept_file.path(), std::size_t{1} << 20) == rows, "what is kept gives the same rows", base::joined(rows, "\n"));
    return 0;
}
