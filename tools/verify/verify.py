#!/usr/bin/env python3
"""Verifies an export of a minute book, as docs/log-format.md says. It needs Python (>= 3.9), and `openssl` (>= 1.1.1) for the signatures."""
import base64, hashlib, json, os, re, subprocess, sys, tempfile
from pathlib import Path

KEY = re.compile(r"[A-Za-z0-9_-]{43}\Z")
SIGNATURE = re.compile(r"[A-Za-z0-9_-]{86}\Z")
CONTROL = re.compile("[\u0000-\u0009\u000b-\u001f\u007f-\u009f]")
NOTE = re.compile("(([^\n]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\n)\n((?:\u2014 [^ +\n]+ [A-Za-z0-9+/]+=*\n)+)\\Z")
ENVELOPE = "e id stream revision type v command commandHash causation correlation actor recordedAt enteredAt occurred recorded nonce data"

def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()

def utf16(text):
    return text.encode("utf-16-be", "surrogatepass")

def canonical(value, depth=0):
    """RFC 8785 of what a log may hold, as bytes; ValueError where it has no such spelling."""
    if depth > 100:
        raise ValueError("too deep")
    if value is None or type(value) is bool or (type(value) is int and abs(value) <= 2**53 - 1):
        return json.dumps(value).encode("ascii")
    if type(value) is str:
        return json.dumps(value, ensure_ascii=False).encode("utf-8")  # refuses half a character
    if type(value) is list:
        return b"[" + b",".join(canonical(one, depth + 1) for one in value) + b"]"
    if type(value) is dict:
        return b"{" + b",".join(canonical(key) + b":" + canonical(value[key], depth + 1) for key in sorted(value, key=utf16)) + b"}"
    raise ValueError("not canonical")

def parse(line):
    """The value of a line that is canonical JSON, else None."""
    try:
        value = json.loads(line.decode("utf-8"), parse_float=str, parse_constant=str)  # their text is not what the line says
        return value if canonical(value) == line else None
    except (ValueError, RecursionError):
        return None

def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")

def from_base64url(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))

def strict(text, length):
    data = base64.b64decode(text, validate=True)
    if len(data) != length or base64.b64encode(data).decode("ascii") != text:
        raise ValueError("not base64")
    return data

def is_key(value):
    return type(value) is str and KEY.match(value) is not None

def is_signed_by(key, message, signature):
    spki = bytes.fromhex("302a300506032b6570032100") + from_base64url(key)
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in ("key", "message", "signature")]
        for path, data in zip(paths, (spki, message, signature)):
            path.write_bytes(data)
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", paths[0], "-rawin", "-in", paths[1], "-sigfile", paths[2]]
        return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0

def key_hash(name, key):
    return sha256(name.encode("utf-8"), b"\n\x01", from_base64url(key))[:4]

def read_note(data):
    try:
        note = data.decode("utf-8")
        found = NOTE.match(note)
        if len(data) > 4096 or CONTROL.search(note) or not found or int(found[3]) > 2**53 - 1:
            return None
        signatures = [line[2:].split(" ") for line in found[5][:-1].split("\n")]
        return int(found[3]), found[2], strict(found[4], 32), found[1].encode("utf-8"), [(name, strict(data, 68)) for name, data in signatures]
    except ValueError:
        return None

def cited(value, found):
    if type(value) is dict and list(value) == ["$t"] and type(value["$t"]) is str:
        found.add(value["$t"])
    elif type(value) in (dict, list):
        for one in value.values() if type(value) is dict else value:
            cited(one, found)
    return found

def is_envelope(value):
    if set(value) != set(ENVELOPE.split()) or value["e"] != 1:
        return False
    return all(type(value[one]) is int for one in ("e", "revision", "v")) and all(type(value[one]) is str for one in ("id", "stream", "type"))

def is_text(one):
    if type(one) is not dict or type(one.get("digest")) is not str:
        return False
    if set(one) == {"digest", "salt", "text"}:
        return type(one["salt"]) is str and type(one["text"]) is str
    return set(one) in ({"digest", "erased"}, {"digest", "withheld"}) and (one.get("erased") is True or one.get("withheld") is True)

def origin_of(log):
    return "minutebook/" + log.replace("-", "")

