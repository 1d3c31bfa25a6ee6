//! Decryption with SM2 (GB/T 32918.4) on the curve sm2p256v1.
//!
//! The curve’s arithmetic is written here on the numbers of `crypto-bigint`, which RSA needs anyway: the
//! crate for SM2 takes three times as many bytes, most of them for what is not asked for, such as signatures.
//! What is decrypted is the reader’s own, on the reader’s computer, so nobody measures how long it takes.

use crypto_bigint::modular::{ConstMontyForm, ConstMontyParams};
use crypto_bigint::{U256, const_monty_params};
use sm3::{Digest, Sm3};
use zeroize::Zeroizing;

const_monty_params!(
    Prime,
    U256,
    "fffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffff",
    "The prime of the curve’s field."
);

/// A number of the field.
type Number = ConstMontyForm<Prime, { U256::LIMBS }>;

/// The number b of the curve’s equation y² = x³ − 3x + b.
const B: Number = Number::new(&U256::from_be_hex(
    "28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93",
));

/// How many points there are.
const ORDER: U256 =
    U256::from_be_hex("fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123");

/// Bytes of a number, and of a digest of SM3.
pub(super) const WIDTH: usize = 32;

/// A private key: a number below the order.
#[derive(Clone, PartialEq, Eq)]
pub(in crate::protocol) struct Sm2(Zeroizing<[u8; WIDTH]>);

/// A point by its coordinates in the form of Jacobi, of which the last is not zero.
#[derive(Clone, Copy)]
struct Point {
    x: Number,
    y: Number,
    z: Number,
}

impl Sm2 {
    /// A key of 32 bytes; none where they are no number that can be one.
    pub(super) fn new(bytes: &[u8]) -> Option<Sm2> {
        let bytes: [u8; WIDTH] = bytes.try_into().ok()?;
        let number = U256::from_be_slice(&bytes);
        let is_one = number > U256::ZERO && number < ORDER;
        is_one.then(|| Sm2(Zeroizing::new(bytes)))
    }

    /// The message of a ciphertext: a point with or without the mark 04 before it, a digest, and the encrypted
    /// message. The digest proves the key.
    pub(super) fn decrypt(&self, data: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        self.opened(data)
            .or_else(|| self.opened(data.strip_prefix(&[4])?))
    }

    fn opened(&self, data: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (point, rest) = data.split_at_checked(2 * WIDTH)?;
        let (sum, text) = rest.split_at_checked(WIDTH)?;
        let (x, y) = point.split_at_checked(WIDTH)?;
        let (x, y) = on_curve(x, y)?.times(&self.0)?.coordinates();
        let message = masked(text, &x, &y);
        let proof = Sm3::new().chain_update(x).chain_update(&*message);
        (proof.chain_update(y).finalize().as_slice() == sum).then_some(message)
    }
}

/// The point with these coordinates, where they are one of the curve.
fn on_curve(x: &[u8], y: &[u8]) -> Option<Point> {
    let number = |bytes: &[u8]| {
        let number = U256::from_be_slice(bytes);
        (number < *Prime::PARAMS.modulus().as_ref()).then(|| Number::new(&number))
    };
    let (x, y) = (number(x)?, number(y)?);
    let is_on = y.square() == x.square() * x - x - x - x + B;
    is_on.then_some(Point {
        x,
        y,
        z: Number::ONE,
    })
}

impl Point {
    /// The point so many times, by doubling and adding; none where that is the point at infinity.
    fn times(&self, number: &[u8; WIDTH]) -> Option<Point> {
        let mut sum: Option<Point> = None;
        for byte in number {
            for bit in (0..8).rev() {
                sum = sum.map(|sum| sum.doubled());
                if byte >> bit & 1 == 1 {
                    sum = match sum {
                        Some(sum) => sum.plus(self),
                        None => Some(*self),
                    };
                }
            }
        }
        sum
    }

    /// No point has the order 2, so this is never the one at infinity.
    fn doubled(&self) -> Point {
        let (z, y) = (self.z.square(), self.y.square());
        let (less, more) = (self.x - z, self.x + z);
        let product = less * more;
        let slope = product + product + product;
        let base = twice(twice(self.x * y));
        let x = slope.square() - twice(base);
        Point {
            x,
            y: slope * (base - x) - twice(twice(twice(y.square()))),
            z: twice(self.y * self.z),
        }
    }

    /// The sum with a point whose last coordinate is one; none where that is the point at infinity.
    fn plus(&self, other: &Point) -> Option<Point> {
        let z = self.z.square();
        let width = other.x * z - self.x;
        let height = other.y * z * self.z - self.y;
        if width == Number::ZERO {
            return (height == Number::ZERO).then(|| self.doubled());
        }
        let square = width.square();
        let (cube, base) = (square * width, self.x * square);
        let x = height.square() - cube - twice(base);
        Some(Point {
            x,
            y: height * (base - x) - self.y * cube,
            z: self.z * width,
        })
    }

    /// Its two coordinates in big-endian bytes.
    fn coordinates(&self) -> ([u8; WIDTH], [u8; WIDTH]) {
        let two = U256::from_u8(2);
        // By Fermat’s theorem.
        let inverse = self
            .z
            .pow_vartime(&Prime::PARAMS.modulus().as_ref().wrapping_sub(&two));
        let square = inverse.square();
        let bytes = |number: Number| number.retrieve().to_be_bytes().into();
        (bytes(self.x * square), bytes(self.y * square * inverse))
    }
}

fn twice(number: Number) -> Number {
    number + number
}

/// A text under the mask that is made of a point.
fn masked(text: &[u8], x: &[u8], y: &[u8]) -> Zeroizing<Vec<u8>> {
    let mut masked = Zeroizing::new(text.to_vec());
    for (piece, counter) in masked.chunks_mut(WIDTH).zip(1_u32..) {
        let mask = Sm3::new().chain_update(x).chain_update(y);
        let mask = mask.chain_update(counter.to_be_bytes()).finalize();
        for (byte, mask) in piece.iter_mut().zip(mask) {
            *byte ^= mask;
        }
    }
    masked
}
