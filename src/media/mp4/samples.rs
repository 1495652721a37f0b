//! Small videos made for tests, with whatever a test wants in them. Test code only.

#![cfg(test)]

/// A box of this kind.
pub(in crate::media) fn block(kind: &[u8], content: &[u8]) -> Vec<u8> {
    let len = u32::try_from(content.len() + 8).unwrap();
    [&len.to_be_bytes()[..], kind, content].concat()
}

/// The same with its length in 64 bits.
pub(in crate::media) fn long_block(kind: &[u8], content: &[u8]) -> Vec<u8> {
    let len = content.len() as u64 + 16;
    [&[0, 0, 0, 1][..], kind, &len.to_be_bytes(), content].concat()
}

/// The content of `mvhd`.
pub(super) fn film_header(version: u8, per_second: u32, units: u32) -> Vec<u8> {
    let mut content = vec![version, 0, 0, 0];
    if version == 1 {
        content.extend([0; 16]);
        content.extend(per_second.to_be_bytes());
        content.extend(u64::from(units).to_be_bytes());
    } else {
        content.extend([0; 8]);
        content.extend(per_second.to_be_bytes());
        content.extend(units.to_be_bytes());
    }
    content.extend([0; 80]);
    content
}

/// The content of `tkhd`.
pub(super) fn track_header(version: u8, width: u32, height: u32, is_turned: bool) -> Vec<u8> {
    let mut content = vec![version, 0, 0, 7];
    content.extend(vec![0; if version == 1 { 48 } else { 36 }]);
    let one = 0x1_0000_u32;
    let matrix = if is_turned {
        [
            0,
            one,
            0,
            one.wrapping_neg(),
            0,
            0,
            height << 16,
            0,
            1 << 30,
        ]
    } else {
        [one, 0, 0, 0, one, 0, 0, 0, 1 << 30]
    };
    for number in matrix.into_iter().chain([width << 16, height << 16]) {
        content.extend(number.to_be_bytes());
    }
    content
}

/// A track of this kind and codec, with more boxes beside its header.
pub(in crate::media) fn track(handler: &[u8], codec: &[u8], more: &[u8]) -> Vec<u8> {
    let mut handler_content = vec![0; 8];
    handler_content.extend(handler);
    handler_content.extend([0; 13]);
    let mut entry = vec![0; 24];
    entry.extend([2, 128, 1, 104]);
    entry.extend([0; 50]);
    let description = [&[0, 0, 0, 0, 0, 0, 0, 1][..], &block(codec, &entry)].concat();
    let tables = block(b"stbl", &block(b"stsd", &description));
    let media = [block(b"hdlr", &handler_content), block(b"minf", &tables)].concat();
    let header = block(b"tkhd", &track_header(0, 640, 360, false));
    block(b"trak", &[&header, more, &block(b"mdia", &media)].concat())
}

/// A film with picture and sound of five seconds, with more boxes in the film and behind it.
pub(in crate::media) fn video(in_film: &[u8], behind: &[u8]) -> Vec<u8> {
    let film = [
        &block(b"mvhd", &film_header(0, 1_000, 5_000)),
        &track(b"vide", b"avc1", b""),
        &track(b"soun", b"mp4a", b""),
        in_film,
    ]
    .concat();
    [
        &block(b"ftyp", b"isom\0\0\x02\0isommp42")[..],
        &block(b"moov", &film),
        // Distinct bytes, so that one that moved would be seen.
        &block(b"mdat", &samples()),
        behind,
    ]
    .concat()
}

/// What stands for picture and sound; enough for LinkedIn to take the file.
pub(in crate::media) fn samples() -> Vec<u8> {
    (0..20_000_u32)
        .flat_map(|number| number.wrapping_mul(2_654_435_761).to_be_bytes())
        .collect()
}

/// Apple's way to say a place: a key, and a value that names the key by its number.
pub(in crate::media) fn keyed_place() -> Vec<u8> {
    let key = b"com.apple.quicktime.location.ISO6709";
    let keys = [&[0, 0, 0, 0, 0, 0, 0, 1][..], &block(b"mdta", key)].concat();
    let value = [&[0, 0, 0, 1, 0, 0, 0, 0][..], PLACE].concat();
    let list = block(b"ilst", &block(&[0, 0, 0, 1], &block(b"data", &value)));
    let handler = block(b"hdlr", b"\0\0\0\0\0\0\0\0mdta\0\0\0\0\0\0\0\0\0\0\0\0\0");
    block(b"meta", &[handler, block(b"keys", &keys), list].concat())
}

/// `QuickTime`'s box.
pub(in crate::media) fn boxed_place() -> Vec<u8> {
    let content = [&[0, 18, 0x15, 0xC7][..], PLACE].concat();
    block(b"udta", &block(b"\xA9xyz", &content))
}

/// 3GPP's box.
pub(in crate::media) fn named_place() -> Vec<u8> {
    block(
        b"udta",
        &block(b"loci", &[&[0, 0, 0, 0, 0, 0][..], PLACE].concat()),
    )
}

/// Somewhere in the north.
pub(in crate::media) const PLACE: &[u8] = b"+69.6492+018.9553/";
