//! The floor that `cargo bench --bench light` measures against: an `eframe` window with one editor and nothing else.
//!
//! With `--measure` it prints one line of JSON once somebody can write in it, as Sendoff does, and closes.

use std::time::Instant;

use eframe::egui::{CentralPanel, TextEdit, Ui, ViewportBuilder, ViewportCommand};

fn main() -> eframe::Result {
    let begun = Instant::now();
    let measures = std::env::args().any(|arg| arg == "--measure");
    let options = eframe::NativeOptions {
        renderer: eframe::Renderer::Glow,
        viewport: ViewportBuilder::default()
            .with_title("Bare")
            .with_inner_size([720.0, 760.0]),
        ..eframe::NativeOptions::default()
    };
    eframe::run_native(
        "bare",
        options,
        Box::new(move |_| {
            Ok(Box::new(Bare {
                text: String::new(),
                frames: 0,
                measures,
                begun,
            }))
        }),
    )
}

struct Bare {
    text: String,
    frames: u32,
    measures: bool,
    begun: Instant,
}

impl eframe::App for Bare {
    #[expect(clippy::print_stdout, reason = "figures are for whoever runs this")]
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        // The first frame is seen when the second begins.
        if self.measures && self.frames == 1 {
            let millis = self.begun.elapsed().as_secs_f64() * 1000.0;
            println!("{{\"editable\":{millis}}}");
            ui.ctx().send_viewport_cmd(ViewportCommand::Close);
        }
        self.frames += 1;
        CentralPanel::default().show(ui, |ui| {
            let editor = TextEdit::multiline(&mut self.text).desired_width(f32::INFINITY);
            let response = ui.add_sized(ui.available_size(), editor);
            if self.frames == 1 {
                response.request_focus();
                ui.ctx().request_repaint();
            }
        });
    }
}
