# media/error.rs
media-not-found = The file is not there. Choose it again from where it is now.
media-not-allowed = You may not read this file. Change its permissions or copy it elsewhere, then try again.
media-no-file = This is no file, but a folder or a device. Choose a file.
media-unreadable = The file could not be read. Check the disk it is on and try again.
media-empty = The file is empty. Save or download it again and try that copy.
media-uncommon-jpeg = This JPEG is stored in a way that few programs read. Open it in a picture editor, save it as an ordinary JPEG and try again.
media-no-moving-picture = There is sound in this MP4, but no moving picture. Choose a file with both, or one with the picture alone.
media-tracks-places = This video records where the camera was from moment to moment, and that cannot be taken out here. Export it without that track and try again.
media-damaged-video = This video is damaged or incomplete. Save or download it again and try that copy.
media-unknown-document = This is no Word or PowerPoint document that can be opened without a password. Save it as PDF and try again.
media-damaged-document = This document is damaged or incomplete. Save or download it again and try that copy.
captions-too-large = These captions are larger than 1 MB, far more than any video needs. Choose the file that belongs to this video.
captions-not-utf8 = These captions are not in UTF-8. Save them as UTF-8 and try again.
captions-webvtt = These captions are WebVTT; LinkedIn takes SRT. Save or export them as SRT and try again.
captions-none = There are no captions in this file. Save or export them as SRT and try again.
media-changed-meanwhile = The file changed while it was read. Wait until whatever writes it is done and try again.
media-damaged = This picture is damaged or incomplete. Save or download it again and try that copy.

# media/captions.rs
captions-no-number = should be the number of a caption, alone on its line
captions-out-of-order = has a number that is not above the one before
captions-no-times = should be two times, like 00:00:01,000 --> 00:00:02,500
captions-ends-early = has a caption that ends before it begins
captions-begins-early = has a caption that begins before the one above it
captions-control = has a character that is no text

# media/kind.rs
kind-jpeg = a JPEG photo
kind-png = a PNG picture
kind-gif = a GIF
kind-webp = a WebP picture
kind-animated-webp = an animated WebP
kind-heic = a HEIC photo
kind-avif = an AVIF picture
kind-jpeg-xl = a JPEG XL picture
kind-jpeg-2000 = a JPEG 2000 picture
kind-tiff = a TIFF or raw photo
kind-bmp = a BMP picture
kind-icon = an icon file
kind-photoshop = a Photoshop file
kind-svg = an SVG drawing
kind-pdf = a PDF
kind-mp4 = an MP4 video
kind-video = a video
kind-archive = an archive or office document
kind-web-page = a web page
kind-text = a text file
kind-not-taken = not a picture LinkedIn takes
kind-unknown = a file of an unknown kind
way-picture = Add it as a picture instead
way-document = Add it as a document instead
way-video = Add it as a video instead
way-export-mp4 = Export it as MP4
way-choose-mp4 = Choose an MP4
way-save-pdf = Save it as PDF
way-export-jpeg = Export it as JPEG and try again
way-export-png = Export it as PNG and try again
way-export-gif = Export it as GIF and try again
way-attach-document = Attach it as a document instead
way-attach-video = Attach it as a video instead
way-export-attach-video = Export it as MP4 and attach it as a video
way-archive = Take the picture out of it, or save the document as PDF
way-web-page = Open it in a browser and save the picture itself
way-text = Choose the picture, or paste the text into the post
way-any-picture = Choose a JPEG, PNG or GIF

# media/pages.rs
no-pdf-preview = No preview of this PDF

# with numbers and names
media-too-many-bytes = The file is larger than { $limit } MB, the most that is sent for one picture. Save it smaller and try again.
media-grew-too-large = Made ready for LinkedIn, this picture takes { $size } MB; at most { $limit } MB are sent. Make it smaller and try again.
media-too-many-pixels = This picture is { $width } × { $height } pixels; LinkedIn takes fewer than 36,152,320 in all. Make it smaller and try again.
media-too-many-frames = This GIF has { $frames } frames; LinkedIn takes at most { $limit }. Shorten it and try again.
media-not-a-video = This is { $kind }; LinkedIn takes videos as MP4. { $way }.
media-video-too-large = The video is larger than { $limit } MB, the most that LinkedIn takes. Shorten it or save it smaller and try again.
media-video-too-small = The video is smaller than { $limit } KB, the least that LinkedIn takes. Save it longer or in a better quality and try again.
media-video-too-short = The video runs for less than { $limit } seconds, the least that LinkedIn takes. Make it longer and try again.
media-video-too-long = The video runs for more than { $limit } minutes, the most that LinkedIn takes. Shorten it and try again.
media-not-a-document = This is { $kind }; LinkedIn takes PDF, Word and PowerPoint. { $way }.
media-document-too-large = The document is larger than { $limit } MB, the most that LinkedIn takes. Save it smaller and try again.
media-too-many-pages = The document has { $pages } pages; LinkedIn takes at most { $limit }. Leave some out and try again.
captions-bad-line = Line { $line } of the captions { $what }. Mend it and try again.
media-unknown-file = This is { $kind }. { $way }.
media-not-a-picture = This is { $kind }; LinkedIn takes JPEG, PNG and GIF. { $way }.

# media/picture.rs
done-rotated = Turned upright
done-location = Location removed
done-metadata = Camera and editing details removed
done-hidden-bytes = Hidden bytes after the picture removed

# media/name.rs
unnamed-file = unnamed file
done-converted = Converted from { $from }
done-scaled = Scaled down from { $width } × { $height } pixels
