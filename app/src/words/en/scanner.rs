//! Reading the QR of a folder, in English.

use crate::words::scanner::Scanner;

pub(super) const SCANNER: Scanner = Scanner {
    title: "Scan a folder",
    lead: "Point the camera at the QR code on the folder's label. Its dossier opens at once.",
    picture: "Picture of the camera",
    opening: "Opening the camera…",
    cannot_read: "This browser cannot read QR codes in a page.",
    refused: "The camera cannot be used.",
    own_camera: "Open the camera app of the telephone, point it at the QR code on the folder's label and tap the address that appears: the dossier's page opens.",
    no_folder: "This is not the code of a folder.",
    by_hand: "Register number or map number",
    by_hand_hint: "As on the label: REG/2026/000123, or 000123.",
};
