"""Small PDF files, written by hand for the tests."""

from io import BytesIO

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject


def pdf_of(lines: list[str], *, title: str = "", password: str = "", pages: int = 1) -> bytes:
    """Return a PDF whose pages hold these lines in Helvetica (Latin-1 only)."""
    writer = PdfWriter()
    for _ in range(pages):
        page = writer.add_blank_page(width=595, height=842)
        page[NameObject("/Resources")] = _resources()
        content = DecodedStreamObject()
        content.set_data(_drawn(lines))
        page[NameObject("/Contents")] = writer._add_object(content.flate_encode())
    if title:
        writer.add_metadata({"/Title": title})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _resources() -> DictionaryObject:
    font = {
        "/Type": "/Font",
        "/Subtype": "/Type1",
        "/BaseFont": "/Helvetica",
        "/Encoding": "/WinAnsiEncoding",
    }
    named = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
    return DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F1"): named})})


def _drawn(lines: list[str]) -> bytes:
    shown = [f"({line}) Tj T*" for line in lines]
    return ("BT /F1 11 Tf 14 TL 50 780 Td " + " ".join(shown) + " ET").encode("latin-1")
