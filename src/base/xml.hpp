// The one door to XML (expat): text in pieces, elements out by callback. Document types are refused, and with them every entity of the
// document's own; depth and the size of what the parser must hold at once are limited. Names are given without their prefix: in the formats
// that are read here a local name means one thing at one place, whichever edition of the namespace it comes from.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace tertial::base {

inline constexpr int xml_depth_max = 64;
inline constexpr std::size_t xml_tag_bytes_max = std::size_t{1} << 20;   ///< a tag with its attributes
inline constexpr std::size_t xml_text_bytes_max = std::size_t{1} << 20;  ///< between two tags

/// The attributes of one element, where the parser keeps them.
class XmlAttributes {
public:
    explicit XmlAttributes(const char* const* pairs) : pairs_(pairs) {}
    /// By local name; empty if there is none. One without a prefix goes before one with.
    [[nodiscard]] std::string_view find(std::string_view local_name) const;
    [[nodiscard]] bool has(std::string_view local_name) const { return find(local_name).data() != nullptr; }
    /// Each in turn, by its name as it is written.
    template <typename OnAttribute>
    void each(OnAttribute on_attribute) const {
        for (const char* const* pair = pairs_; *pair != nullptr; pair += 2) on_attribute(std::string_view(pair[0]), std::string_view(pair[1]));
    }

private:
    const char* const* pairs_;
};

/// Receives the elements. Views are valid during the call; text may come in several pieces.
class XmlHandler {
public:
    virtual ~XmlHandler() = default;
    virtual void start(std::string_view local_name, const XmlAttributes& attributes) = 0;
    virtual void end(std::string_view local_name) = 0;
    virtual void text(std::string_view piece) = 0;
};

class XmlReader {
public:
    /// `part` is what issues call the text. The handler must outlive the reader.
    XmlReader(XmlHandler& handler, std::string part, std::string shown_file);
    ~XmlReader();
    XmlReader(const XmlReader&) = delete;
    XmlReader& operator=(const XmlReader&) = delete;

    /// The next piece of the text; an empty piece ends it. Not while paused. Issue `xml_is_not_readable`.
    Done push(std::string_view piece);
    /// From a handler: nothing more is handed over until `resume`, but for the end of an element without content that has just begun.
    void pause();
    [[nodiscard]] bool is_paused() const;
    Done resume();

private:
    struct Parser;
    std::unique_ptr<Parser> parser_;
};

}  // namespace tertial::base