class Keys:
    def __init__(self):
        self.log, self.forks, self.known, self.recovery, self.facts = "", [], [], None, 0

    def origins(self):  # each with the number of entries after which it is that of the log
        return [(0, origin_of(self.log))] + [(position + 1, origin_of(fork)) for position, fork in self.forks]

    def origin_at(self, size):
        return [origin for since, origin in self.origins() if since <= size][-1]

    def enter(self, envelope, position):  # False where a key does not hold
        data = envelope["data"] if type(envelope["data"]) is dict else {}
        key = data.get("key")
        if envelope["type"] == "LogBegun":
            self.log = data["log"] if type(data.get("log")) is str else self.log
            self.known += [[key, position, None]] if envelope["v"] > 1 and is_key(key) else []
            self.recovery = data["recoveryKey"] if envelope["v"] > 1 and is_key(data.get("recoveryKey")) else self.recovery
        if envelope["type"] == "ForkDeclared" and type(data.get("fork")) is str:
            self.forks.append((position, data["fork"]))
        verb = {"KeyAccepted": "AcceptKey", "RecoveryKeyNamed": "NameRecoveryKey"}.get(envelope["type"])
        if verb is None:
            return True
        number, self.facts = self.facts, self.facts + 1
        replaces, signer, signature = data.get("replaces"), data.get("signer", ""), data.get("signature", "")
        if not is_key(key) or not (replaces is None or is_key(replaces)):
            return False
        first = verb == "AcceptKey" and not self.known and signer is None and signature is None and replaces is None
        may = is_key(signer) and (signer == self.recovery or any(one[0] == signer and one[2] is None for one in self.known))
        if not first and not (may and type(signature) is str and SIGNATURE.match(signature)):
            return False
        lines = ("minutebook key 1", self.forks[-1][1] if self.forks else self.log, str(number), verb, key, replaces or "-", "")
        if not first and not is_signed_by(signer, "\n".join(lines).encode("utf-8"), from_base64url(signature)):
            return False
        if verb == "NameRecoveryKey":
            self.recovery = key
        else:
            self.known = [[one, since, position if until is None and one == replaces else until] for one, since, until in self.known]
            self.known.append([key, position, None])
        return True

class Log:
    def __init__(self, sizes):
        self.alarms, self.keys, self.due, self.on_record, self.gone = [], Keys(), {}, set(), []
        self.entries = self.leaves = self.texts = self.erased = self.withheld = 0
        self.peaks, self.roots, self.sizes = [], {}, sizes
        self.keep_root()

    def keep_root(self):
        if self.entries in self.sizes:
            root = None
            for peak in self.peaks:
                root = peak if root is None else root if peak is None else sha256(b"\x01", peak, root)
            self.roots[self.entries] = sha256() if root is None else root

    def push(self, leaf):
        level, self.entries = 0, self.entries + 1
        while level < len(self.peaks) and self.peaks[level] is not None:
            leaf, self.peaks[level] = sha256(b"\x01", self.peaks[level], leaf), None
            level += 1
        self.peaks[level : level + 1] = [leaf]
        self.keep_root()

    def line(self, raw):  # False where nothing after it is read
        n = self.entries
        line = parse(raw[:-1]) if raw.endswith(b"\n") else None
        line = line if type(line) is dict else {}
        whole = set(line) == {"envelope", "leaf", "position", "texts"} and type(line["envelope"]) is dict
        shaped = (whole or set(line) == {"leaf", "position"}) and is_key(line["leaf"]) and type(line["position"]) is int
        if not shaped or base64url(from_base64url(line["leaf"])) != line["leaf"]:
            self.alarms.append(f"position {n}: is not a line of an export")
            return False
        if line["position"] != n:
            self.alarms.append(f"position {n}: is missing")
            return False
        self.push(from_base64url(line["leaf"]))
        self.leaves += not whole
        if whole:
            self.entry(n, line["envelope"], line["leaf"], line["texts"])
        return True

    def entry(self, n, envelope, leaf, texts):
        if not is_envelope(envelope):
            return self.alarms.append(f"position {n}: is not an envelope")
        stream, data = envelope["stream"], envelope["data"]
        alarm = lambda says: self.alarms.append(f"position {n}, {stream}: {says}")
        if base64url(sha256(b"\x00", canonical(envelope))) != leaf:
            alarm("was changed")
        due = self.due.get(stream, 0)
        if envelope["revision"] != due:
            alarm(f"has revision {envelope['revision']} where {due} is due")
        self.due[stream] = envelope["revision"] + 1
        if stream == "log" and not self.keys.enter(envelope, n):
            alarm("no key of this log has signed this key")
        if envelope["type"] == "TextsErased" and type(data) is dict and type(data.get("digests")) is list:
            self.on_record.update((stream, digest) for digest in data["digests"] if type(digest) is str)
        digests = sorted(cited(data, set()), key=utf16)
        if type(texts) is not list or not all(map(is_text, texts)) or [text["digest"] for text in texts] != digests:
            return alarm("its texts are not those that it cites")
        for text in texts:
            if "text" in text:
                self.texts += 1
                if base64url(sha256(b"\x02", canonical([text["salt"], text["text"]]))) != text["digest"]:
                    alarm(f"its text {text['digest']} was changed")
            elif "erased" in text:
                self.erased += 1
                self.gone.append((n, stream, text["digest"]))
            else:
                self.withheld += 1

