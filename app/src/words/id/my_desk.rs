//! Meja Saya, in Indonesian.

use crate::words::my_desk::MyDesk;

pub(super) const MY_DESK: MyDesk = MyDesk {
    ending: "Izin akan berakhir:",
    all: "Semua",
    working: "Dikerjakan",
    late_lead: "jam langkah atau janji sudah habis",
    empty: "Meja Anda kosong",
    empty_lead: "Berkas yang diserahkan kepada Anda akan muncul di sini.",
    nothing: "Tidak ada di bagian ini",
    nothing_lead: "Pilih Semua untuk melihat seluruh meja.",
    accept_ready: "Terima: siap diambil",
    open: "Buka berkas",
    send_back: "Kembalikan…",
    rest: "istirahat",
    chosen: "Berkas yang dipilih",
    pane: "Berkas yang dibaca",
    pane_empty: "Pilih satu baris untuk membaca berkasnya di sini.",
    letter: "Surat izin",
    your_initial: "paraf Anda",
    last_initial: "Paraf sebelumnya",
    time_so_far: "Waktu sampai kini",
};
