#include "base/xml.hpp"

#include <expat.h>

#include <cstdint>

namespace tertial::base {
namespace {

std::string_view without_prefix(std::string_view name) {
    std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

}  // namespace

std::string_view XmlAttributes::find(std::string_view local_name) const {
    std::string_view prefixed;
    for (const char* const* pair = pairs_; *pair != nullptr; pair += 2) {
        std::string_view name = pair[0];
        if (name == local_name) return pair[1];
        if (prefixed.data() == nullptr && name.ends_with(local_name) && !name.starts_with("xmlns") && without_prefix(name) == local_name) prefixed = pair[1];
    }
    return prefixed;
}

struct XmlReader::Parser {
    XML_Parser expat = nullptr;
    XmlHandler* handler = nullptr;
    std::string part;
    std::string shown_file;
    std::int64_t pushed_bytes = 0;
    std::size_t text_bytes = 0;
    int depth = 0;
    std::string refusal;  ///< why reading was stopped by ourselves
    bool is_paused = false;
    bool is_last = false;

    ~Parser() {
        if (expat != nullptr) ::XML_ParserFree(expat);
    }

    void refuse(const char* reason) {
        if (!refusal.empty()) return;
        refusal = reason;
        ::XML_StopParser(expat, XML_FALSE);
    }

    [[nodiscard]] Issue issue(const std::string& reason) const {
        std::string place =
            " (rad " + std::to_string(::XML_GetCurrentLineNumber(expat)) + ", tecken " + std::to_string(::XML_GetCurrentColumnNumber(expat) + 1) + ")";
        return make_issue("xml_is_not_readable", part + " går inte att läsa som XML: " + reason + place,
                          "öppna filen i det program som gjorde den, och spara på nytt", Place{shown_file});
    }

    [[nodiscard]] std::string words_of(XML_Error error) const {
        switch (error) {
            case XML_ERROR_NO_ELEMENTS:
            case XML_ERROR_UNCLOSED_TOKEN:
            case XML_ERROR_PARTIAL_CHAR:
            case XML_ERROR_UNCLOSED_CDATA_SECTION: return "texten är avkortad";
            case XML_ERROR_TAG_MISMATCH: return "ett element avslutas inte";
            case XML_ERROR_UNKNOWN_ENCODING:
            case XML_ERROR_INCORRECT_ENCODING: return "teckenkodningen stöds inte";
            case XML_ERROR_NO_MEMORY: return "minnet räcker inte";
            default: return "den är inte välformad";
        }
    }

    Done judge(XML_Status status) {
        is_paused = status == XML_STATUS_SUSPENDED;
        if (!refusal.empty()) return issue(refusal);
        if (status == XML_STATUS_ERROR) return issue(words_of(::XML_GetErrorCode(expat)));
        // What expat has been given and cannot yet hand over is one tag that has not ended.
        if (!is_paused && !is_last && pushed_bytes - ::XML_GetCurrentByteIndex(expat) > static_cast<std::int64_t>(xml_tag_bytes_max)) {
            return issue("ett element är för stort");
        }
        return Nothing{};
    }

    static Parser& of(void* data) { return *static_cast<Parser*>(data); }

    static void XMLCALL on_start(void* data, const XML_Char* name, const XML_Char** attributes) {
        Parser& parser = of(data);
        parser.text_bytes = 0;
        if (++parser.depth > xml_depth_max) return parser.refuse("elementen är för djupt nästlade");
        if (parser.refusal.empty()) parser.handler->start(without_prefix(name), XmlAttributes(attributes));
    }
    static void XMLCALL on_end(void* data, const XML_Char* name) {
        Parser& parser = of(data);
        parser.text_bytes = 0;
        --parser.depth;
        if (parser.refusal.empty()) parser.handler->end(without_prefix(name));
    }
    static void XMLCALL on_text(void* data, const XML_Char* piece, int length) {
        Parser& parser = of(data);
        parser.text_bytes += static_cast<std::size_t>(length);
        if (parser.text_bytes > xml_text_bytes_max) return parser.refuse("en text är för lång");
        if (parser.refusal.empty()) parser.handler->text(std::string_view(piece, static_cast<std::size_t>(length)));
    }
    static void XMLCALL on_document_type(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
        of(data).refuse("dokumenttyper och egna entiteter godtas inte");
    }
};

XmlReader::XmlReader(XmlHandler& handler, std::string part, std::string shown_file) : parser_(std::make_unique<Parser>()) {
    parser_->handler = &handler;
    parser_->part = std::move(part);
    parser_->shown_file = std::move(shown_file);
    parser_->expat = ::XML_ParserCreate(nullptr);
    if (parser_->expat == nullptr) return;
    ::XML_SetUserData(parser_->expat, parser_.get());
    ::XML_SetElementHandler(parser_->expat, Parser::on_start, Parser::on_end);
    ::XML_SetCharacterDataHandler(parser_->expat, Parser::on_text);
    ::XML_SetStartDoctypeDeclHandler(parser_->expat, Parser::on_document_type);
}
XmlReader::~XmlReader() = default;

Done XmlReader::push(std::string_view piece) {
    if (parser_->expat == nullptr) return make_issue("xml_is_not_readable", "minnet räcker inte för att läsa " + parser_->part, "frigör minne och försök igen");
    parser_->is_last = piece.empty();
    parser_->pushed_bytes += static_cast<std::int64_t>(piece.size());
    return parser_->judge(::XML_Parse(parser_->expat, piece.data(), static_cast<int>(piece.size()), piece.empty() ? XML_TRUE : XML_FALSE));
}

void XmlReader::pause() {
    if (parser_->refusal.empty() && !parser_->is_paused) {
        parser_->is_paused = true;
        ::XML_StopParser(parser_->expat, XML_TRUE);
    }
}

bool XmlReader::is_paused() const { return parser_->is_paused; }

Done XmlReader::resume() {
    parser_->is_paused = false;
    return parser_->judge(::XML_ResumeParser(parser_->expat));
}

}  // namespace tertial::base
