//! The native half of the proof that the browser computes what the server computes: `parity SEED CASES` prints the
//! digest of that many clocks. The other half is `frontend/examples/parity.rs`.

#[expect(clippy::print_stdout, reason = "the answer of the program")]
fn main() {
    let mut arguments = std::env::args().skip(1).map(|argument| argument.parse().ok());
    let (Some(Some(seed)), Some(Some(cases))) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: parity SEED CASES");
        std::process::exit(2);
    };
    println!("{:016x}", domain::parity::digest(seed, usize::try_from(cases).unwrap_or(usize::MAX)));
}
