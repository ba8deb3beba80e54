// What a person wrote, whose numbers may be figures: bound to a small region, and made into a document whatever the figures' values.
#include "fuzz/expect.hpp"
#include "report/small_region.hpp"

using namespace tertial;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const report::SaidThings said{{{"a", "HSN", "2026-T1", std::string(fuzz::text_of(bytes, size)), "chef", 9}}, {}};
    base::Issues issues = report::check_person_text(report_test::small_model(), said.texts[0], 7);
    auto bound = report_test::bind_text(report_test::front_matter + "{{comment a}}\n", said);
    fuzz::expect(bound.ok() == issues.empty(), "a text that may be entered can be bound, and no other");
    if (!bound.ok()) {
        fuzz::expect_words(issues);
        return 0;
    }
    for (const char* value : {"12345678/7", "?missing"}) {
        auto made = report::make_document(report_test::small_model(), bound.value(), report_test::contents_for(bound.value(), {{"*", value}}));
        fuzz::expect(made.ok(), "a person's text never keeps a report from being made");
    }
    return 0;
}
