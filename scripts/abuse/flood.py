#!/usr/bin/env python3
"""Clients that mean no good, bounded in number and time.

    flood.py connects PORT SECONDS COUNT    opens connections one after another, says nothing, keeps the last 500 open
    flood.py pipelines PORT SECONDS COUNT   COUNT clients that send requests as long as the server reads, and never read
Ends by itself after SECONDS at the latest, and says how many connections it opened.
"""
import collections
import itertools
import socket
import struct
import sys
import time

KEPT = 500
SEND_BUFFER = 16 << 10
HOSTS = 250  # that the clients are: 127.1.0.1 and so on, each with ports of its own
IP_BIND_ADDRESS_NO_PORT = 24
RESET_ON_CLOSE = struct.pack("ii", 1, 0)
REQUESTS = b"GET /openapi.json HTTP/1.1\r\nHost: h\r\n\r\n" * 64


numbers = itertools.count()


def connect(port):
    client = socket.socket()
    # A flood from elsewhere doesn't use up this machine's ports, and leaves no thousands of closed connections in its
    # tables: with those, honest clients here would spend the time of a flood on looking for a port.
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
    client.setsockopt(socket.IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, 1)
    client.bind((f"127.1.0.{next(numbers) % HOSTS + 1}", 0))
    # What a client has under way is its own machine's to hold: here that is the server's, whose memory for TCP would
    # be used up by them.
    client.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
    client.settimeout(1)
    client.connect(("127.0.0.1", port))
    client.setblocking(False)
    return client


def flood_connects(port, end, count):
    kept = collections.deque()
    opened = 0
    while opened < count and time.monotonic() < end:
        try:
            kept.append(connect(port))
            opened += 1
        except OSError:
            time.sleep(0.01)
        if len(kept) > KEPT:
            kept.popleft().close()
    return opened


def send_and_never_read(client):
    try:
        while client.send(REQUESTS) > 0:
            pass
    except BlockingIOError:
        return True
    except OSError:
        return False


def flood_pipelines(port, end, count):
    clients = []
    opened = 0
    while time.monotonic() < end:
        while len(clients) < count and opened < 10 * count:
            try:
                clients.append(connect(port))
                opened += 1
            except OSError:
                break
        clients = [client for client in clients if send_and_never_read(client)]
        time.sleep(0.1)
    return opened


def main():
    kind, port, seconds, count = sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4])
    flood = {"connects": flood_connects, "pipelines": flood_pipelines}[kind]
    print(f"{flood(port, time.monotonic() + seconds, count)} connections opened")


if __name__ == "__main__":
    main()
