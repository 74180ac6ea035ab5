//! A new migration file alone must rebuild this crate.
fn main() {
    println!("cargo:rerun-if-changed=../migrations");
}
