#include "render/pdf/pdf_structure.hpp"

#include <qpdf/qpdf-c.h>

namespace tertial::render {
namespace {

// A structure tree deeper than this is damaged; the deepest that the template makes is about fifteen.
constexpr int depth_max = 200;

base::Issue not_made(const std::string& message) {
    return base::make_issue("pdf_is_not_made", message, "kontrollera att rapportverktygen är rätt installerade; rapporten finns som html och json");
}

/// An open PDF. The library's C interface is used since it throws nothing; all its objects live as long as this one.
class OpenPdf {
public:
    explicit OpenPdf(const std::string& bytes) : pdf_(qpdf_init()) {
        qpdf_silence_errors(pdf_);
        qpdf_set_suppress_warnings(pdf_, QPDF_TRUE);
        is_read_ = (qpdf_read_memory(pdf_, "report.pdf", bytes.data(), bytes.size(), nullptr) & QPDF_ERRORS) == 0;
    }
    ~OpenPdf() { qpdf_cleanup(&pdf_); }
    OpenPdf(const OpenPdf&) = delete;
    OpenPdf& operator=(const OpenPdf&) = delete;

    /// What the library has complained of since last asked; empty if nothing.
    [[nodiscard]] std::string complaint() const {
        if (qpdf_has_error(pdf_) != QPDF_TRUE) return is_read_ ? std::string() : std::string("okänt fel");
        return qpdf_get_error_full_text(pdf_, qpdf_get_error(pdf_));
    }
    [[nodiscard]] qpdf_data handle() const { return pdf_; }

private:
    qpdf_data pdf_;
    bool is_read_ = false;
};

/// One object of an open PDF, with the few questions that are put to it here.
struct PdfObject {
    qpdf_data pdf = nullptr;
    qpdf_oh object = 0;

