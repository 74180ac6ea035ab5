//! Registration at the counter, in Indonesian.

use crate::words::counter::Counter;

pub(super) const COUNTER: Counter = Counter {
    title: "Daftarkan permohonan",
    lead: "Isi sesuai KTP dan surat permohonan. Berkas terdaftar dan diterima loket pada saat yang sama.",
    checklist: "Persyaratan",
    checklist_lead: "Tandai bagaimana setiap persyaratan datang. Isinya diperiksa pada langkah verifikasi.",
    register: "Daftarkan",
    registering: "Mendaftarkan…",
    registered: "Permohonan terdaftar",
    registered_lead: "Catat kode lacak untuk pemohon. Empat angka terakhir NIK adalah kunci kedua dan tidak dicetak.",
    register_number: "Nomor register",
    code: "Kode lacak",
    code_hint: "Pemohon melacak berkas di halaman Lacak, tanpa akun.",
    promised: "Siap diambil paling lambat",
    open_dossier: "Buka berkas",
    another: "Daftarkan permohonan lain",
    to_board: "Kembali ke papan",
    double: "Pemohon ini masih mempunyai permohonan terbuka untuk layanan yang sama:",
    renewal: "Perpanjang izin",
    replacement: "Daftarkan surat pengganti",
    again: "Daftarkan lagi",
    from_lead: "Isian diambil dari berkas lama, periksa bersama pemohon:",
    fee: "Biaya",
    free: "GRATIS",
};
