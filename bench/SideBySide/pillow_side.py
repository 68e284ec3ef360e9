"""Pillow's side of the resize row: decode a JPEG and resize it, once for each line read; answers with times.

Usage: pillow_side.py PICTURE WIDTH HEIGHT. A line out is: decode in ms, resize in ms, SHA-256 of the resized RGB bytes.
"""
import hashlib
import io
import sys
import time

from PIL import Image

encoded = open(sys.argv[1], "rb").read()
size = int(sys.argv[2]), int(sys.argv[3])
for _ in sys.stdin:
    start = time.perf_counter()
    picture = Image.open(io.BytesIO(encoded)).convert("RGB")
    decoded = time.perf_counter()
    resized = picture.resize(size, Image.BILINEAR)
    end = time.perf_counter()
    digest = hashlib.sha256(resized.tobytes()).hexdigest()
    print((decoded - start) * 1e3, (end - decoded) * 1e3, digest, flush=True)
