// Lets a variant be taken apart with one lambda per alternative: std::visit(Match{[](const Text&) {…}, …}, inline_).
// A forgotten alternative is a compile error. Used by every renderer.
#pragma once

namespace tertial::render {

template <class... Cases>
struct Match : Cases... {
    using Cases::operator()...;
};
template <class... Cases>
Match(Cases...) -> Match<Cases...>;

}  // namespace tertial::render
