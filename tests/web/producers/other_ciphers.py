"""Decrypts with the library cryptography what tests/web/ciphers.test.mjs encrypted, one JSON object a line, and prints
the numbers of those that give something else than they were made of."""

import json
import sys
from base64 import b64decode

from cryptography.hazmat.decrepit.ciphers.algorithms import ARC4
from cryptography.hazmat.primitives import hashes, padding, serialization
from cryptography.hazmat.primitives.asymmetric import padding as asymmetric
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes


def blocks(algorithm, mode, data):
    decryptor = Cipher(algorithm, mode).decryptor()
    unpadder = padding.PKCS7(128).unpadder()
    return unpadder.update(decryptor.update(data) + decryptor.finalize()) + unpadder.finalize()


def decrypt(one):
    key, vector, data = (b64decode(one[name]) for name in ("key", "vector", "data"))
    match one["name"]:
        case "rc4":
            # The first 1,024 bytes of the stream are passed over.
            return Cipher(ARC4(key), None).decryptor().update(bytes(1024) + data)[1024:]
        case "aes-128-ecb" | "aes-256-ecb":
            return blocks(algorithms.AES(key), modes.ECB(), data)
        case "aes-128-cbc" | "aes-256-cbc":
            return blocks(algorithms.AES(key), modes.CBC(vector), data)
        case "sm4-cbc":
            return blocks(algorithms.SM4(key), modes.CBC(vector), data)
        case "rsa":
            return serialization.load_der_private_key(key, None).decrypt(data, asymmetric.PKCS1v15())
        case "rsa-oaep":
            oaep = asymmetric.OAEP(asymmetric.MGF1(hashes.SHA1()), hashes.SHA1(), None)
            return serialization.load_der_private_key(key, None).decrypt(data, oaep)


wrong = []
for number, line in enumerate(sys.stdin):
    one = json.loads(line)
    if decrypt(one) != b64decode(one["plain"]):
        wrong.append(number)
print(json.dumps({"read": number + 1, "wrong": wrong}))
