// A file of entries: what is read can be written as lines again, and is read back as the same entries.
#include "fuzz/expect.hpp"
#include "logbook/entry_file.hpp"

using namespace tertial;

namespace {

constexpr std::string_view now = "2026-05-05T06:00:00Z";

std::string written(const std::vector<logbook::NewEntry>& entries) {
    std::string text;
    for (const logbook::NewEntry& entry : entries) {
        text += base::Json({{"kind", entry.kind}, {"actor", entry.actor}, {"at", entry.at}, {"body", entry.body}}).dump() + "\n";
    }
    return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    auto entries = logbook::read_entries(fuzz::text_of(bytes, size), "t.jsonl", now);
    if (!entries.ok()) {
        fuzz::expect_words(entries.issues());
        return 0;
    }
    std::string text = written(entries.value());
    auto again = logbook::read_entries(text, "t.jsonl", now);
    fuzz::expect(again.ok() && written(again.value()) == text, "entries are read back", text);
    return 0;
}
