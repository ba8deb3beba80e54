#include "base/whole_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <thread>
#include <vector>

#include "base/files.hpp"
#include "base/hash.hpp"

namespace tertial::base {
namespace {

constexpr std::size_t stretch_bytes = std::size_t{16} << 20;

struct Descriptor {
    int number;
    ~Descriptor() {
        if (number >= 0) ::close(number);
    }
};

Done write_all(int descriptor, std::string_view bytes, const std::string& path) {
    while (!bytes.empty()) {
        ssize_t count = ::write(descriptor, bytes.data(), std::min<std::size_t>(bytes.size(), stretch_bytes));
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return write_failure(path, errno);
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return Nothing{};
}

/// Bytes that the kernel copied by itself; the rest is for write_all.
std::size_t copy_in_kernel(int from, int to, std::size_t size_bytes) {
    std::size_t copied = 0;
    while (copied < size_bytes) {
        ssize_t count = ::copy_file_range(from, nullptr, to, nullptr, size_bytes - copied, 0);
        if (count <= 0) break;
        copied += static_cast<std::size_t>(count);
    }
    return copied;
}

}  // namespace

std::string file_hash(std::string_view bytes) {
    std::size_t stretch_count = (bytes.size() + stretch_bytes - 1) / stretch_bytes;
    std::vector<std::string> hashes(stretch_count);
    std::atomic<std::size_t> next{0};
    auto work = [&] {
        for (std::size_t index = next++; index < stretch_count; index = next++)
            hashes[index] = content_hash(bytes.substr(index * stretch_bytes, stretch_bytes));
    };
    std::vector<std::thread> others;
    for (std::size_t count = 1; count < std::min<std::size_t>(stretch_count, std::max(1u, std::thread::hardware_concurrency())); ++count)
        others.emplace_back(work);
    work();
    for (std::thread& other : others) other.join();
    Hasher hasher;
    for (const std::string& hash : hashes) hasher.add(hash);
    return hasher.finish();
}

Done copy_durably(const std::string& from, const std::string& to) {
    MappedFile source = TRY(MappedFile::open(from));
    Descriptor reading{::open(from.c_str(), O_RDONLY | O_CLOEXEC)};
    if (reading.number < 0) return read_failure(from, errno);
    Descriptor writing{::open(to.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640)};
    if (writing.number < 0) return write_failure(to, errno);
    std::size_t copied = copy_in_kernel(reading.number, writing.number, source.bytes().size());
    TRY(write_all(writing.number, source.bytes().substr(copied), to));
    if (::fsync(writing.number) != 0) return write_failure(to, errno);
    return Nothing{};
}

Result<DurableWriter> DurableWriter::create(const std::string& path) {
    int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);
    if (descriptor < 0) return write_failure(path, errno);
    return DurableWriter(descriptor, path);
}

DurableWriter::~DurableWriter() {
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    if (!is_finished_) ::unlink(path_.c_str());
}

DurableWriter::DurableWriter(DurableWriter&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), path_(std::move(other.path_)), is_finished_(other.is_finished_) {}

Done DurableWriter::add(std::string_view bytes) { return write_all(descriptor_, bytes, path_); }

Done DurableWriter::finish() {
    if (::fsync(descriptor_) != 0) return write_failure(path_, errno);
    is_finished_ = true;
    return Nothing{};
}

Result<FileStamp> file_stamp(const std::string& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return read_failure(path, errno);
    return FileStamp{status.st_size, std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec, status.st_ino};
}

}  // namespace tertial::base
