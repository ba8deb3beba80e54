#include "synth/source_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <utility>

#include "base/files.hpp"

namespace tertial::synth {
namespace {

constexpr std::size_t buffer_bytes_max = std::size_t{1} << 20;

base::Issue not_writable(const std::string& path) {
    return base::make_issue("file_is_not_writable", path + ": " + std::strerror(errno), "kontrollera mapp, behörighet och ledigt utrymme", {path, 0, 0});
}

std::string temporary_name(const std::string& path) { return path + ".part"; }

}  // namespace

base::Result<SourceFile> SourceFile::create(const std::string& folder, const std::string& name, std::string_view head) {
    std::string path = folder + "/" + name;
    int descriptor = ::open(temporary_name(path).c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (descriptor < 0) return not_writable(path);
    SourceFile file(descriptor, path);
    file.buffer_.reserve(buffer_bytes_max + 4096);
    file.add(head);
    file.add('\n');
    return file;
}

SourceFile::SourceFile(SourceFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), path_(std::move(other.path_)), buffer_(std::move(other.buffer_)) {}

SourceFile::~SourceFile() {
    // Still open means that it was given up before it was whole.
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    ::unlink(temporary_name(path_).c_str());
}

void SourceFile::add_whole(std::int64_t number) {
    char digits[24];
    char* end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    buffer_.append(digits, static_cast<std::size_t>(end - digits));
}

void SourceFile::add_padded(std::int64_t number, int digit_count) {
    char digits[24];
    char* end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    auto length = static_cast<int>(end - digits);
    if (length < digit_count) buffer_.append(static_cast<std::size_t>(digit_count - length), '0');
    buffer_.append(digits, static_cast<std::size_t>(length));
}

void SourceFile::add_hundredths(std::int64_t hundredths) {
    if (hundredths < 0) buffer_.push_back('-');
    std::int64_t size = hundredths < 0 ? -hundredths : hundredths;
    add_whole(size / 100);
    auto rest = static_cast<int>(size % 100);
    const char tail[3] = {',', static_cast<char>('0' + rest / 10), static_cast<char>('0' + rest % 10)};
    buffer_.append(tail, 3);
}

void SourceFile::add_date(base::Date date) { add(base::format_date(date)); }

base::Done SourceFile::end_row() {
    buffer_.push_back('\n');
    if (buffer_.size() < buffer_bytes_max) return base::Nothing{};
    return flush();
}

base::Done SourceFile::flush() {
    std::string_view rest = buffer_;
    while (!rest.empty()) {
        ssize_t count = ::write(descriptor_, rest.data(), rest.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return not_writable(path_);
        rest.remove_prefix(static_cast<std::size_t>(count));
    }
    buffer_.clear();
    return base::Nothing{};
}

base::Done SourceFile::finish() {
    TRY(flush());
    if (::close(std::exchange(descriptor_, -1)) != 0) return not_writable(path_);
    return base::rename_into_place(temporary_name(path_), path_);
}

std::string source_file_name(std::string_view data_set, base::Month month) { return std::string(data_set) + "-" + base::format_month(month) + ".csv"; }

}  // namespace tertial::synth
