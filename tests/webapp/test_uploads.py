"""A file that is sent never lies unsealed on a disk."""

from io import BytesIO

from tests.webapp.clients import Client
from webapp.uploads import RequestInMemory

LARGE = b"of a rival no word" * 100_000


def test_a_large_file_is_taken_in_without_a_temporary_file() -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="bid.xlsx"\r\n\r\n'
    body += LARGE + b"\r\n--x--\r\n"

    request = RequestInMemory(
        {
            "REQUEST_METHOD": "POST",
            "CONTENT_TYPE": "multipart/form-data; boundary=x",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": BytesIO(body),
        }
    )

    stream = request.files["file"].stream
    assert isinstance(stream, BytesIO)
    assert stream.read() == LARGE


def test_the_application_takes_its_files_so(stranger: Client) -> None:
    assert stranger.application.request_class is RequestInMemory
