//! Errors, in Indonesian.

use crate::words::error::{Errors, Pair};

pub(super) const ERROR: Errors = Errors {
    sign_in: Pair(
        "Anda belum masuk",
        "Sesi berakhir atau belum dimulai. Masuk kembali di tab baru; isian di halaman ini tidak hilang.",
    ),
    must_change_password: Pair(
        "Ganti kata sandi dulu",
        "Kata sandi awal hanya untuk masuk pertama kali. Ganti di Akun saya.",
    ),
    password_again: Pair(
        "Kata sandi diminta lagi",
        "Tindakan ini meminta kata sandi sekali lagi, berlaku lima menit.",
    ),
    wrong_password: Pair(
        "Nama atau kata sandi tidak cocok",
        "Periksa NIP atau nama pengguna dan kata sandi, lalu coba lagi.",
    ),
    weak_password: Pair(
        "Kata sandi baru belum memenuhi syarat",
        "Paling sedikit 12 huruf atau angka, sedikitnya 5 yang berbeda, tanpa NIP atau nama pengguna, dan bukan kata sandi lama.",
    ),
    throttled: "Terlalu banyak percobaan",
    forbidden: "Bukan wewenang Anda",
    fields: Pair(
        "Ada isian yang perlu diperbaiki",
        "Isian yang bermasalah ditandai; perbaiki lalu kirim lagi.",
    ),
    not_found: Pair("Tidak ditemukan", "Berkas atau halaman ini tidak ada, atau alamatnya salah ketik."),
    bad_request: Pair("Permintaan tidak terbaca", "Muat ulang halaman ini, lalu coba lagi."),
    offline: Pair(
        "Server tidak menjawab",
        "Belum pasti tercatat. Periksa sambungan, lalu coba lagi: tindakan yang sama tidak dicatat dua kali.",
    ),
    not_printed: "Surat tidak dapat dicetak",
    internal: "Terjadi kesalahan di server",
};
