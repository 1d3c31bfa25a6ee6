use super::*;
use crate::protocol::cipher::hex_bytes;

/// Keys that were made for tests, and nothing else.
const RSA_PKCS8: &str = include_str!("../../../tests/keys/rsa2048-pkcs8.pem");
const RSA_PKCS1: &str = include_str!("../../../tests/keys/rsa2048-pkcs1.pem");
const SM2_PKCS8: &str = include_str!("../../../tests/keys/sm2-pkcs8.pem");
const SM2_SEC1: &str = include_str!("../../../tests/keys/sm2-sec1.pem");
const SM2_HEX: &str = include_str!("../../../tests/keys/sm2-private.hex");

fn pem(text: &str) -> Option<Found> {
    block(text, 0)?.found()
}

fn key(text: &str) -> PrivateKey {
    match pem(text) {
        Some(Found::Private(key)) => key,
        _ => panic!("no private key"),
    }
}

#[test]
fn a_key_is_the_same_in_every_form() {
    assert!(key(RSA_PKCS8) == key(RSA_PKCS1));
    assert!(key(SM2_PKCS8) == key(SM2_SEC1));
    let number = hex_bytes(SM2_HEX.trim().as_bytes());
    assert!(PrivateKey::of_sm2(&number) == Some(key(SM2_PKCS8)));
    // In one line, with its line ends as escapes, with spaces before each line, and without its end.
    for written in [
        RSA_PKCS8.replace('\n', "\\n"),
        RSA_PKCS8.replace('\n', " "),
        RSA_PKCS8.replace('\n', "\r\n  "),
        RSA_PKCS8.replace("-----END PRIVATE KEY-----", ""),
    ] {
        assert!(key(&written) == key(RSA_PKCS8), "{written}");
    }
}

/// A key that was encrypted with OAEP for this one, where the padded message begins with 00 02 like the other padding.
const OAEP_LIKE_PKCS1: &str = "6341608a84c8eb01cbe4ded31143816e79c76215dffb6846f45142dc01a69b9f46fab5978758651bf509cb05671fced3a063ef2706381fed0d34abedd78f1fbd551d69a3a83dbb26e4311ff845df3a8f5f469a641a348227ea9f567828c5fa339092e6a7da3afc242729c885e44432843e5b70acd10e7713b81ace6cbf8418e0603cdb255e2d7e4f98c77fe81f91f06165a8825cad57bfe83098ec1bc70e7b4c55b57c93eca323e7f6c3c66c388713c6177cf4293db91d84341e9efdb62a2dfce8e2323408a68da9030b2d005a921cfc2e800adc7f8dff2d534a5e0f9c2f0a1ef1c34a5f3644e4d75bae189806d9a04a33af5c72d4c3e9b11613d2297bb16b94";

#[test]
fn oaep_is_not_taken_for_the_other_padding() {
    let data = hex_bytes(OAEP_LIKE_PKCS1.as_bytes());
    let (message, wrapping) = key(RSA_PKCS8).open(&data).unwrap();
    assert_eq!(
        (message.as_slice(), wrapping),
        (&b"a secret of mine"[..], Wrapping::Oaep)
    );
}

#[test]
fn what_is_no_usable_key_is_told_apart() {
    let check = |text: &str, expected: Option<Found>| assert!(pem(text) == expected, "{text}");
    let armored = |label: &str, der: &[u8]| {
        let body = base64::encode(der);
        format!("-----BEGIN {label}-----\n{body}\n-----END {label}-----\n")
    };
    check(
        &armored("ENCRYPTED PRIVATE KEY", &[0x30, 0]),
        Some(Found::Protected),
    );
    let protected = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----";
    check(protected, Some(Found::Protected));
    check(&armored("PRIVATE KEY", b"noise"), Some(Found::Unusable));
    check(
        &armored("OPENSSH PRIVATE KEY", b"openssh-key-v1"),
        Some(Found::Unusable),
    );
    check(
        &armored("PUBLIC KEY", &[0x30, 4, 0x30, 0, 3, 0]),
        Some(Found::Public),
    );
    check(&armored("CERTIFICATE REQUEST", b"noise"), None);
    check("-----BEGIN ", None);
    check("no key", None);
}

#[test]
fn keys_of_hostile_sizes_are_refused() {
    let number = |length: usize| {
        let mut number = vec![INTEGER, 0x83];
        number.extend_from_slice(&(length as u32 + 1).to_be_bytes()[1..]);
        number.push(0);
        number.extend(vec![0xff; length]);
        number
    };
    let sequence = |content: &[u8]| {
        let mut sequence = vec![SEQUENCE, 0x83];
        sequence.extend_from_slice(&(content.len() as u32).to_be_bytes()[1..]);
        sequence.extend_from_slice(content);
        sequence
    };
    let rsa = |modulus, exponent| {
        let parts = [
            &[INTEGER, 1, 0][..],
            &number(modulus),
            &number(3),
            &number(exponent),
        ];
        of_der(&sequence(&parts.concat()))
    };
    assert!(matches!(rsa(512, 512), Some(Found::Private(_))));
    for (modulus, exponent) in [
        (2048, 2048),
        (513, 10),
        (63, 10),
        (256, 257),
        (0, 0),
        (256, 0),
    ] {
        assert!(rsa(modulus, exponent) == Some(Found::Unusable), "{modulus}");
    }
    for number in ["00".repeat(32), "ff".repeat(32), "01".repeat(31)] {
        assert!(PrivateKey::of_sm2(&hex_bytes(number.as_bytes())).is_none());
    }
}

/// Whatever bytes there are: an answer, and no panic.
#[test]
fn hostile_structures_end() {
    let valid: Vec<Vec<u8>> = [RSA_PKCS8, RSA_PKCS1, SM2_PKCS8, SM2_SEC1]
        .iter()
        .map(|text| {
            let body: String = text.lines().filter(|line| !line.starts_with('-')).collect();
            base64::decode(body.as_bytes(), &|_| false).bytes
        })
        .collect();
    test_support::property(|u| {
        let mut bytes = u.choose(&valid)?.clone();
        for _ in 0..u.int_in_range(0..=6)? {
            let at = u.choose_index(bytes.len())?;
            bytes[at] = u.arbitrary()?;
        }
        bytes.truncate(u.int_in_range(0..=bytes.len())?);
        let _ = of_der(&bytes);
        let _ = PrivateKey::of_sm2(&bytes);
        Ok(())
    });
    // What is changed in a key makes another one of it, or none: data are opened all the same.
    test_support::property(|u| {
        let mut bytes = u.choose(&valid)?.clone();
        let at = u.choose_index(bytes.len())?;
        bytes[at] = u.arbitrary()?;
        if let Some(Found::Private(key)) = of_der(&bytes) {
            let length = match &key {
                PrivateKey::Rsa(key) => key.length(),
                PrivateKey::Sm2(_) => u.int_in_range(90..=130)?,
            };
            let data: Vec<u8> = (0..length)
                .map(|_| u.arbitrary())
                .collect::<Result<_, _>>()?;
            let _ = key.open(&data);
        }
        Ok(())
    });
}
