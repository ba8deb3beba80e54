// A report template, as far as it goes: parsed, bound to a small region, and made into a document where every figure has a value.
#include "fuzz/expect.hpp"
#include "report/small_region.hpp"

using namespace tertial;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    std::string text(fuzz::text_of(bytes, size));
    auto parsed = report_test::parse_text(text);
    if (!parsed.ok()) {
        fuzz::expect_words(parsed.issues());
        return 0;
    }
    auto bound = report::bind_report(report_test::small_model(), parsed.value(), report_test::april_2026());
    if (!bound.ok()) {
        fuzz::expect_words(bound.issues());
        return 0;
    }
    fuzz::expect(bound.value().addresses.size() == bound.value().figures.size(), "each figure has an address");
    for (const char* value : {"12345678/7", "?missing"}) {
        auto made = report::make_document(report_test::small_model(), bound.value(), report_test::contents_for(bound.value(), {{"*", value}}));
        if (!made.ok()) fuzz::expect_words(made.issues());
    }
    return 0;
}
