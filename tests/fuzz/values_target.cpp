// Dates, months, instants, periods and exact numbers: what is read prints and is read back as the same.
#include "base/date.hpp"
#include "base/period.hpp"
#include "base/rational.hpp"
#include "base/text.hpp"
#include "fuzz/expect.hpp"

using namespace tertial;
using fuzz::expect;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    std::string_view text = fuzz::text_of(bytes, size);
    if (auto date = base::parse_date(text)) expect(base::parse_date(base::format_date(*date)) == date, "a date is read back", base::format_date(*date));
    if (auto month = base::parse_month(text)) expect(base::parse_month(base::format_month(*month)) == month, "a month is read back");
    (void)base::parse_instant(text);
    auto period = base::parse_period(text);
    if (period.ok()) {
        std::string printed = base::format_period(period.value());
        auto again = base::parse_period(printed);
        expect(again.ok() && base::format_period(again.value()) == printed, "a period is read back", printed);
        expect(!base::format_period_words(period.value()).empty(), "a period has words", printed);
    } else {
        fuzz::expect_words(period.issues());
    }
    if (auto number = base::parse_rational(text))
        expect(base::parse_rational(base::format_exact(*number)) == number, "a number is read back", base::format_exact(*number));
    if (auto whole = base::parse_int128(text)) expect(base::parse_int128(base::format_int128(*whole)) == whole, "a whole number is read back");
    expect(!base::swedish_less(text, text), "no text comes before itself");
    (void)base::did_you_mean(text.substr(0, size / 2), {std::string(text.substr(size / 2)), "utfall"});
    return 0;
}
