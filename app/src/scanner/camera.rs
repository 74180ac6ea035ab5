//! The camera and the reader of QR codes that some browsers have. Asked for by name, since a browser without them must say
//! so rather than fail.

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlVideoElement, MediaStream, MediaStreamConstraints, MediaStreamTrack};

/// Why there is no picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPicture {
    /// The browser has no reader of QR codes, or no camera that a page may use.
    CannotRead,
    /// The reader said no, or the camera is in use elsewhere.
    Refused,
}

/// The browser's reader of QR codes.
#[derive(Clone, Debug)]
pub struct QrReader(JsValue);

impl QrReader {
    /// The reader; none where the browser has none.
    pub fn of_browser() -> Option<Self> {
        let class = Reflect::get(&window(), &JsValue::from_str("BarcodeDetector")).ok()?;
        let options = Object::new();
        let formats = Array::of1(&JsValue::from_str("qr_code"));
        Reflect::set(&options, &JsValue::from_str("formats"), &formats).ok()?;
        Reflect::construct(class.dyn_ref::<Function>()?, &Array::of1(&options)).ok().map(Self)
    }

    /// What stands in the codes that the picture shows.
    pub async fn read(&self, picture: &HtmlVideoElement) -> Vec<String> {
        let found = async {
            let detect =
                Reflect::get(&self.0, &JsValue::from_str("detect")).ok()?.dyn_into::<Function>().ok()?;
            let promise = detect.call1(&self.0, picture).ok()?.dyn_into::<Promise>().ok()?;
            JsFuture::from(promise).await.ok()
        };
        let codes = found.await.map(|found| Array::from(&found)).unwrap_or_default();
        let text = |code: JsValue| Reflect::get(&code, &JsValue::from_str("rawValue")).ok()?.as_string();
        codes.iter().filter_map(text).collect()
    }
}

/// Shows what the camera behind the telephone sees.
///
/// # Errors
/// [`NoPicture`], where there is nothing to show.
pub async fn show(picture: &HtmlVideoElement) -> Result<(), NoPicture> {
    let devices = window().navigator().media_devices().map_err(|_| NoPicture::CannotRead)?;
    let wishes = Object::new();
    let behind = (JsValue::from_str("facingMode"), JsValue::from_str("environment"));
    Reflect::set(&wishes, &behind.0, &behind.1).map_err(|_| NoPicture::CannotRead)?;
    let constraints = MediaStreamConstraints::new();
    constraints.set_video(&wishes);
    let asked = devices.get_user_media_with_constraints(&constraints).map_err(|_| NoPicture::CannotRead)?;
    let stream = JsFuture::from(asked).await.map_err(|_| NoPicture::Refused)?;
    picture.set_src_object(stream.dyn_ref::<MediaStream>());
    // Not waited for: a picture that is replaced before it plays never does.
    if let Ok(playing) = picture.play() {
        spawn_local(async { drop(JsFuture::from(playing).await) });
    }
    Ok(())
}

/// Lets the camera go.
pub fn release(picture: &HtmlVideoElement) {
    let Some(stream) = picture.src_object() else { return };
    for track in stream.get_tracks().iter() {
        if let Some(track) = track.dyn_ref::<MediaStreamTrack>() {
            track.stop();
        }
    }
    picture.set_src_object(None);
}
