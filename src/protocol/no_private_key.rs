//! In the place of private keys in a build that reads nothing encrypted: no text is one there.

use std::convert::Infallible;

use zeroize::Zeroizing;

/// There is none.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct PrivateKey(Infallible);

/// How the key of a session was encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(dead_code, reason = "no key of a session is opened here")]
pub(super) enum Wrapping {
    Pkcs1,
    Oaep,
    Sm2,
}

/// What a structure of ASN.1 is.
#[derive(Clone, PartialEq, Eq)]
#[expect(dead_code, reason = "nothing is found here")]
pub(super) enum Found {
    Private(PrivateKey),
    Unusable,
    Protected,
    Public,
}

/// A block in the armor of PEM.
pub(super) struct Block {
    pub(super) start: usize,
    pub(super) end: usize,
}

impl PrivateKey {
    pub(super) fn of_sm2(_: &[u8]) -> Option<PrivateKey> {
        None
    }

    pub(super) fn may_open(&self, _: &[u8]) -> bool {
        match self.0 {}
    }

    pub(super) fn cost(&self) -> usize {
        match self.0 {}
    }

    pub(super) fn open(&self, _: &[u8]) -> Option<(Zeroizing<Vec<u8>>, Wrapping)> {
        match self.0 {}
    }
}

impl Block {
    pub(super) fn found(&self) -> Option<Found> {
        None
    }

    pub(super) fn is_private(&self) -> bool {
        false
    }

    pub(super) fn is_parameters(&self) -> bool {
        false
    }
}

pub(super) fn of_numbers(_: &[u8], _: &[u8]) -> Found {
    Found::Unusable
}

pub(super) fn of_der(_: &[u8]) -> Option<Found> {
    None
}

pub(super) fn block(_: &str, _: usize) -> Option<Block> {
    None
}
