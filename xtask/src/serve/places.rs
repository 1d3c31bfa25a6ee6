//! Who is connected, and who has to leave when there are too many.

use std::net::{Shutdown, TcpStream};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The connections of the moment, the oldest first.
#[derive(Debug)]
pub struct Places {
    most: usize,
    grace: Duration,
    taken: Mutex<Vec<Taken>>,
    /// Connections so far.
    count: AtomicU64,
}

#[derive(Debug)]
struct Taken {
    stream: TcpStream,
    number: u64,
    /// When its request was read; none while it is awaited.
    answering: Option<Instant>,
}

impl Places {
    pub fn new(most: usize, grace: Duration) -> Places {
        Places {
            most,
            grace,
            taken: Mutex::default(),
            count: AtomicU64::new(0),
        }
    }

    /// A place for a connection; none where all are taken by clients that are being answered.
    ///
    /// Whoever holds a place without sending a whole request, or without reading the answer, has to
    /// leave when somebody else comes: otherwise a few such clients would keep everybody out.
    pub fn take(places: &Arc<Places>, stream: &TcpStream) -> Option<Place> {
        let stream = stream.try_clone().ok()?;
        let mut taken = places.taken();
        if taken.len() >= places.most {
            let idle = taken
                .iter()
                .position(|one| one.answering.is_none())
                .or_else(|| {
                    taken.iter().position(|one| {
                        one.answering
                            .is_some_and(|since| since.elapsed() >= places.grace)
                    })
                })?;
            // Its thread finds the connection closed, and ends.
            let _ = taken.remove(idle).stream.shutdown(Shutdown::Both);
        }
        let number = places.count.fetch_add(1, Ordering::Relaxed);
        taken.push(Taken {
            stream,
            number,
            answering: None,
        });
        Some(Place {
            places: Arc::clone(places),
            number,
        })
    }

    fn taken(&self) -> MutexGuard<'_, Vec<Taken>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One of the connections at the same time; free again when dropped.
#[derive(Debug)]
pub struct Place {
    places: Arc<Places>,
    number: u64,
}

impl Place {
    /// The request is read; from now on its answer is what takes time.
    pub fn answering(&self) {
        let mut taken = self.places.taken();
        if let Some(own) = taken.iter_mut().find(|one| one.number == self.number) {
            own.answering = Some(Instant::now());
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.places.taken();
        taken.retain(|one| one.number != self.number);
    }
}
