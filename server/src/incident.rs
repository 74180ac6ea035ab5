//! What a reader sees when the program fails: a number to tell, nothing of the inside.

use axum::body::Body;
use axum::response::IntoResponse;
use http::header::CONTENT_TYPE;
use http::{Response, StatusCode};
use std::any::Any;

/// A number for one failure, written into the log and shown to the reader: eight hexadecimal digits.
pub fn number() -> String {
    let mut bytes = [0u8; 4];
    match ring::rand::SecureRandom::fill(&ring::rand::SystemRandom::new(), &mut bytes) {
        Ok(()) => data_encoding::HEXLOWER.encode(&bytes),
        // Without randomness the reader still gets an answer; the log's line is found by its time.
        Err(_) => "00000000".to_owned(),
    }
}

/// Turns a panic into an answer with an incident number.
///
/// The panic's own text may hold an applicant's data and is left to the hook of [`log_panics`].
pub fn answer_panic(_panic: Box<dyn Any + Send + 'static>) -> Response<Body> {
    let incident = number();
    tracing::error!(incident, "a request failed by a panic");
    let text = format!(
        "Terjadi kesalahan. Nomor kejadian: {incident}\nSomething went wrong. Incident: {incident}\n"
    );
    (StatusCode::INTERNAL_SERVER_ERROR, [(CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}

/// Sends panics to the log: the place always, the text only where it is a constant of the program.
pub fn log_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let text = panic.payload().downcast_ref::<&'static str>().copied().unwrap_or("(text withheld)");
        tracing::error!(place, text, "panic");
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_incident_number_has_eight_digits_and_differs() {
        let (first, second) = (number(), number());
        assert_eq!(first.len(), 8);
        assert_ne!(first, second);
    }
}
