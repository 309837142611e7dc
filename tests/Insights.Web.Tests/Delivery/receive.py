"""A real SMTP server for the tests: takes mail on loopback and writes each one, once it has all of it, to a folder; says what a test tells it to say."""
import asyncio, json, os, pathlib, ssl, sys

from aiosmtpd.smtp import AuthResult, SMTP, syntax

folder = pathlib.Path(sys.argv[1])
choices = json.loads(sys.argv[2])


class Handler:
    count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        # A file named after the address holds what is said to it; each line once, then it is taken.
        said = folder / ("say-" + address)
        if said.exists():
            first, *rest = said.read_text().splitlines()
            said.write_text("\n".join(rest)) if rest else said.unlink()
            if first != "hang up after the mail":
                return first
            session.hang_up = True
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        Handler.count += 1
        name = folder / f"mail-{Handler.count:03}"
        name.with_suffix(".part").write_bytes(b"X-Secure: " + str(session.ssl is not None).encode() + b"\r\nX-Signed-In: " + str(session.authenticated).encode() + b"\r\n" + envelope.original_content)
        os.replace(name.with_suffix(".part"), name.with_suffix(".eml"))
        if getattr(session, "hang_up", False):
            server.transport.abort()
        return "250 taken"


class Server(SMTP):
    # Names of mechanisms have no case (RFC 4954), and aiosmtpd compares them as written.
    @syntax("AUTH <mechanism>")
    async def smtp_AUTH(self, arg):
        mechanism, *rest = (arg or "").split(" ", 1)
        await super().smtp_AUTH(" ".join([mechanism.upper(), *rest]))


def authenticate(server, session, envelope, mechanism, data):
    return AuthResult(success=data.login == b"insights" and data.password == b"not a secret")


context = None
if choices["tls"]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem", folder / "server.key")


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: Server(Handler(), hostname="localhost", tls_context=context, require_starttls=context is not None, authenticator=authenticate if choices["auth"] else None,
                     auth_required=choices["auth"], auth_require_tls=choices["tls"], data_size_limit=40_000_000),
        "127.0.0.1", choices.get("port", 0))
    print(server.sockets[0].getsockname()[1], flush=True)
    # Ends with the test: when whoever started it closes its end.
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


asyncio.run(main())
