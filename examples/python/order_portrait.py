"""Orders a portrait of a photo, waits for it, and keeps the picture. Standard library only."""
import base64
import json
import os
import sys
import time
import urllib.error
import urllib.request
import uuid

SERVICE = os.environ["LIKENESS_URL"]
KEY = os.environ["LIKENESS_KEY"]


def ask(path, body=None):
    request = urllib.request.Request(SERVICE + path, headers={"Authorization": "Bearer " + KEY})
    if body is not None:
        request.data = json.dumps(body).encode()
        request.add_header("Content-Type", "application/json")
        # Sent again with the same key, because the answer was lost, it is not a second order.
        request.add_header("Idempotency-Key", str(uuid.uuid4()))
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read()
    except urllib.error.HTTPError as refusal:
        problem = json.loads(refusal.read())
        sys.exit(problem["code"] + ": " + problem["detail"])


with open(sys.argv[1], "rb") as file:
    photo = base64.b64encode(file.read()).decode()
portrait = json.loads(ask("/v1/portraits", {"photo": photo, "prompt": "in a library", "width": 512, "height": 512}))
while portrait["status"] in ("in_queue", "generating"):
    time.sleep(0.5)
    portrait = json.loads(ask("/v1/portraits/" + portrait["id"]))
if portrait["status"] != "done":
    sys.exit("the portrait is " + portrait["status"] + ": " + json.dumps(portrait.get("error")))
with open(sys.argv[2], "wb") as file:
    file.write(ask("/v1/portraits/" + portrait["id"] + "/image"))
print("portrait", portrait["id"], "is in", sys.argv[2])
