// What every fuzz target needs: the text of an input, and a claim that ends the program when it does not hold, so that libFuzzer
// keeps the input. Never part of the product.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace tertial::fuzz {

inline std::string_view text_of(const std::uint8_t* bytes, std::size_t size) { return {reinterpret_cast<const char*>(bytes), size}; }

inline void expect(bool holds, const char* claim, const std::string& seen = {}) {
    if (holds) return;
    std::fprintf(stderr, "does not hold: %s\n%s\n", claim, seen.c_str());
    std::abort();
}

/// An issue that says nothing is a finding too.
inline void expect_words(const base::Issues& issues) {
    expect(!issues.empty(), "a refusal has issues");
    for (const base::Issue& issue : issues) {
        expect(!issue.code.empty() && !issue.message.empty(), "an issue has a code and a message", base::format_issue(issue));
    }
}

}  // namespace tertial::fuzz
