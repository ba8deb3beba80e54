#include "base/files.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <cstring>
#include <filesystem>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace tertial::base {
namespace {

namespace fs = std::filesystem;

std::string reason(int error_number) {
    switch (error_number) {
        case ENOSPC:
        case EDQUOT: return "disken är full";
        case EACCES:
        case EPERM: return "behörighet saknas";
        case EROFS: return "filsystemet är skrivskyddat";
        case ENOENT: return "filen eller mappen finns inte";
        case EISDIR: return "det är en mapp";
        case ENOTDIR: return "en del av sökvägen är en fil, inte en mapp";
        default: return std::strerror(error_number);
    }
}

}  // namespace

Issue write_failure(const std::string& path, int error_number) {
    bool is_full = error_number == ENOSPC || error_number == EDQUOT;
    return make_issue("file_is_not_writable", "går inte att skriva: " + reason(error_number),
                      is_full ? "frigör plats och kör kommandot igen; ingenting har ändrats" : "kontrollera mapp och behörighet", Place{path});
}

Issue read_failure(const std::string& path, int error_number) {
    if (error_number == ENOENT) return make_issue("file_is_not_found", "filen eller mappen finns inte", "kontrollera sökvägen", Place{path});
    return make_issue("file_is_not_readable", "går inte att läsa: " + reason(error_number), "kontrollera sökväg och behörighet", Place{path});
}

