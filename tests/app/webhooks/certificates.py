"""An authority of the test's own, and certificates by it, made by openssl(1)."""
import ssl
import subprocess


def openssl(*words, **more):
    return subprocess.run(["openssl", *words], check=True, capture_output=True, **more).stdout


class Authority:
    """Its certificate is at `file`, in PEM."""

    def __init__(self, folder, name):
        self.folder, self.name, self.file, self.key = folder, name, folder / f"{name}.pem", folder / f"{name}.key"
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc", "-days", "2",
                "-subj", f"/CN={name}", "-keyout", self.key, "-out", self.file)

    def server(self, names, days=2):
        """For a server of these names ("DNS:localhost"). With `days` below 0 the certificate has expired."""
        name = names.replace(":", "-").replace(",", "_") + str(days)
        file, key = (self.folder / f"{self.name}-{name}.{kind}" for kind in ("pem", "key"))
        asked = openssl("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc",
                        "-subj", "/CN=receiver", "-addext", f"subjectAltName={names}", "-keyout", key)
        openssl("x509", "-req", "-CA", self.file, "-CAkey", self.key, "-copy_extensions", "copyall",
                "-days", str(days), "-out", file, input=asked)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file, key)
        return context
