// Writes one source file in pieces, so that a file of any size takes little memory.
// The file gets its real name only when it is whole. It is not synced: a synthetic file can always be made again.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/result.hpp"

namespace tertial::synth {

class SourceFile {
public:
    /// Opens `<folder>/<name>` under a temporary name and writes the head. Issue `file_is_not_writable`.
    static base::Result<SourceFile> create(const std::string& folder, const std::string& name, std::string_view head);
    ~SourceFile();
    SourceFile(SourceFile&& other) noexcept;
    SourceFile& operator=(SourceFile&&) = delete;
    SourceFile(const SourceFile&) = delete;
    SourceFile& operator=(const SourceFile&) = delete;

    void add(std::string_view text) { buffer_.append(text); }
    void add(char letter) { buffer_.push_back(letter); }
    void add_whole(std::int64_t number);
    /// Exactly `digit_count` digits, with leading zeros; more if the number is longer.
    void add_padded(std::int64_t number, int digit_count);
    /// Kronor with decimal comma: -123450 öre is "-1234,50".
    void add_kronor(std::int64_t amount_ore) { add_hundredths(amount_ore); }
    /// Hours, posts and scores with two decimals: 123450 is "1234,50".
    void add_hundredths(std::int64_t hundredths);
    /// "2026-04-30"
    void add_date(base::Date date);

    /// Ends the row; hands the buffer to the system when it is large.
    base::Done end_row();
    /// Writes what is left and gives the file its name.
    base::Done finish();

private:
    SourceFile(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}
    base::Done flush();

    int descriptor_;
    std::string path_;
    std::string buffer_;
};

/// "ledger-2026-04.csv"
[[nodiscard]] std::string source_file_name(std::string_view data_set, base::Month month);

}  // namespace tertial::synth
