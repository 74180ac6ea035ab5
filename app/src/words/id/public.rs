//! The frame of the public pages, in Indonesian.

use crate::words::public::Public;

pub(super) const PUBLIC: Public = Public {
    tagline: "Pelayanan Terpadu Satu Pintu",
    unnamed: "Kantor perizinan",
    emblem: "Tempat lambang daerah",
    rooms: "Halaman umum",
    menu: "Menu",
    home: "Beranda",
    track: "Lacak",
    standards: "Standar pelayanan",
    staff: "Masuk petugas",
    skip: "Langsung ke isi",
    language: "Bahasa",
    contact: "Alamat dan bantuan",
    phone: "Telepon",
    sms: "SMS",
    welcome: "Layanan perizinan",
    lead: "Lihat sampai di mana permohonan Anda, dan apa yang kami janjikan untuk setiap layanan. Tidak perlu akun.",
    track_lead: "Sampai di mana berkas Anda, kapan izin siap diambil, dan apa yang masih kurang.",
    track_go: "Lacak permohonan",
    services: "Layanan kami",
    services_lead: "Persyaratan, biaya, waktu, dan siapa mengerjakan apa.",
    services_all: "Semua standar pelayanan",
    apply: "Mengajukan permohonan",
    apply_lead: "Bawa persyaratannya ke loket kami pada jam kerja. Anda menerima tanda terima dengan kode lacak.",
    not_found: "Halaman tidak ditemukan",
    not_found_lead: "Alamat ini tidak ada. Periksa tulisannya, atau mulai dari beranda.",
};
