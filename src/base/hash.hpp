// Content hashes (BLAKE2b-256, libsodium) and keyed hashes (HMAC-SHA-256) as lower-case hex, and random bytes for salts.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace tertial::base {

/// Hash of the bytes, 64 hex digits.
[[nodiscard]] std::string content_hash(std::string_view bytes);
/// 32 hex digits of cryptographic randomness.
[[nodiscard]] std::string random_salt();

/// A hash over bytes that arrive in pieces.
class Hasher {
public:
    Hasher();
    ~Hasher();
    Hasher(const Hasher&) = delete;
    Hasher& operator=(const Hasher&) = delete;
    void add(std::string_view bytes);
    [[nodiscard]] std::string finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Overwrites a secret, so that it stands nowhere in memory afterwards.
void wipe(std::string& secret);

/// HMAC-SHA-256 (RFC 2104, RFC 4231) with one key. Keeps no more of the key than the hash needs, and overwrites it at the end.
class HmacKey {
public:
    explicit HmacKey(std::string_view secret);
    ~HmacKey();
    HmacKey(HmacKey&&) noexcept;
    HmacKey& operator=(HmacKey&&) noexcept;
    HmacKey(const HmacKey&) = delete;
    HmacKey& operator=(const HmacKey&) = delete;
    /// Of the message, 64 hex digits. May be called from several threads.
    [[nodiscard]] std::string hash(std::string_view message) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace tertial::base