namespace {

/// Closes the descriptor at the end of the scope.
struct Descriptor {
    int number;
    ~Descriptor() {
        if (number >= 0) ::close(number);
    }
};

std::string folder_of(const std::string& path) {
    std::string folder = fs::path(path).parent_path().string();
    return folder.empty() ? "." : folder;
}

/// Writes the file beside under a name of its own, which is returned.
Result<std::string> write_beside(const std::string& path, std::string_view bytes, bool is_synced) {
    static std::atomic<unsigned> file_count{0};
    std::string temporary = path + ".tmp-" + std::to_string(::getpid()) + "-" + std::to_string(++file_count);
    auto failed = [&](int error_number) {
        ::unlink(temporary.c_str());
        return write_failure(path, error_number);
    };
    Descriptor file{::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640)};
    if (file.number < 0) return write_failure(path, errno);
    while (!bytes.empty()) {
        ssize_t count = ::write(file.number, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return failed(errno);
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    if (is_synced && ::fsync(file.number) != 0) return failed(errno);
    return temporary;
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::uint64_t bytes_max) {
    Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (file.number < 0) return read_failure(path, errno);
    struct stat status {};
    if (::fstat(file.number, &status) != 0) return read_failure(path, errno);
    if (S_ISDIR(status.st_mode)) return read_failure(path, EISDIR);
    if (static_cast<std::uint64_t>(status.st_size) > bytes_max) {
        return make_issue("file_is_too_large", "filen är större än " + std::to_string(bytes_max) + " byte",
                          "kontrollera att det är rätt fil; är den det, dela upp den", Place{path});
    }
    std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
    std::size_t filled = 0;
    while (filled < bytes.size()) {
        ssize_t count = ::read(file.number, bytes.data() + filled, bytes.size() - filled);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return read_failure(path, errno);
        if (count == 0) break;
        filled += static_cast<std::size_t>(count);
    }
    bytes.resize(filled);
    return bytes;
}

Result<SecretFile> read_secret_file(const std::string& path, std::uint64_t bytes_max) {
    SecretFile file;
    file.bytes = TRY(read_file(path, bytes_max));
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return read_failure(path, errno);
    file.is_open_to_others = (status.st_mode & (S_IRWXG | S_IRWXO)) != 0;
    return file;
}

Done write_file(const std::string& path, std::string_view bytes) {
    std::string temporary = TRY(write_beside(path, bytes, true));
    auto renamed = rename_into_place(temporary, path);
    if (!renamed.ok()) ::unlink(temporary.c_str());
    return renamed;
}

Done write_replaceable_file(const std::string& path, std::string_view bytes) {
    std::string temporary = TRY(write_beside(path, bytes, false));
    if (::rename(temporary.c_str(), path.c_str()) == 0) return Nothing{};
    int error_number = errno;
    ::unlink(temporary.c_str());
    return write_failure(path, error_number);
}

Done sync_file(const std::string& path) {
    Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (file.number < 0 || ::fsync(file.number) != 0) return write_failure(path, errno);
    return Nothing{};
}

Done sync_folder(const std::string& path) {
    Descriptor folder{::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (folder.number < 0 || ::fsync(folder.number) != 0) return write_failure(path, errno);
    return Nothing{};
}

Done rename_into_place(const std::string& from, const std::string& to) {
    if (::rename(from.c_str(), to.c_str()) != 0) return write_failure(to, errno);
    return sync_folder(folder_of(to));
}

Done make_folders(const std::string& path) {
    std::error_code error;
    fs::create_directories(path, error);
    if (error) return write_failure(path, error.value());
    return Nothing{};
}

Done remove_all(const std::string& path) {
    std::error_code error;
    fs::remove_all(path, error);
    if (error) return write_failure(path, error.value());
    return Nothing{};
}

bool file_exists(const std::string& path) {
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0;
}

bool folder_exists(const std::string& path) {
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

Result<std::vector<std::string>> list_files(const std::string& folder) {
    std::error_code error;
    std::vector<std::string> paths;
    fs::recursive_directory_iterator entry(folder, error), end;
    if (error) return read_failure(folder, error.value());
    for (; entry != end; entry.increment(error)) {
        if (error) return read_failure(folder, error.value());
        if (entry->symlink_status().type() == fs::file_type::regular) paths.push_back(fs::relative(entry->path(), folder).generic_string());
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

Result<std::vector<std::string>> list_names(const std::string& folder) {
    std::error_code error;
    std::vector<std::string> names;
    fs::directory_iterator entry(folder, error), end;
    if (error) return read_failure(folder, error.value());
    for (; entry != end; entry.increment(error)) {
        if (error) return read_failure(folder, error.value());
        names.push_back(entry->path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

Done require_local_file_system(const std::string& path) {
    struct statfs status {};
    if (::statfs(path.c_str(), &status) != 0) return read_failure(path, errno);
    // From linux/magic.h: NFS, SMB, SMB2, CIFS, 9P, FUSE, AFS, Ceph, Coda.
    constexpr std::array<std::uint32_t, 9> network_types = {0x6969, 0x517B, 0xFE534D42, 0xFF534D42, 0x01021997, 0x65735546, 0x5346414F, 0x00C36400, 0x73757245};
    auto type = static_cast<std::uint32_t>(status.f_type);
    if (std::find(network_types.begin(), network_types.end(), type) != network_types.end()) {
        return make_issue("workspace_is_on_a_network", "mappen ligger på ett nätverksfilsystem, där loggbokens lås inte går att lita på",
                          "lägg arbetsytan på en lokal disk, eller använd PostgreSQL för loggboken", Place{path});
    }
    return Nothing{};
}

namespace {

/// Mappings so large that they should not stand whole in memory while they are read from end to end: their pages are given back many
/// times a second. What is asked for again comes from the file, so nobody notices but the system's own account of the memory.
class LargeMappings {
public:
    static LargeMappings& shared() {
        static LargeMappings mappings;
        return mappings;
    }
    ~LargeMappings() {
        {
            std::lock_guard lock(mutex_);
            is_ending_ = true;
        }
        changed_.notify_all();
        if (thread_.joinable()) thread_.join();
    }
    LargeMappings(const LargeMappings&) = delete;
    LargeMappings& operator=(const LargeMappings&) = delete;

    void add(std::string_view mapped) {
        if (mapped.size() < bytes_min) return;
        std::lock_guard lock(mutex_);
        mappings_.push_back(mapped);
        if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
        changed_.notify_all();
    }
    /// Once this has returned, the pages are never given back any more.
    void remove(std::string_view mapped) {
        if (mapped.size() < bytes_min) return;
        std::lock_guard lock(mutex_);
        std::erase_if(mappings_, [&](std::string_view known) { return known.data() == mapped.data(); });
    }

private:
    static constexpr std::size_t bytes_min = std::size_t{512} << 20;
    static constexpr std::chrono::milliseconds interval{50};

    LargeMappings() = default;
    void run() {
        std::unique_lock lock(mutex_);
        while (!is_ending_) {
            for (std::string_view mapped : mappings_) ::madvise(const_cast<char*>(mapped.data()), mapped.size(), MADV_DONTNEED);
            if (mappings_.empty()) {
                changed_.wait(lock, [this] { return is_ending_ || !mappings_.empty(); });
            } else {
                changed_.wait_for(lock, interval, [this] { return is_ending_; });
            }
        }
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::string_view> mappings_;
    std::thread thread_;
    bool is_ending_ = false;
};

}  // namespace

Result<MappedFile> MappedFile::open(const std::string& path) {
    Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (file.number < 0) return read_failure(path, errno);
    struct stat status {};
    if (::fstat(file.number, &status) != 0) return read_failure(path, errno);
    if (S_ISDIR(status.st_mode)) return read_failure(path, EISDIR);
    auto size = static_cast<std::size_t>(status.st_size);
    if (size == 0) return MappedFile(std::string_view());
    void* address = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.number, 0);
    if (address == MAP_FAILED) return read_failure(path, errno);
    ::madvise(address, size, MADV_SEQUENTIAL);
    LargeMappings::shared().add(std::string_view(static_cast<const char*>(address), size));
    return MappedFile(std::string_view(static_cast<const char*>(address), size));
}

MappedFile::~MappedFile() {
    LargeMappings::shared().remove(bytes_);
    if (!bytes_.empty()) ::munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

MappedFile::MappedFile(MappedFile&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
    std::swap(bytes_, other.bytes_);
    return *this;
}

Result<FileLock> FileLock::acquire(const std::string& path, int wait_ms) {
    int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640);
    if (descriptor < 0) return write_failure(path, errno);
    for (int waited_ms = 0; ::flock(descriptor, LOCK_EX | LOCK_NB) != 0; waited_ms += 20) {
        if (waited_ms >= wait_ms) {
            ::close(descriptor);
            return make_issue("workspace_is_busy", "ett annat kommando skriver i arbetsytan", "vänta tills det är klart och kör igen", Place{path});
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return FileLock(descriptor);
}

FileLock::~FileLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

FileLock::FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

}  // namespace tertial::base
