"""Requests count as made over TLS: the emulator is reached over plain HTTP on the loopback interface, and policies
that refuse that, as they should, would refuse every request."""

from ministack import app


def install() -> None:
    inner = app.pin_request_origin

    def pin_request_origin(source_ip: str, secure_transport: bool) -> None:
        inner(source_ip, True)

    app.pin_request_origin = pin_request_origin
