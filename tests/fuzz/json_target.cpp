// JSON: what is read prints, and is read back as the same text.
#include "base/json.hpp"
#include "fuzz/expect.hpp"

using namespace tertial;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    auto parsed = base::parse_json(fuzz::text_of(bytes, size), "t.json");
    if (!parsed.ok()) {
        fuzz::expect_words(parsed.issues());
        return 0;
    }
    std::string printed = parsed.value().dump();
    auto again = base::parse_json(printed, "t.json");
    fuzz::expect(again.ok() && again.value().dump() == printed, "JSON is read back", printed);
    return 0;
}
