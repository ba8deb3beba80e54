// Zip containers: what is given back, and all that is refused.
#include "base/zip.hpp"

#include <gtest/gtest.h>

#include "base/zip_writer.hpp"

namespace tertial::base {
namespace {

using tests::deflated;
using tests::write_zip;
using tests::ZipPart;

constexpr std::uint64_t much = std::uint64_t{1} << 40;

/// The bytes of the part, or the code and message of the first issue.
std::string read(const std::string& zip, std::string_view name, std::uint64_t bytes_max = much) {
    auto words = [](const Issues& issues) {
        EXPECT_EQ(issues.front().place.file, "fil.zip");
        EXPECT_FALSE(issues.front().hint.empty());
        return issues.front().code + ": " + issues.front().message;
    };
    auto container = ZipContainer::of_bytes(zip, "fil.zip");
    if (!container.ok()) return words(container.issues());
    auto stream = container.value().open_entry(name, bytes_max);
    if (!stream.ok()) return words(stream.issues());
    std::string bytes;
    for (;;) {
        auto piece = stream.value().next();
        if (!piece.ok()) return words(piece.issues());
        if (piece.value().empty()) return bytes;
        bytes += piece.value();
    }
}

bool is_refused(const std::string& answer, std::string_view code, std::string_view words) {
    return answer.starts_with(std::string(code) + ": ") && answer.find(words) != std::string::npos;
}

std::string letters(std::size_t count) {
    std::string text;
    for (std::size_t index = 0; index < count; ++index) text += static_cast<char>('a' + index * index % 23);
    return text;
}

TEST(Zip, gives_back_packed_and_stored_entries_of_any_size) {
    std::string large = letters(300'000);
    std::string zip = write_zip({{"a", "hej"}, {"mapp/stor", large}, {"lagrad", large, true}, {"tom", ""}, {"tom lagrad", "", true}});
    EXPECT_EQ(read(zip, "a"), "hej");
    EXPECT_EQ(read(zip, "mapp/stor"), large);
    EXPECT_EQ(read(zip, "lagrad"), large);
    EXPECT_EQ(read(zip, "tom"), "");
    EXPECT_EQ(read(zip, "tom lagrad"), "");
    EXPECT_TRUE(is_refused(read(zip, "A"), "container_is_not_readable", "saknas"));
    EXPECT_TRUE(is_refused(read(zip, "mapp"), "container_is_not_readable", "saknas"));
}

TEST(Zip, entries_that_were_written_as_a_stream_are_read) {
    std::string zip = write_zip({{.name = "a", .bytes = letters(5000), .flags = 8}, {.name = "b", .bytes = "hej", .flags = 8}});
    EXPECT_EQ(read(zip, "a"), letters(5000));
    EXPECT_EQ(read(zip, "b"), "hej");
}

TEST(Zip, two_entries_are_read_side_by_side) {
    auto container = ZipContainer::of_bytes(write_zip({{"a", "ett"}, {"b", "två"}}), "fil.zip");
    ASSERT_TRUE(container.ok());
    ZipContainer moved = std::move(container).value();
    auto a = moved.open_entry("a", much), b = moved.open_entry("b", much);
    EXPECT_EQ(a.value().next().value(), "ett");
    EXPECT_EQ(b.value().next().value(), "två");
    EXPECT_TRUE(a.value().next().value().empty());
}

TEST(Zip, bytes_before_the_container_do_no_harm) { EXPECT_EQ(read("#!/bin/sh\n" + write_zip({{"a", "hej"}}), "a"), "hej"); }

TEST(Zip, a_container_without_entries_has_nothing_to_read) { EXPECT_TRUE(is_refused(read(write_zip({}), "a"), "container_is_not_readable", "")); }

TEST(Zip, names_that_point_elsewhere_are_only_names) {
    std::string zip = write_zip({{"../../etc/passwd", "a"}, {"/rot", "b"}, {"C:\\fil", "c"}, {std::string("med\0noll", 8), "d"}});
    EXPECT_EQ(read(zip, "../../etc/passwd"), "a");
    EXPECT_EQ(read(zip, "/rot"), "b");
    EXPECT_EQ(read(zip, "C:\\fil"), "c");
    EXPECT_EQ(read(zip, std::string_view("med\0noll", 8)), "d");
}

TEST(Zip, what_is_no_container_is_refused) {
    EXPECT_TRUE(is_refused(read("", "a"), "container_is_not_readable", "innehållsförteckning"));
    EXPECT_TRUE(is_refused(read("Enhet;Belopp\n", "a"), "container_is_not_readable", "innehållsförteckning"));
}

TEST(Zip, a_file_that_is_cut_off_anywhere_is_refused) {
    std::string zip = write_zip({{"a", letters(500)}, {"b", letters(700), true}});
    for (std::size_t length = 0; length < zip.size(); ++length) {
        ASSERT_TRUE(is_refused(read(zip.substr(0, length), "b"), "container_is_not_readable", "")) << length;
    }
}

TEST(Zip, a_changed_byte_is_never_read_as_good_data) {
    std::string text = letters(400);
    std::string zip = write_zip({{"a", text}});
    std::size_t data_begin = 31, data_end = data_begin + deflated(text).size();
    for (std::size_t index = data_begin; index < data_end; ++index) {
        std::string damaged = zip;
        damaged[index] = static_cast<char>(damaged[index] ^ 0x10);
        ASSERT_TRUE(is_refused(read(damaged, "a"), "container_is_not_readable", "delen a ")) << index;
    }
}

TEST(Zip, sizes_and_checksums_that_are_not_true_are_refused) {
    std::string text = letters(1000);
    EXPECT_TRUE(is_refused(read(write_zip({{.name = "a", .bytes = text, .stated_size = 999}}), "a"), "container_is_not_readable", "större"));
    EXPECT_TRUE(is_refused(read(write_zip({{.name = "a", .bytes = text, .stated_size = 1001}}), "a"), "container_is_not_readable", "mindre"));
    EXPECT_TRUE(is_refused(read(write_zip({{.name = "a", .bytes = text, .stated_crc = 1}}), "a"), "container_is_not_readable", "kontrollsumma"));
    EXPECT_TRUE(is_refused(read(write_zip({{.name = "a", .bytes = text, .is_stored = true, .stated_size = 9}}), "a"), "container_is_not_readable", "storlek"));
    EXPECT_TRUE(is_refused(read(write_zip({{.name = "a", .bytes = text, .packed = deflated(text) + "x"}}), "a"), "container_is_not_readable", "storlek"));
    std::string cut = deflated(text).substr(0, deflated(text).size() / 2);
    EXPECT_TRUE(is_refused(read(write_zip({{.name = "a", .bytes = text, .packed = cut}}), "a"), "container_is_not_readable", "avkortad"));
    EXPECT_TRUE(is_refused(read(write_zip({{.name = "a", .bytes = text, .packed = "\xFF\xFF\xFF"}}), "a"), "container_is_not_readable", "skadad"));
}

TEST(Zip, encrypted_entries_and_unknown_methods_are_refused) {
    EXPECT_TRUE(is_refused(read(write_zip({{.name = "a", .bytes = "x", .flags = 1}}), "a"), "container_is_not_readable", "krypterat"));
    EXPECT_TRUE(is_refused(read(write_zip({{.name = "a", .bytes = "x", .stated_method = 14}}), "a"), "container_is_not_readable", "inte stöds"));
}

TEST(Zip, entries_with_one_name_or_over_each_other_are_refused) {
    EXPECT_TRUE(is_refused(read(write_zip({{"a", "x"}, {"a", "y"}}), "a"), "container_is_not_readable", "två gånger"));
    EXPECT_TRUE(is_refused(read(write_zip({{"a", "x"}, {.name = "b", .bytes = "x", .placed_as = 0}}), "a"), "container_is_not_readable", "över varandra"));
    // The second head lies within the first entry's stored bytes.
    std::string inner = write_zip({{"b", "x"}});
    std::string outer = write_zip({{"a", inner, true}, {"b", "x"}});
    EXPECT_EQ(read(outer, "b"), "x");
    std::size_t place_in_directory = outer.rfind("PK\x01\x02") + 42;
    outer[place_in_directory] = 31;
    EXPECT_TRUE(is_refused(read(outer, "b"), "container_is_not_readable", "över varandra"));
}

TEST(Zip, bombs_are_refused_before_they_are_unpacked) {
    std::uint32_t large = 300u << 20;
    std::string packed = deflated(std::string(500'000, 'x'));
    EXPECT_TRUE(is_refused(read(write_zip({{.name = "a", .bytes = "", .stated_size = large, .packed = packed}}), "a"), "container_is_too_large", "500 gånger"));
    // One that says it is small is stopped at what it says.
    EXPECT_TRUE(is_refused(read(write_zip({{.name = "a", .bytes = "", .stated_size = 100, .packed = packed}}), "a"), "container_is_not_readable", "större"));
    EXPECT_TRUE(is_refused(read(write_zip({{"a", letters(1000)}}), "a", 999), "container_is_too_large", "högst 999"));
    EXPECT_EQ(read(write_zip({{"a", letters(1000)}}), "a", 1000).size(), 1000u);
    // Under the size that nobody minds, anything may be packed well.
    EXPECT_EQ(read(write_zip({{"a", std::string(10'000'000, 'x')}}), "a").size(), 10'000'000u);
}

TEST(Zip, too_many_entries_are_refused) {
    std::vector<ZipPart> parts;
    for (std::size_t index = 0; index <= zip_entries_max; ++index) parts.push_back({std::to_string(index), "x", true});
    EXPECT_TRUE(is_refused(read(write_zip(parts), "1"), "container_is_too_large", "10001 delar"));
    parts.pop_back();
    EXPECT_EQ(read(write_zip(parts), "9999"), "x");
}

TEST(Zip, a_file_that_is_not_there_is_an_issue) {
    auto container = ZipContainer::open("finns/inte.xlsx", "inte.xlsx");
    ASSERT_FALSE(container.ok());
    EXPECT_EQ(container.issues().front().code, "file_is_not_found");
}

}  // namespace
}  // namespace tertial::base
