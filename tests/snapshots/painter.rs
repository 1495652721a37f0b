//! Draws a frame without a graphics card or its driver, so that a picture is the same on every machine.
//!
//! What egui's shaders do: colours premultiplied and blended as they are stored (gamma space), textures sampled
//! linearly and clamped at their edges, a triangle owning the pixels whose middle it covers. Corners are snapped to
//! 1/256 of a pixel and tested with whole numbers, so that no pixel between two triangles is drawn twice or never.
//!
//! Never here: what is on the picture.

use std::collections::BTreeMap;
use std::ops::Range;

use egui::epaint::{ImageDelta, Mesh, Primitive, Vertex};
use egui::{Color32, ColorImage, Context, FullOutput, ImageData, Pos2, Rect, TextureId};
use egui::{TextureFilter, TexturesDelta};
use egui_kittest::TestRenderer;
use image::RgbaImage;

/// The textures so far.
#[derive(Default)]
pub(super) struct Painter {
    textures: BTreeMap<TextureId, Texture>,
}

impl TestRenderer for Painter {
    #[expect(
        clippy::iter_over_hash_type,
        reason = "each texture is a thing of its own"
    )]
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for (id, images) in delta.set.drain() {
            for image in images {
                self.set(id, &image);
            }
        }
        for id in delta.free.drain() {
            self.textures.remove(&id);
        }
    }

    fn render(&mut self, ctx: &Context, output: &FullOutput) -> Result<RgbaImage, String> {
        let scale = ctx.pixels_per_point();
        let size = ctx.content_rect().size() * scale;
        let mut canvas = Canvas::new(whole(size.x), whole(size.y));
        for clipped in ctx.tessellate(output.shapes.clone(), scale) {
            let Primitive::Mesh(mesh) = clipped.primitive else {
                return Err("A paint callback needs a graphics card".to_owned());
            };
            let texture = self.textures.get(&mesh.texture_id);
            let texture = texture.ok_or("A texture is not there")?;
            canvas.mesh(&mesh, texture, clipped.clip_rect * scale, scale);
        }
        Ok(canvas.into_image())
    }
}

impl Painter {
    fn set(&mut self, id: TextureId, delta: &ImageDelta) {
        let ImageData::Color(new) = &delta.image;
        let Some([left, top]) = delta.pos else {
            let texture = Texture {
                image: ColorImage::clone(new),
                is_smooth: delta.options.magnification == TextureFilter::Linear,
            };
            self.textures.insert(id, texture);
            return;
        };
        let old = &mut self.textures.get_mut(&id).unwrap().image;
        for (y, row) in new.pixels.chunks_exact(new.width()).enumerate() {
            let begin = (top + y) * old.width() + left;
            old.pixels[begin..begin + row.len()].copy_from_slice(row);
        }
    }
}

struct Texture {
    image: ColorImage,
    is_smooth: bool,
}

impl Texture {
    /// The colour at a place between (0, 0) and (1, 1).
    fn at(&self, u: f32, v: f32) -> Rgba {
        let [width, height] = self.image.size;
        let (x, y) = (u * width as f32, v * height as f32);
        if !self.is_smooth {
            return self.texel(x.floor(), y.floor());
        }
        let (x, y) = (x - 0.5, y - 0.5);
        let (left, top) = (x.floor(), y.floor());
        let upper = mix(self.texel(left, top), self.texel(left + 1.0, top), x - left);
        let lower = mix(
            self.texel(left, top + 1.0),
            self.texel(left + 1.0, top + 1.0),
            x - left,
        );
        mix(upper, lower, y - top)
    }

    fn texel(&self, x: f32, y: f32) -> Rgba {
        let [width, height] = self.image.size;
        let (x, y) = (whole(x).min(width - 1), whole(y).min(height - 1));
        rgba(self.image.pixels[y * width + x])
    }
}

/// Red, green, blue and alpha, 0 to 1, premultiplied.
type Rgba = [f32; 4];

fn rgba(color: Color32) -> Rgba {
    color.to_array().map(|channel| f32::from(channel) / 255.0)
}

fn mix(from: Rgba, to: Rgba, part: f32) -> Rgba {
    std::array::from_fn(|idx| from[idx] + (to[idx] - from[idx]) * part)
}

/// A corner of a triangle.
#[derive(Clone, Copy)]
struct Corner {
    x: i64,
    y: i64,
    uv: Pos2,
    color: Color32,
}

impl Corner {
    fn new(vertex: &Vertex, scale: f32) -> Self {
        Self {
            x: snapped(vertex.pos.x * scale),
            y: snapped(vertex.pos.y * scale),
            uv: vertex.uv,
            color: vertex.color,
        }
    }
}

struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<Rgba>,
}

impl Canvas {
    fn new(width: usize, height: usize) -> Self {
        Self {
            width,
            height,
            pixels: vec![[0.0; 4]; width * height],
        }
    }

    fn mesh(&mut self, mesh: &Mesh, texture: &Texture, clip: Rect, scale: f32) {
        let columns = whole(clip.min.x.round())..whole(clip.max.x.round()).min(self.width);
        let rows = whole(clip.min.y.round())..whole(clip.max.y.round()).min(self.height);
        for triangle in mesh.indices.chunks_exact(3) {
            let corner = |idx: u32| Corner::new(&mesh.vertices[idx as usize], scale);
            let corners = [triangle[0], triangle[1], triangle[2]].map(corner);
            self.triangle(corners, texture, &columns, &rows);
        }
    }