    [[nodiscard]] PdfObject at(const char* key) const { return {pdf, qpdf_oh_get_key_if_dict(pdf, object, key)}; }
    [[nodiscard]] PdfObject at(int index) const { return {pdf, qpdf_oh_get_array_item(pdf, object, index)}; }
    [[nodiscard]] bool is_dictionary() const { return qpdf_oh_is_dictionary(pdf, object) == QPDF_TRUE; }
    [[nodiscard]] bool is_array() const { return qpdf_oh_is_array(pdf, object) == QPDF_TRUE; }
    [[nodiscard]] int size() const { return qpdf_oh_get_array_n_items(pdf, object); }
    [[nodiscard]] bool has(const char* key) const { return is_dictionary() && qpdf_oh_has_key(pdf, object, key) == QPDF_TRUE; }
    [[nodiscard]] bool is_name(const char* name) const { return qpdf_oh_is_name_and_equals(pdf, object, name) == QPDF_TRUE; }
    [[nodiscard]] bool is_true() const { return qpdf_oh_is_bool(pdf, object) == QPDF_TRUE && qpdf_oh_get_bool_value(pdf, object) == QPDF_TRUE; }
    [[nodiscard]] std::string text() const { return qpdf_oh_is_string(pdf, object) == QPDF_TRUE ? qpdf_oh_get_utf8_value(pdf, object) : std::string(); }
    [[nodiscard]] std::vector<std::string> keys() const {
        std::vector<std::string> names;
        for (qpdf_oh_begin_dict_key_iter(pdf, object); qpdf_oh_dict_more_keys(pdf) == QPDF_TRUE;) names.emplace_back(qpdf_oh_dict_next_key(pdf));
        return names;
    }
    /// An array's items; a single object as the only one; nothing for null.
    [[nodiscard]] std::vector<PdfObject> items() const {
        if (qpdf_oh_is_null(pdf, object) == QPDF_TRUE) return {};
        if (!is_array()) return {*this};
        std::vector<PdfObject> all;
        for (int index = 0; index < size(); ++index) all.push_back(at(index));
        return all;
    }
    void set(const char* key, qpdf_oh value) const { qpdf_oh_replace_key(pdf, object, key, value); }
    void set_name(const char* key, const char* name) const { set(key, qpdf_oh_new_name(pdf, name)); }
};

/// Structure elements directly below `element`; marked content and references are passed over.
std::vector<PdfObject> children_of(const PdfObject& element) {
    std::vector<PdfObject> children;
    for (const PdfObject& kid : element.at("/K").items()) {
        if (kid.has("/S")) children.push_back(kid);
    }
    return children;
}

bool is_kind(const PdfObject& element, const char* kind) { return element.at("/S").is_name(kind); }

/// Says that a header cell is the header of its row, beside whatever the typesetter has said of it already.
void set_row_scope(const PdfObject& cell) {
    qpdf_data pdf = cell.pdf;
    PdfObject attributes{pdf, qpdf_oh_new_dictionary(pdf)};
    PdfObject all{pdf, qpdf_oh_new_array(pdf)};
    for (const PdfObject& said : cell.at("/A").items()) {
        if (!said.at("/O").is_name("/Table")) {
            qpdf_oh_append_item(pdf, all.object, said.object);
            continue;
        }
        for (const std::string& key : said.keys()) attributes.set(key.c_str(), said.at(key.c_str()).object);
    }
    attributes.set_name("/O", "/Table");
    attributes.set_name("/Scope", "/Row");
    qpdf_oh_append_item(pdf, all.object, attributes.object);
    cell.set("/A", all.object);
}

void mark_row_headers(const PdfObject& element, bool is_in_body, int depth) {
    if (depth > depth_max) return;
    std::vector<PdfObject> children = children_of(element);
    if (is_in_body && is_kind(element, "/TR") && !children.empty() && is_kind(children.front(), "/TD")) {
        children.front().set_name("/S", "/TH");
        set_row_scope(children.front());
    }
    bool is_body = (is_in_body || is_kind(element, "/Table") || is_kind(element, "/TBody")) && !is_kind(element, "/THead");
    for (const PdfObject& child : children) mark_row_headers(child, is_body, depth + 1);
}

void count_elements(const PdfObject& element, PdfOutline& outline, int depth) {
    if (depth > depth_max) return;
    if (is_kind(element, "/Table")) ++outline.table_count;
    if (is_kind(element, "/Figure")) {
        ++outline.figure_count;
        if (!element.has("/Alt")) ++outline.figure_without_alternative_count;
    }
    if (is_kind(element, "/TH")) {
        bool is_row_header = false;
        for (const PdfObject& said : element.at("/A").items()) is_row_header = is_row_header || said.at("/Scope").is_name("/Row");
        ++(is_row_header ? outline.row_header_count : outline.column_header_count);
    }
    for (const PdfObject& child : children_of(element)) count_elements(child, outline, depth + 1);
}

PdfObject root_of(const OpenPdf& pdf) { return {pdf.handle(), qpdf_get_root(pdf.handle())}; }
PdfObject trailer_of(const OpenPdf& pdf) { return {pdf.handle(), qpdf_get_trailer(pdf.handle())}; }

void set_properties(const OpenPdf& pdf, const PdfProperties& properties) {
    PdfObject root = root_of(pdf);
    root.set("/Lang", qpdf_oh_new_unicode_string(pdf.handle(), properties.language.c_str()));
    PdfObject preferences = root.at("/ViewerPreferences");
    if (!preferences.is_dictionary()) {
        preferences.object = qpdf_oh_new_dictionary(pdf.handle());
        root.set("/ViewerPreferences", preferences.object);
    }
    preferences.set("/DisplayDocTitle", qpdf_oh_new_bool(pdf.handle(), QPDF_TRUE));
    PdfObject named = trailer_of(pdf).at("/Info");
    if (named.is_dictionary()) named.set("/Title", qpdf_oh_new_unicode_string(pdf.handle(), properties.title.c_str()));
}

base::Result<std::string> written(const OpenPdf& pdf) {
    qpdf_data handle = pdf.handle();
    bool is_written = (qpdf_init_write_memory(handle) & QPDF_ERRORS) == 0;
    if (is_written) {
        qpdf_set_deterministic_ID(handle, QPDF_TRUE);
        qpdf_set_object_stream_mode(handle, qpdf_o_generate);
        is_written = (qpdf_write(handle) & QPDF_ERRORS) == 0;
    }
    if (!is_written) return not_made("PDF-filen gick inte att skriva: " + pdf.complaint());
    return std::string(reinterpret_cast<const char*>(qpdf_get_buffer(handle)), qpdf_get_buffer_length(handle));
}

}  // namespace

base::Result<std::string> finish_pdf(const std::string& bytes, const PdfProperties& properties) {
    OpenPdf pdf(bytes);
    std::string complaint = pdf.complaint();
    if (!complaint.empty()) return not_made("PDF-filen gick inte att läsa: " + complaint);
    PdfObject tree = root_of(pdf).at("/StructTreeRoot");
    if (!tree.is_dictionary()) return not_made("PDF-filen saknar märkning för hjälpmedel");
    for (const PdfObject& element : children_of(tree)) mark_row_headers(element, false, 0);
    set_properties(pdf, properties);
    return written(pdf);
}

base::Result<PdfOutline> read_pdf_outline(const std::string& bytes) {
    OpenPdf pdf(bytes);
    std::string complaint = pdf.complaint();
    if (!complaint.empty()) return not_made("PDF-filen gick inte att läsa: " + complaint);
    PdfObject root = root_of(pdf);
    PdfOutline outline;
    outline.page_count = qpdf_get_num_pages(pdf.handle());
    outline.is_tagged = root.at("/MarkInfo").at("/Marked").is_true();
    outline.language = root.at("/Lang").text();
    outline.title = trailer_of(pdf).at("/Info").at("/Title").text();
    PdfObject tree = root.at("/StructTreeRoot");
    if (tree.is_dictionary()) {
        for (const PdfObject& element : children_of(tree)) count_elements(element, outline, 0);
    }
    return outline;
}

}  // namespace tertial::render