def verify(folder, kept):
    names = sorted(name for name in os.listdir(Path(folder, "checkpoints")) if name.endswith(".txt"))
    given = [(name, read_note(Path(folder, "checkpoints", name).read_bytes())) for name in names]
    given += [("kept", read_note(Path(kept).read_bytes()))] if kept else []
    notes = sorted((one for one in given if one[1]), key=lambda one: one[1][0])
    named = Path(folder, "keys.txt").read_bytes().decode("latin-1")
    log = Log({note[0] for _, note in notes})
    with open(Path(folder, "entries.jsonl"), "rb") as lines:
        for raw in lines:
            if not log.line(raw):
                break
    alarms, known = log.alarms, log.keys.known
    for n, stream, digest in log.gone:
        if (stream, digest) not in log.on_record:
            alarms.append(f"position {n}, {stream}: its text {digest} is gone without an erasure on record")
    alarms += [f"checkpoint {name}: is not a checkpoint" for name, note in given if not note]
    covered, differs = 0, False
    for name, (size, of, root, text, signatures) in notes:
        may = [key for key, since, until in known if since < size and (until is None or until >= size)]
        by = lambda key: any(who == of and data[:4] == key_hash(of, key) and is_signed_by(key, text, data[4:]) for who, data in signatures)
        if size > log.entries:
            alarms.append(f"checkpoint {name}: covers {size} entries, and there are {log.entries}")
        elif of != log.keys.origin_at(size):
            alarms.append(f"checkpoint {name}: is of another log")
        elif not differs and root != log.roots[size]:
            alarms.append(f"checkpoint {name}: is not what stands at positions {covered} to {size - 1}")
            differs = True
        elif not any(map(by, may)):
            alarms.append(f"checkpoint {name}: is signed by no key of this log")
        elif not differs:
            covered = size
    if not given:
        alarms.append("no checkpoint is here")
    whole = lambda key: base64.b64encode(b"\x01" + from_base64url(key)).decode("ascii")
    accepted = [f"{origin}+{key_hash(origin, key).hex()}+{whole(key)}" for _, origin in log.keys.origins() for key, _, _ in known]
    if named and not all(line in accepted for line in re.sub(r"\n\Z", "", named).split("\n")):
        alarms.append("keys.txt: names a key that the log did not accept")
    counted = f"{log.entries} entries, {log.leaves} as their leaf alone, {log.texts} texts, {log.erased} erased, {log.withheld} withheld"
    lines = [f"ALARM {alarm}" for alarm in alarms] + [f"{'FAILED' if alarms else 'OK'}: {counted}, {len(notes)} checkpoints, {covered} entries covered"]
    sys.stdout.buffer.write(("\n".join(lines) + "\n").encode("utf-8"))
    return 1 if alarms else 0

if __name__ == "__main__":
    try:
        if len(sys.argv) not in (2, 4) or sys.argv[2:3] not in ([], ["--kept"]):
            raise OSError("Usage: verify.py FOLDER [--kept FILE]")
        sys.exit(verify(sys.argv[1], sys.argv[3] if len(sys.argv) == 4 else None))
    except OSError as error:
        print(f"verify: {error}", file=sys.stderr)
        sys.exit(2)
