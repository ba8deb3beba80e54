// Files so large that they should not stand whole in memory while they are read.
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <thread>

#include "base/files.hpp"

namespace tertial::base {
namespace {

std::size_t resident_bytes() {
    std::ifstream file("/proc/self/statm");
    std::size_t total_pages = 0, resident_pages = 0;
    file >> total_pages >> resident_pages;
    return resident_pages * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

TEST(MappedFile, gives_back_the_pages_of_a_large_file_and_reads_the_same_again) {
    constexpr std::size_t size = std::size_t{600} << 20, page = 4096, marked = std::size_t{300} << 20;
    std::string path = (std::filesystem::temp_directory_path() / ("tertial-large-" + std::to_string(::getpid()))).string();
    {
        // A hole: it takes no room on the disk.
        std::ofstream file(path, std::ios::binary);
        file.seekp(marked);
        file << "mark";
        file.seekp(size - 1);
        file << '.';
    }
    auto mapped = MappedFile::open(path);
    std::remove(path.c_str());
    ASSERT_TRUE(mapped.ok());
    std::string_view bytes = mapped.value().bytes();
    std::size_t before = resident_bytes(), letters = 0;
    for (std::size_t offset = 0; offset < bytes.size(); offset += page) letters += bytes[offset] != '\0';
    EXPECT_EQ(letters, 1u) << "the page with the mark";
    auto gives_up_at = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (resident_bytes() > before + (std::size_t{64} << 20) && std::chrono::steady_clock::now() < gives_up_at)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    EXPECT_LE(resident_bytes(), before + (std::size_t{64} << 20));
    EXPECT_EQ(bytes.substr(marked, 4), "mark");
    EXPECT_EQ(bytes.back(), '.');
}

}  // namespace
}  // namespace tertial::base
