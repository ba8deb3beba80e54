#include "base/json_record.hpp"

#include "base/json.hpp"

namespace tertial::base {
namespace {

constexpr std::size_t key_bytes_shown_max = 100;

/// Called by the parser; false stops it.
class RecordHandler final : public nlohmann::json_sax<Json> {
public:
    explicit RecordHandler(const std::function<void(const std::string&, std::string_view)>& take) : take_(take) {}

    bool null() override { return value({}); }
    bool boolean(bool value_read) override { return value(value_read ? "true" : "false"); }
    bool number_integer(number_integer_t number) override { return value(std::to_string(number)); }
    bool number_unsigned(number_unsigned_t number) override { return value(std::to_string(number)); }
    bool number_float(number_float_t, const string_t& digits) override { return value(digits); }
    bool string(string_t& text) override { return value(text); }
    bool binary(binary_t&) override { return stop("ett värde är binärt"); }
    bool start_object(std::size_t) override {
        if (is_open_) return stop(value_words() + " är ett objekt");
        is_open_ = true;
        return true;
    }
    bool end_object() override { return true; }
    bool key(string_t& name) override {
        key_ = name;
        return true;
    }
    bool start_array(std::size_t) override { return stop(is_open_ ? value_words() + " är en lista" : "raden är en lista, inget objekt"); }
    bool end_array() override { return true; }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
        return stop("tecken " + std::to_string(position) + " passar inte i JSON");
    }

    std::string fault;

private:
    /// A long key is left out: what is wrong is said in a line.
    [[nodiscard]] std::string value_words() const { return key_.size() > key_bytes_shown_max ? "ett värde" : "värdet i " + key_; }
    bool value(std::string_view text) {
        if (!is_open_) return stop("raden är ett värde, inget objekt");
        take_(key_, text);
        return true;
    }
    bool stop(std::string why) {
        if (fault.empty()) fault = std::move(why);
        return false;
    }

    const std::function<void(const std::string&, std::string_view)>& take_;
    std::string key_;
    bool is_open_ = false;
};

}  // namespace

std::string read_json_record(std::string_view text, const std::function<void(const std::string&, std::string_view)>& take) {
    RecordHandler handler(take);
    try {
        Json::sax_parse(text, &handler);
    } catch (const std::exception&) {
        return "raden är inte giltig JSON";
    }
    return handler.fault;
}

}  // namespace tertial::base
