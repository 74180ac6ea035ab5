//! Reading the QR of a folder.

/// Reading the QR of a folder.
#[derive(Debug)]
pub struct Scanner {
    /// The title of the page.
    pub title: &'static str,
    /// What it does.
    pub lead: &'static str,
    /// The name of the camera's picture.
    pub picture: &'static str,
    /// While the camera is asked for.
    pub opening: &'static str,
    /// The browser cannot read a QR.
    pub cannot_read: &'static str,
    /// The camera may not be used.
    pub refused: &'static str,
    /// What to do without the camera.
    pub own_camera: &'static str,
    /// The code is not that of a folder.
    pub no_folder: &'static str,
    /// The field for what stands on the label.
    pub by_hand: &'static str,
    /// An example of it.
    pub by_hand_hint: &'static str,
}
