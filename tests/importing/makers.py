"""Files as other programs write them, made here: Word, OpenDocument, rich text, pages, and hostile ones."""

import io
import zipfile

import docx
from PIL import Image

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def jpeg(colour="red", size=(60, 40)):
    data = io.BytesIO()
    Image.new("RGB", size, colour).save(data, "JPEG")
    return data.getvalue()


def word(path, *, title="", author="", picture=None, comment=False):
    """Write a Word document with a title, a bold word, a list, a table, a picture with a caption."""
    made = docx.Document()
    made.core_properties.title, made.core_properties.author = title, author
    made.add_heading("Harga ikan naik di Bitung", 0)
    opening = made.add_paragraph("Nelayan menunggu ")
    opening.add_run("musim teduh").bold = True
    made.add_heading("Antre sejak subuh", 1)
    made.add_paragraph("air", style="List Bullet")
    made.add_paragraph("nasi", style="List Bullet")
    if picture is not None:
        made.add_picture(io.BytesIO(picture))
        made.add_paragraph("Perahu di dermaga", style="Caption")
    table = made.add_table(2, 2)
    for at, words in enumerate(("Jam", "Rute", "06.00", "Pulau")):
        table.cell(at // 2, at % 2).text = words
    last = made.add_paragraph("Pasar sepi.")
    if comment:
        made.add_comment(last.runs[0], text="cek lagi", author="Ed", initials="E")
    made.save(path)
    return path


def parts(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def package(path, members):
    """Write a zip file of members, a mapping or pairs."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in dict(members).items():
            archive.writestr(name, data)
    return path


def with_part(path, source, name, change):
    """Write a copy of a package in which one part is changed."""
    members = parts(source)
    members[name] = change(members[name].decode()).encode()
    return package(path, members)


NAMES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
        "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
        "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
        "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
        "xlink": "http://www.w3.org/1999/xlink",
        "dc": "http://purl.org/dc/elements/1.1/",
    }.items()
)


def open_document(path, body, *, styles="", meta="", members=()):
    """Write an OpenDocument text; `body` is what stands in office:text."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMES}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    about = f"<office:document-meta {NAMES}><office:meta>{meta}</office:meta></office:document-meta>"
    return package(
        path,
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "meta.xml": about,
            **dict(members),
        },
    )
