//! Reading the QR of a folder, in Indonesian.

use crate::words::scanner::Scanner;

pub(super) const SCANNER: Scanner = Scanner {
    title: "Pindai map",
    lead: "Arahkan kamera ke kode QR pada label map. Berkasnya langsung terbuka.",
    picture: "Gambar kamera",
    opening: "Menyiapkan kamera…",
    cannot_read: "Peramban ini tidak dapat membaca kode QR di halaman.",
    refused: "Kamera tidak dapat dipakai.",
    own_camera: "Buka aplikasi kamera ponsel, arahkan ke kode QR pada label map, lalu ketuk alamat yang muncul: halaman berkas terbuka.",
    no_folder: "Kode ini bukan kode map berkas.",
    by_hand: "Nomor register atau nomor map",
    by_hand_hint: "Seperti tertulis pada label: REG/2026/000123, atau 000123.",
};
