"""An authenticator in software: makes and uses passkeys as a device would, and wrongly where a test asks for it."""

import json
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import sha256, websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

FLAG = AuthenticatorData.FLAG
VERIFIED = FLAG.USER_PRESENT | FLAG.USER_VERIFIED
HERE = "http://localhost"


class Authenticator:
    """One passkey; ``counter`` is what the next answer says."""

    def __init__(self, host: str = "localhost", identifier: bytes = b"0123456789abcdef") -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.identifier, self.host, self.counter = identifier, sha256(host.encode()), 1

    def make(self, question: dict[str, Any], *, origin: str = HERE, flags: FLAG = VERIFIED) -> str:
        """The answer to the question for a new passkey."""
        public = ES256.from_cryptography_key(self.key.public_key())  # type: ignore[no-untyped-call]
        credential = AttestedCredentialData.create(b"\0" * 16, self.identifier, public)
        made = AuthenticatorData.create(self.host, flags | FLAG.ATTESTED, 0, credential)
        client = self._client("webauthn.create", question, origin)
        attested = AttestationObject.create("none", made, {})
        return self._told(clientDataJSON=client, attestationObject=attested)

    def use(
        self, question: dict[str, Any], *, origin: str = HERE, flags: FLAG = VERIFIED, crosses: bool = False
    ) -> str:
        """The answer to the question who sits there."""
        client = self._client("webauthn.get", question, origin, crosses=crosses)
        data = AuthenticatorData.create(self.host, flags, self.counter)
        self.counter += 1
        signature = self.key.sign(data + client.hash, ec.ECDSA(SHA256()))
        return self._told(clientDataJSON=client, authenticatorData=data, signature=signature)

    @staticmethod
    def _client(kind: str, question: dict[str, Any], origin: str, *, crosses: bool = False) -> CollectedClientData:
        challenge = websafe_decode(question["challenge"])
        return CollectedClientData.create(type=kind, challenge=challenge, origin=origin, cross_origin=crosses)

    def _told(self, **response: bytes) -> str:
        named = websafe_encode(self.identifier)
        told = {name: websafe_encode(value) for name, value in response.items()}
        return json.dumps({"id": named, "rawId": named, "type": "public-key", "response": told})
