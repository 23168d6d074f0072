// Which certificates and keys are taken, and what is said of those that are not.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "net/tls/tls_context.hpp"
#include "tests/net/tls/certificate_files.hpp"
#include "tests/support/scratch_directory.hpp"

namespace doorbuster::net {
namespace {

using test::CertificateFiles;
using test::KeyKind;
using test::make_certificate;
using testing::HasSubstr;

class Certificate : public testing::Test {
 protected:
  [[nodiscard]] std::string refusal(const std::string& certificate, const std::string& key) {
    const auto loaded = context_.load(certificate, key);
    if (loaded) return "taken: " + *loaded;
    EXPECT_EQ(loaded.error().kind, core::FailureKind::invalid);
    return loaded.error().message;
  }
  [[nodiscard]] std::string written(const std::string& name, const std::string& text) {
    const std::string path = scratch_.path() / name;
    std::ofstream(path) << text;
    return path;
  }

  support::ScratchDirectory scratch_;
  CertificateFiles files_ = make_certificate(scratch_.path() / "one", "shop.example");
  TlsContext context_;
};

TEST_F(Certificate, IsTakenWithItsKeyAndDescribed) {
  EXPECT_FALSE(context_.loaded());
  const auto loaded = context_.load(files_.certificate, files_.key);
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_THAT(*loaded, testing::StartsWith("CN=shop.example, valid until 20"));
  EXPECT_TRUE(context_.loaded());
}

TEST_F(Certificate, OfEitherKindIsTaken) {
  const auto rsa = make_certificate(scratch_.path() / "rsa", "rsa.example", KeyKind::rsa);
  EXPECT_TRUE(context_.load(rsa.certificate, rsa.key));
}

TEST_F(Certificate, ThatIsNotThereIsRefusedByName) {
  EXPECT_EQ(refusal("/nowhere/c.pem", files_.key),
            "The TLS certificate /nowhere/c.pem can't be used: No such file or directory.");
  EXPECT_EQ(refusal(files_.certificate, "/nowhere/k.pem"),
            "The TLS key /nowhere/k.pem can't be used: No such file or directory.");
}

TEST_F(Certificate, ThatIsNoPemIsRefused) {
  const auto text = written("text", "not a certificate\n");
  EXPECT_THAT(refusal(text, files_.key), HasSubstr("certificate " + text + " can't be used: it is not one in PEM"));
  EXPECT_THAT(refusal(files_.certificate, text), HasSubstr("key " + text + " can't be used"));
  EXPECT_THAT(refusal(files_.certificate, files_.certificate), HasSubstr("The TLS key"));
}

TEST_F(Certificate, WithAnothersKeyIsRefused) {
  const auto other = make_certificate(scratch_.path() / "two", "other.example");
  const auto rsa = make_certificate(scratch_.path() / "rsa", "rsa.example", KeyKind::rsa);
  for (const auto& key : {other.key, rsa.key}) {
    EXPECT_EQ(refusal(files_.certificate, key),
              "The TLS key " + key + " does not belong to the certificate " + files_.certificate + ".");
  }
}

TEST_F(Certificate, WhoseKeyIsLockedIsRefusedAndNobodyIsAsked) {
  const std::string locked = scratch_.path() / "locked.pem";
  const std::string command =
      "openssl pkey -in " + files_.key + " -aes256 -passout pass:secret -out " + locked + " 2>/dev/null";
  ASSERT_EQ(std::system(command.c_str()), 0);
  EXPECT_EQ(refusal(files_.certificate, locked),
            "The TLS key " + locked + " can't be used: it is locked by a passphrase.");
}

TEST_F(Certificate, ThatCantBeUsedLeavesTheOneBeforeInForce) {
  ASSERT_TRUE(context_.load(files_.certificate, files_.key));
  EXPECT_FALSE(context_.load("/nowhere/c.pem", files_.key));
  EXPECT_TRUE(context_.loaded());
}

TEST_F(Certificate, WhoseKeyEverybodyMayReadIsTakenWithAWarning) {
  namespace fs = std::filesystem;
  const auto said = [&] {
    testing::internal::CaptureStdout();
    EXPECT_TRUE(context_.load(files_.certificate, files_.key));
    return testing::internal::GetCapturedStdout();
  };
  EXPECT_EQ(said(), "");
  fs::permissions(files_.key, fs::perms::others_read, fs::perm_options::add);
  EXPECT_THAT(said(), HasSubstr("Everybody on this machine may read the TLS key " + files_.key));
}

}  // namespace
}  // namespace doorbuster::net
