#include "base/hash.hpp"

#include <sodium.h>

#include <array>
#include <cstdlib>

namespace tertial::base {
namespace {

constexpr std::size_t hash_bytes = 32;

void require_sodium() {
    static const bool ready = sodium_init() >= 0;
    if (!ready) std::abort();
}

std::string hex(const unsigned char* bytes, std::size_t size) {
    std::string text(size * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), bytes, size);
    text.pop_back();
    return text;
}

}  // namespace

struct Hasher::State {
    crypto_generichash_state state;
};

Hasher::Hasher() : state_(std::make_unique<State>()) {
    require_sodium();
    crypto_generichash_init(&state_->state, nullptr, 0, hash_bytes);
}

Hasher::~Hasher() = default;

void Hasher::add(std::string_view bytes) { crypto_generichash_update(&state_->state, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()); }

std::string Hasher::finish() {
    std::array<unsigned char, hash_bytes> digest{};
    crypto_generichash_final(&state_->state, digest.data(), digest.size());
    return hex(digest.data(), digest.size());
}

std::string content_hash(std::string_view bytes) {
    Hasher hasher;
    hasher.add(bytes);
    return hasher.finish();
}

std::string random_salt() {
    require_sodium();
    std::array<unsigned char, 16> salt{};
    randombytes_buf(salt.data(), salt.size());
    return hex(salt.data(), salt.size());
}

void wipe(std::string& secret) {
    sodium_memzero(secret.data(), secret.size());
    secret.clear();
}

struct HmacKey::State {
    crypto_auth_hmacsha256_state keyed;
    ~State() { sodium_memzero(&keyed, sizeof keyed); }
};

HmacKey::HmacKey(std::string_view secret) : state_(std::make_unique<State>()) {
    require_sodium();
    crypto_auth_hmacsha256_init(&state_->keyed, reinterpret_cast<const unsigned char*>(secret.data()), secret.size());
}

HmacKey::~HmacKey() = default;
HmacKey::HmacKey(HmacKey&&) noexcept = default;
HmacKey& HmacKey::operator=(HmacKey&&) noexcept = default;

std::string HmacKey::hash(std::string_view message) const {
    State state = *state_;
    std::array<unsigned char, crypto_auth_hmacsha256_BYTES> digest{};
    crypto_auth_hmacsha256_update(&state.keyed, reinterpret_cast<const unsigned char*>(message.data()), message.size());
    crypto_auth_hmacsha256_final(&state.keyed, digest.data());
    return hex(digest.data(), digest.size());
}

}  // namespace tertial::base