    fn triangle(
        &mut self,
        [a, mut b, mut c]: [Corner; 3],
        texture: &Texture,
        columns: &Range<usize>,
        rows: &Range<usize>,
    ) {
        let area = side(a, b, (c.x, c.y));
        if area == 0 {
            return;
        }
        if area < 0 {
            std::mem::swap(&mut b, &mut c);
        }
        let paint = Paint::new([a, b, c], texture, area.unsigned_abs() as f32);
        let rows = touched([a.y, b.y, c.y], rows);
        for y in rows {
            let mut row = touched([a.x, b.x, c.x], columns);
            for (from, to) in [(b, c), (c, a), (a, b)] {
                row = inside(from, to, y, &row);
            }
            if !row.is_empty() {
                let begin = y * self.width;
                paint.row(
                    y,
                    &row,
                    &mut self.pixels[begin + row.start..begin + row.end],
                );
            }
        }
    }

    fn into_image(self) -> RgbaImage {
        let channels = self.pixels.as_flattened().iter();
        let bytes = channels.map(|channel| byte(*channel)).collect();
        let side = |length: usize| u32::try_from(length).unwrap();
        RgbaImage::from_raw(side(self.width), side(self.height), bytes).unwrap()
    }
}

/// The colours of one triangle.
struct Paint<'a> {
    corners: [Corner; 3],
    texture: &'a Texture,
    area: f32,
    /// Its colour, if that is the same everywhere.
    flat: Option<Rgba>,
}

impl<'a> Paint<'a> {
    fn new(corners: [Corner; 3], texture: &'a Texture, area: f32) -> Self {
        let [a, b, c] = corners;
        let is_flat = a.uv == b.uv && b.uv == c.uv && a.color == b.color && b.color == c.color;
        let flat = is_flat.then(|| product(texture.at(a.uv.x, a.uv.y), rgba(a.color)));
        Self {
            corners,
            texture,
            area,
            flat,
        }
    }

    /// Paints these pixels of a row, which lie within the triangle.
    fn row(&self, y: usize, columns: &Range<usize>, pixels: &mut [Rgba]) {
        match self.flat {
            Some(flat) if flat[3] >= 1.0 => pixels.fill(flat),
            Some(flat) if flat.iter().all(|channel| *channel <= 0.0) => {}
            _ => {
                for (x, pixel) in columns.clone().zip(pixels) {
                    let color = self
                        .flat
                        .unwrap_or_else(|| self.color((middle(x), middle(y))));
                    blend(pixel, color);
                }
            }
        }
    }

    fn color(&self, place: (i64, i64)) -> Rgba {
        let [a, b, c] = self.corners;
        let shares = [(b, c), (c, a), (a, b)];
        let shares = shares.map(|(from, to)| side(from, to, place) as f32 / self.area);
        let between = |of_corners: [f32; 3]| -> f32 {
            let parts = shares.iter().zip(of_corners);
            parts.map(|(share, of_corner)| share * of_corner).sum()
        };
        let texel = self.texture.at(
            between(self.corners.map(|corner| corner.uv.x)),
            between(self.corners.map(|corner| corner.uv.y)),
        );
        let colors = self.corners.map(|corner| rgba(corner.color));
        product(
            texel,
            std::array::from_fn(|idx| between(colors.map(|color| color[idx]))),
        )
    }
}

fn product(one: Rgba, other: Rgba) -> Rgba {
    std::array::from_fn(|idx| one[idx] * other[idx])
}

fn blend(pixel: &mut Rgba, color: Rgba) {
    let kept = 1.0 - color[3];
    for (below, above) in pixel.iter_mut().zip(color) {
        *below = above + *below * kept;
    }
}

/// How far a place is to the inner side of an edge, times the edge's length.
fn side(from: Corner, to: Corner, (x, y): (i64, i64)) -> i64 {
    (to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x)
}

/// Those of a row's pixels that are on the inner side of an edge.
fn inside(from: Corner, to: Corner, row: usize, columns: &Range<usize>) -> Range<usize> {
    // Per pixel to the right, the distance grows by this.
    let growth = (from.y - to.y) * STEPS;
    let needed = i64::from(!owns(from, to));
    let missing = needed - side(from, to, (middle(0), middle(row)));
    let column = |at: i64| usize::try_from(at).unwrap_or(0);
    match growth.signum() {
        0 if missing > 0 => 0..0,
        0 => columns.clone(),
        1 => columns.start.max(column(-(-missing).div_euclid(growth)))..columns.end,
        _ => {
            let end = (-missing).div_euclid(-growth) + 1;
            columns.start..columns.end.min(column(end))
        }
    }
}

/// Whether a pixel whose middle lies exactly on this edge belongs to the triangle: on its top and left edges.
fn owns(from: Corner, to: Corner) -> bool {
    to.y < from.y || (to.y == from.y && to.x > from.x)
}

/// The pixels that corners may touch, in one direction.
fn touched(corners: [i64; 3], within: &Range<usize>) -> Range<usize> {
    let pixel = |at: i64| usize::try_from(at / STEPS).unwrap_or(0);
    let [a, b, c] = corners;
    let (first, last) = (a.min(b).min(c), a.max(b).max(c));
    pixel(first).max(within.start)..(pixel(last) + 1).min(within.end)
}

fn middle(pixel: usize) -> i64 {
    i64::try_from(pixel).unwrap() * STEPS + STEPS / 2
}

/// Parts of a pixel that a corner is snapped to.
const STEPS: i64 = 256;

#[expect(clippy::cast_possible_truncation, reason = "windows are small")]
fn snapped(pixels: f32) -> i64 {
    (pixels * STEPS as f32).round() as i64
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "what is below zero is zero"
)]
fn whole(number: f32) -> usize {
    number.round().max(0.0) as usize
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to a byte"
)]
fn byte(channel: f32) -> u8 {
    (channel * 255.0).round().clamp(0.0, 255.0) as u8
}
