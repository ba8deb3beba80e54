// Expressions, predicates and addresses: what parses prints, and the print parses to the same print.
#include "figures/address.hpp"
#include "figures/parse.hpp"
#include "fuzz/expect.hpp"

using namespace tertial;
using fuzz::expect;

namespace {

std::string printed(const figures::ExpressionPointer& expression) { return figures::format_expression(*expression); }
std::string printed(const figures::PredicatePointer& predicate) { return figures::format_predicate(*predicate); }
std::string printed(const figures::Address& address) { return figures::format_address(address); }

template <class Parse>
void check_round_trip(std::string_view text, const Parse& parse) {
    auto first = parse(text);
    if (!first.ok()) {
        fuzz::expect_words(first.issues());
        return;
    }
    std::string canonical = printed(first.value());
    auto second = parse(std::string_view(canonical));
    expect(second.ok(), "the canonical text parses", canonical);
    expect(printed(second.value()) == canonical, "the canonical text prints as itself", canonical + "\n" + printed(second.value()));
}

void check_prefix(std::string_view text) {
    auto prefix = figures::parse_expression_prefix(text);
    if (!prefix.ok()) return fuzz::expect_words(prefix.issues());
    expect(prefix.value().size <= text.size(), "a prefix is no longer than the text");
    auto alone = figures::parse_expression(text.substr(0, prefix.value().size));
    expect(alone.ok() && printed(alone.value()) == printed(prefix.value().expression), "a prefix alone is the same expression");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    std::string_view text = fuzz::text_of(bytes, size);
    check_round_trip(text, [](std::string_view part) { return figures::parse_expression(part); });
    check_round_trip(text, [](std::string_view part) { return figures::parse_predicate(part); });
    check_round_trip(text, [](std::string_view part) { return figures::parse_address(part); });
    check_prefix(text);
    return 0;
}
