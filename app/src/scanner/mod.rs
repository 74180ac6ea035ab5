//! Reading the QR of a folder: by the camera in the page where the browser can, else by the telephone's own camera, or by
//! typing what stands on the label.

mod camera;
mod page;

pub use page::ScannerPage;
