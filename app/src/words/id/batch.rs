//! Batches of prints, in Indonesian.

use crate::words::batch::Batch;

pub(super) const BATCH: Batch = Batch {
    title: "Cetakan",
    lead: "Cetak sampai 50 lembar sekaligus. Server mencetak satu per satu, walaupun halaman ini ditutup, lalu menyatukannya dalam satu PDF.",
    begin: "Cetak banyak",
    paper: "Lembar",
    look: "Cari berkasnya",
    not_due: "tidak mempunyai lembar ini",
    nothing: "Tidak ada berkas untuk lembar ini",
    nothing_lead: "Pilih lembar lain, atau pilih berkas di Meja Saya.",
    all: "Pilih semua",
    let_go: "Kosongkan pilihan",
    mine: "Cetakan saya",
    none: "Belum ada cetakan",
    none_lead: "Cetakan Anda muncul di sini dan disimpan tiga hari.",
    asked_at: "Diminta",
    progress: "Kemajuan",
    kept_until: "Disimpan sampai",
    download: "Unduh satu PDF",
    retry: "Coba lagi yang gagal",
    leave: "Halaman ini boleh ditutup; pencetakan berjalan terus.",
    items: "Lembar dalam cetakan ini",
    back: "Semua cetakan",
    print: "Cetak…",
    print_letters: "Cetak surat",
};
