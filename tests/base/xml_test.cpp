// XML in pieces: elements and texts in order, and all that is refused.
#include "base/xml.hpp"

#include <gtest/gtest.h>

namespace tertial::base {
namespace {

/// Writes down what it receives: "<a x=1>", "text", "</a>".
class Scribe : public XmlHandler {
public:
    void start(std::string_view name, const XmlAttributes& attributes) override {
        seen += "<" + std::string(name);
        if (attributes.has("x")) seen += " x=" + std::string(attributes.find("x"));
        seen += ">";
        if (name == pause_at) reader->pause();
    }
    void end(std::string_view name) override { seen += "</" + std::string(name) + ">"; }
    void text(std::string_view piece) override { seen += piece; }

    std::string seen;
    std::string pause_at;
    XmlReader* reader = nullptr;
};

/// What was seen, or the message of the issue.
std::string read(std::string_view text, std::size_t piece_bytes = 1'000'000) {
    Scribe scribe;
    XmlReader reader(scribe, "del.xml", "fil.xlsx");
    for (std::size_t offset = 0;; offset += piece_bytes) {
        std::string_view piece = offset < text.size() ? text.substr(offset, piece_bytes) : std::string_view();
        Done done = reader.push(piece);
        if (!done.ok()) {
            EXPECT_EQ(done.issues().front().code, "xml_is_not_readable");
            EXPECT_EQ(done.issues().front().place.file, "fil.xlsx");
            EXPECT_TRUE(done.issues().front().message.starts_with("del.xml går inte att läsa som XML: "));
            return done.issues().front().message;
        }
        if (piece.empty()) return scribe.seen;
    }
}

bool says(const std::string& message, std::string_view words) { return message.find(words) != std::string::npos; }

TEST(Xml, elements_and_texts_come_in_order) {
    std::string_view text = "<?xml version=\"1.0\"?><!-- ord --><a x='1'>ett<b/> &amp; <![CDATA[<tv\xC3\xA5>]]>&#229;</a>";
    EXPECT_EQ(read(text), "<a x=1>ett<b></b> & <två>å</a>");
    for (std::size_t bytes = 1; bytes < 20; ++bytes) EXPECT_EQ(read(text, bytes), read(text)) << bytes;
}

TEST(Xml, prefixes_are_left_out) {
    EXPECT_EQ(read("<q:a xmlns:q='urn:q' q:x='1'><q:b x='2' q:x='3'/><c q:xx='4' xmlns:x='urn:x'/></q:a>"), "<a x=1><b x=2></b><c></c></a>");
}

TEST(Xml, other_encodings_are_read_as_utf8) {
    EXPECT_EQ(read("<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE5</a>"), "<a>å</a>");
    EXPECT_EQ(read(std::string_view("\xFF\xFE<\0a\0>\0\xE5\0<\0/\0a\0>\0", 18)), "<a>å</a>");
    EXPECT_TRUE(says(read("<?xml version='1.0' encoding='ibm850'?><a/>"), "teckenkodningen"));
}

TEST(Xml, document_types_and_entities_are_refused) {
    std::string laughs =
        "<?xml version='1.0'?><!DOCTYPE lolz [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>"
        "<!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'>]><a>&d;</a>";
    EXPECT_TRUE(says(read(laughs), "dokumenttyper och egna entiteter godtas inte"));
    EXPECT_TRUE(says(read("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>"), "dokumenttyper"));
    EXPECT_TRUE(says(read("<a>&ha;</a>"), "välformad"));
}

TEST(Xml, what_is_not_whole_or_not_well_formed_is_refused) {
    EXPECT_TRUE(says(read(""), "avkortad"));
    EXPECT_TRUE(says(read("<a><b>"), "(rad 1, tecken "));
    EXPECT_TRUE(says(read("<a>\n<b></a>"), "avslutas inte (rad 2, tecken "));
    EXPECT_TRUE(says(read("<a></a><b/>"), "välformad"));
    EXPECT_TRUE(says(read("<a x='1' x='2'/>"), "välformad"));
    EXPECT_TRUE(says(read("<a>\xFF</a>"), "välformad"));
}

TEST(Xml, depth_is_limited) {
    auto nested = [](int depth) {
        std::string text;
        for (int level = 0; level < depth; ++level) text += "<a>";
        for (int level = 0; level < depth; ++level) text += "</a>";
        return text;
    };
    EXPECT_TRUE(read(nested(xml_depth_max)).starts_with("<a>"));
    EXPECT_TRUE(says(read(nested(xml_depth_max + 1)), "för djupt"));
    EXPECT_TRUE(says(read(nested(1'000'000)), "för djupt"));
}

TEST(Xml, tags_and_texts_have_a_size) {
    EXPECT_TRUE(read("<a>" + std::string(xml_text_bytes_max, 'x') + "</a>", 65'536).starts_with("<a>x"));
    EXPECT_TRUE(says(read("<a>" + std::string(xml_text_bytes_max + 1, 'x') + "</a>", 65'536), "en text är för lång"));
    EXPECT_TRUE(says(read("<a x='" + std::string(2 * xml_tag_bytes_max, 'x') + "'/>", 65'536), "ett element är för stort"));
    EXPECT_TRUE(says(read("<!--" + std::string(2 * xml_tag_bytes_max, 'x') + "--><a/>", 65'536), "ett element är för stort"));
}

TEST(Xml, a_pause_loses_nothing) {
    Scribe scribe;
    XmlReader reader(scribe, "del.xml", "fil.xlsx");
    scribe.reader = &reader;
    scribe.pause_at = "b";
    ASSERT_TRUE(reader.push("<a>1<b/>2<b>3</b>4").ok());
    EXPECT_TRUE(reader.is_paused());
    EXPECT_EQ(scribe.seen, "<a>1<b></b>");
    ASSERT_TRUE(reader.resume().ok());
    EXPECT_TRUE(reader.is_paused());
    EXPECT_EQ(scribe.seen, "<a>1<b></b>2<b>");
    ASSERT_TRUE(reader.resume().ok());
    EXPECT_FALSE(reader.is_paused());
    ASSERT_TRUE(reader.push("</a>").ok());
    ASSERT_TRUE(reader.push({}).ok());
    EXPECT_EQ(scribe.seen, "<a>1<b></b>2<b>3</b>4</a>");
}

}  // namespace
}  // namespace tertial::base
