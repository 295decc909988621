"""Verifies an export of a minute book, as `log-format.md` says: python3 verify.py FOLDER [--kept FILE]
Python's standard library does all but the Ed25519 signatures, which the command `openssl` checks."""
import argparse, base64, binascii, gc, io, json, os, re, subprocess, sys, tempfile
from collections import Counter
from functools import reduce
from hashlib import sha256
from pathlib import Path
sys.dont_write_bytecode = True  # nothing is written beside it
from usual import ALL_BUT_CONTROL, DIGEST, EACH_TEXT, USUAL, WORDS_WITH_ESCAPES, is_utf8, pattern_for

WITH_ENVELOPE, DEEPEST_NESTING = {'envelope', 'leaf', 'position', 'texts'}, 100
LONGEST_LINE, LONGEST_ENVELOPE, LONGEST_CHECKPOINT, BLOCK = 2**24, 65535, 4096, 30_000
ENVELOPE = set('e id stream revision type v command commandHash causation correlation actor recordedAt enteredAt '
               'occurred recorded nonce data'.split())
KEY_VERBS = {'KeyAccepted': 'AcceptKey', 'RecoveryKeyNamed': 'NameRecoveryKey'}
BYTES_32 = re.compile(DIGEST)  # base64url, whose last bits are nought: one spelling
BYTES_64 = re.compile('[A-Za-z0-9_-]{85}[AQgw]')
UUID, NAME = re.compile('[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'), re.compile(r'[A-Za-z][A-Za-z0-9]*|\$t')
CONTROL = re.compile('[\0-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]')
CHECKPOINT = re.compile('([^\n]+)\n([1-9][0-9]{0,15})\n([^\n]{44})\n\n((?:— [^ +\n]+ [^ \n]+\n)+)')
SPKI_OF_ED25519, TYPE = bytes.fromhex('302a300506032b6570032100'), b'\1'
def insist(condition):
    if not condition: raise ValueError
# Canonical JSON (RFC 8785), in which a number is an integer within ±(2^53 − 1), and a name of letters and digits
def integer(spelling):
    insist(abs(int(spelling)) < 2**53)  # 1.5, 1e5, NaN and Infinity are no integers, which is a ValueError, too
    return int(spelling)
known_names = set()  # as many as are in use: to look at each of them once is enough
def members(pairs):
    if not known_names.issuperset(dict(pairs)):
        insist(all(NAME.fullmatch(name) for name, _ in pairs))
        known_names.update(name for name, _ in pairs[:1000 - len(known_names)])
    return dict(pairs)
parse = json.JSONDecoder(parse_int=integer, parse_float=integer, parse_constant=integer, object_pairs_hook=members).raw_decode
canonical = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(',', ':'), sort_keys=True).encode
def inner_objects_and_lists(value):
    return [item for item in (value.values() if type(value) is dict else value) if type(item) in (dict, list)]
nests_within = lambda levels, value: levels > 0 and all(nests_within(levels - 1, item) for item in inner_objects_and_lists(value))
def citations(value):  # with None for what is called a citation and is none
    if type(value) is dict and '$t' in value:
        return [value['$t'] if len(value) == 1 and is_of(BYTES_32, value['$t']) else None]
    return [digest for item in inner_objects_and_lists(value) for digest in citations(item)]
is_of = lambda pattern, value: type(value) is str and pattern.fullmatch(value) is not None
TO_URL = bytes.maketrans(b'+/', b'-_')
def base64url_of_all(hashes):  # one after the other, each with an A after it
    return binascii.b2a_base64(b'\0'.join(hashes) + b'\0', newline=False).translate(TO_URL)
from_base64url = lambda text: base64.urlsafe_b64decode(text + '=' * (-len(text) % 4))
def from_base64(text):
    content = binascii.a2b_base64(text)
    insist(base64.b64encode(content).decode() == text)  # its one spelling
    return content
def is_signed(message, signature, key):
    with tempfile.TemporaryDirectory() as folder:
        command = ['openssl', 'pkeyutl', '-verify', '-rawin', '-pubin', '-keyform', 'DER']
        files = {'-in': message.encode(), '-sigfile': signature, '-inkey': SPKI_OF_ED25519 + from_base64url(key)}
        for option, content in files.items():
            command += [option, Path(folder, option)]
            command[-1].write_bytes(content)
        return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True).returncode == 0
origin_of = lambda log: 'minutebook/' + log.replace('-', '')
key_hash = lambda origin, key: sha256(origin.encode() + b'\n' + TYPE + from_base64url(key)).digest()[:4]
class Keys:  # of the log, followed through the entries of its stream `log`
    def __init__(self):
        self.ids, self.recovery, self.changes = [], None, 0  # each id, and the position from which it is that of the log
        self.accepted, self.replaced, self.entered = {}, {}, set()  # each key, and the position where it was accepted or replaced
    def id_at(self, size):
        return next((log for log, position in reversed(self.ids) if position < size), None)
    def may_sign(self, key, size):
        return self.accepted.get(key, size) < size and not self.replaced.get(key, size) < size
    def follow(self, position, kind, version, data):  # gives what is wrong with the entry
        member = data.get if type(data) is dict else {}.get
        key, signer, signature = member('key'), member('signer'), member('signature')
        if kind == 'LogBegun' and position > 0:
            yield 'begins a log, and is not its first entry'
        elif kind == 'LogBegun' or kind == 'ForkDeclared' and self.ids:
            log = member('log' if kind == 'LogBegun' else 'fork')
            self.ids += [(log, position)] if is_of(UUID, log) and log not in dict(self.ids) else []
        if kind == 'LogBegun' and position == 0 and version > 1:
            self.accepted = {key: 0} if is_of(BYTES_32, key) else {}
            self.recovery = member('recoveryKey') if is_of(BYTES_32, member('recoveryKey')) else None
            self.entered = {*self.accepted, self.recovery} - {None}
        if kind not in KEY_VERBS:
            return
        replaces, log = member('replaces') if kind == 'KeyAccepted' else None, self.id_at(position)
        message = f'minutebook key 1\n{log}\n{self.changes}\n{KEY_VERBS[kind]}\n{key}\n{replaces or "-"}\n'
        self.changes += 1
        holds = log is not None and is_of(BYTES_32, key) and key not in self.entered
        if kind == 'RecoveryKeyNamed' or self.entered or not signer is signature is replaces is None:
            holds = (holds and is_of(BYTES_32, signer) and is_of(BYTES_64, signature)
                     and (self.may_sign(signer, position) or signer == self.recovery)
                     and (replaces is None or is_of(BYTES_32, replaces) and self.may_sign(replaces, position))
                     and is_signed(message, from_base64url(signature), signer))
        if not holds:
            yield 'no key of this log has signed this key'
        elif kind == 'RecoveryKeyNamed':
            self.recovery = key
        else:
            self.accepted[key] = self.replaced[replaces] = position
        self.entered |= {key} if holds else set()
    def have_signed(self, size, origin, signed, signatures):
        return any(signature[:4] == key_hash(origin, key) and is_signed(signed, signature[4:], key)
                   for key in self.accepted if self.may_sign(key, size) for signature in signatures)
    def lines(self):
        line = lambda origin, key: f'{origin}+{key_hash(origin, key).hex()}+{base64.b64encode(TYPE + from_base64url(key)).decode()}'
        return {line(origin_of(log), key).encode() for log, _ in self.ids for key in self.accepted}

class Tree:  # a Merkle tree of RFC 9162 that grows: of each height the roots of full subtrees that are in no higher one yet
    def __init__(self):
        self.size, self.leaves, self.heights = 0, [], []
        self.heights.append(self.leaves)
    def add(self, leaves):
        self.size += len(leaves)
        self.leaves += leaves
        if len(self.leaves) >= 1024:  # joined many at a time, which is faster
            self.join_pairs()
    def join_pairs(self):  # so that of each height one is left at most
        for height, roots in enumerate(self.heights):
            even = len(roots) // 2 * 2
            if even and height + 1 == len(self.heights):
                self.heights.append([])
            if even:
                self.heights[height + 1] += [sha256(b'\1' + left + right).digest() for left, right in zip(roots[:even:2], roots[1:even:2])]
                del roots[:even]
    def root(self):
        self.join_pairs()
        left_over = [roots[0] for roots in self.heights if roots]  # the smallest and rightmost first
        return reduce(lambda right, left: sha256(b'\1' + left + right).digest(), left_over)
def read_checkpoint(path):  # ValueError where the file is no checkpoint
    with open(path, 'rb') as file:
        content = file.read(LONGEST_CHECKPOINT + 1)
    parts = CHECKPOINT.fullmatch(content.decode())
    insist(parts and len(content) <= LONGEST_CHECKPOINT and not CONTROL.search(parts[0].replace('\n', '')))
    origin, size, root, lines = parts[1], integer(parts[2]), from_base64(parts[3]), parts[4].split('\n')[:-1]
    signatures = [(line.split(' ')[1], from_base64(line.split(' ')[2])) for line in lines]
    insist(len(root) == 32 and all(len(signature) >= 5 for _, signature in signatures))
    own = [signature for signer, signature in signatures if signer == origin and len(signature) == 68]
    return size, origin, root, f'{origin}\n{size}\n{parts[3]}\n', own
def read_line(line):  # gives the object, and its envelope as canonical text or None; ValueError where it is no line
    insist(len(line) <= LONGEST_LINE)
    text = line.decode()
    record, _ = parse(text)
    insist(type(record) is dict and is_of(BYTES_32, record.get('leaf')) and type(record.get('position')) is int)
    insist(text.count('{') + text.count('[') <= DEEPEST_NESTING or nests_within(DEEPEST_NESTING, record))
    whole, envelope = f'"leaf":"{record["leaf"]}","position":{record["position"]}', None
    if record.keys() == WITH_ENVELOPE and type(record['envelope']) is dict:
        envelope = canonical(record['envelope'])
        whole = f'"envelope":{envelope},{whole},"texts":{canonical(record["texts"])}'
    insist(text == f'{{{whole}}}\n')  # which refuses other members, too
    return record, envelope
def is_envelope(value):
    types = {name: type(value.get(name)) for name in ('e', 'revision', 'v', 'id', 'stream', 'type')}
    return (value.keys() == ENVELOPE and list(types.values()) == [int] * 3 + [str] * 3
            and value['e'] == 1 and value['revision'] >= 0 and value['v'] >= 1)
def is_text(value, digest):
    return type(value) is dict and digest is not None and value.get('digest') == digest and (
        len(value) == 2 and (value.get('erased') is True or value.get('withheld') is True)
        or value.keys() == {'digest', 'salt', 'text'} and type(value['salt']) is type(value['text']) is str)

class Audit:
    def __init__(self, sizes):
        self.keys, self.tree, self.roots = Keys(), Tree(), dict.fromkeys(sizes)
        self.due, self.gone, self.erasures, self.count = {}, tempfile.TemporaryFile('w+'), set(), Counter()
        self.covered, self.smaller, self.forked, self.failed = 0, 0, False, False
        self.usual = {}  # of the data of each type, and of `occurred`: how they look that were found right
    def alarm(self, what):
        self.failed = True
        print('ALARM', CONTROL.sub(lambda found: f'\\u{ord(found[0]):04x}', what))
    def learn(self, what, value):
        text = canonical(value)
        if type(value) is dict and len(text) < 2000 and '\\' not in text and len(self.usual) < 1000:
            patterns = self.usual.setdefault(what, [])
            if len(patterns) < 20:
                patterns.append(pattern_for(text).fullmatch)
    def is_right_at_a_glance(self, position, lines):  # or else they are looked at in full, and nothing was told of them
        ends = lines.translate(None, ALL_BUT_CONTROL)
        found = USUAL.findall(lines) if not ends.strip(b'\n') and is_utf8(lines) else []
        if len(found) != len(ends) or not lines.endswith(b'\n'):  # as many as line feeds: each line is one of them, and whole
            return False
        due, leaves, given, hashes, withheld, escaped = {}, [], [], [], 0, b'\\' in lines
        due_before, patterns_of, may_be_long = self.due.get, self.usual.get, len(lines) > LONGEST_ENVELOPE
        for envelope, data, occurred, revision, stream, kind, leaf, place, digest, salt, words, more in found:
            revision = int(revision)
            if (int(place) != position or revision != (due.get(stream) or due_before(stream, 0)) or stream == b'"log"'
                    or escaped and b'\\' in envelope or may_be_long and len(envelope) > LONGEST_ENVELOPE
                    or occurred != b'null' and not any(pattern(occurred) for pattern in patterns_of('occurred', ()))):
                return False
            for pattern in patterns_of(kind, ()):
                if match := pattern(data):
                    break
            else:
                return False
            if digest or match.lastindex:
                cited, texts = match.groups(), [(digest, salt, words)] if digest else []
                if more:
                    texts += EACH_TEXT.findall(more)
                    cited = sorted(set(cited))
                if len(cited) != len(texts):
                    return False
                for its_digest, (digest, salt, words) in zip(cited, texts):
                    if digest != its_digest or escaped and (b'\\' in salt or b'\\' in words and not WORDS_WITH_ESCAPES.fullmatch(words)):
                        return False
                    if salt:
                        given.append(digest)
                        hashes.append(sha256(b''.join((b'\2[', salt, b',', words, b']'))).digest())
                    else:
                        withheld += 1
            given.append(leaf)
            its_hash = sha256(b'\0' + envelope).digest()
            leaves.append(its_hash)
            hashes.append(its_hash)
            due[stream] = revision + 1
            position += 1
        if base64url_of_all(hashes) != b'A'.join(given) + b'A':
            return False
        self.count['texts'] += len(hashes) - len(leaves)
        self.count['withheld'] += withheld
        self.due.update(due)
        self.add(leaves)
        return True
    def add(self, leaves):
        if len(leaves) > 1 and not self.roots.keys().isdisjoint(range(self.tree.size + 1, self.tree.size + len(leaves) + 1)):
            for leaf in leaves:
                self.add([leaf])
        else:
            self.tree.add(leaves)
            if self.tree.size in self.roots:
                self.roots[self.tree.size] = self.tree.root()
    def goes_on_after(self, position, lines):
        if self.is_right_at_a_glance(position, lines):
            return True
        if lines.find(b'\n') + 1 not in (0, len(lines)):
            return all(self.goes_on_after(place, line) for place, line in enumerate(io.BytesIO(lines), position))
        return self.goes_on_after_line(position, lines)
    def goes_on_after_line(self, position, line):
        try:
            record, envelope_text = read_line(line)
        except (ValueError, RecursionError):
            return self.alarm(f'position {position}: is not a line of an export')
        if record['position'] != position:
            return self.alarm(f'position {position}: is missing')
        leaf = from_base64url(record['leaf'])
        self.add([leaf])
        if envelope_text is None:
            self.count['alone'] += 1
        elif is_envelope(record['envelope']) and len(envelope_text.encode()) <= LONGEST_ENVELOPE:
            self.check_envelope(position, record['envelope'], envelope_text.encode(), leaf, record['texts'])
        else:
            self.alarm(f'position {position}: is not an envelope')
        return True
    def check_envelope(self, position, envelope, its_bytes, leaf, texts):
        stream, revision, kind, data = envelope['stream'], envelope['revision'], envelope['type'], envelope['data']
        spelt = canonical(stream).encode()
        where, due = f'position {position}, {stream}', self.due.get(spelt, 0)
        self.due[spelt] = revision + 1
        if sha256(b'\0' + its_bytes).digest() != leaf:
            self.alarm(f'{where}: was changed')
        if revision != due:
            self.alarm(f'{where}: has revision {revision} where {due} is due')
        for wrong in self.keys.follow(position, kind, envelope['v'], data) if stream == 'log' else ():
            self.alarm(f'{where}: {wrong}')
        if kind == 'TextsErased' and type(data) is dict and type(data.get('digests')) is list:
            self.erasures.update((stream, digest) for digest in data['digests'] if is_of(BYTES_32, digest))
        cited = citations([data]) if b'"$t":' in its_bytes else []
        if None not in cited:
            cited = sorted(set(cited))
        if type(texts) is not list or len(texts) != len(cited) or not all(map(is_text, texts, cited)):
            return self.alarm(f'{where}: its texts are not those that it cites')
        for digest, text in zip(cited, texts):
            self.count['texts' if 'text' in text else 'erased' if 'erased' in text else 'withheld'] += 1
            if 'text' in text:
                words = canonical([text['salt'], text['text']]).encode()
                if base64.urlsafe_b64encode(sha256(b'\2' + words).digest()).decode() != digest + '=':
                    self.alarm(f'{where}: its text {digest} was changed')
            elif 'erased' in text and (stream, digest) not in self.erasures:
                self.gone.write(json.dumps([where, stream, digest]) + '\n')  # as there may be too many for the memory
        if stream != 'log' and kind != 'TextsErased':
            self.learn(canonical(kind).encode(), data)
            self.learn('occurred', envelope['occurred'])
    def check_checkpoint(self, name, size, origin, root, signed, signatures):
        self.smaller = self.covered if self.covered < size else self.smaller
        if size > self.tree.size:
            self.alarm(f'checkpoint {name}: covers {size} entries, and there are {self.tree.size}')
        elif not self.keys.ids or origin != origin_of(self.keys.id_at(size)):
            self.alarm(f'checkpoint {name}: is of another log')
        elif not self.keys.have_signed(size, origin, signed, signatures):
            self.alarm(f'checkpoint {name}: is signed by no key of this log')
        elif not self.forked and root != self.roots[size]:
            self.forked = True
            self.alarm(f'checkpoint {name}: is not what stands at positions {self.smaller} to {size - 1}')
        elif not self.forked:
            self.covered = size
def verify(folder, kept):
    checkpoints, others = [], []
    paths = [(os.fsencode(path.name).decode(errors='replace'), path)
             for path in sorted(Path(folder, 'checkpoints').glob('*.txt'), key=os.fsencode)]
    for name, path in paths + ([('kept', kept)] if kept is not None else []):
        try:
            insist(name == 'kept' or path.is_file())
            checkpoints.append((name, *read_checkpoint(path)))
        except ValueError:
            others.append(name)
    checkpoints.sort(key=lambda checkpoint: checkpoint[1])  # by size; of one size, they stay as they are
    audit = Audit({size for _, size, *_ in checkpoints})
    with open(Path(folder, 'entries.jsonl'), 'rb') as lines, open(Path(folder, 'keys.txt'), 'rb') as key_lines:
        while (block := lines.read(BLOCK)) and audit.goes_on_after(audit.tree.size, block + lines.readline(LONGEST_LINE + 1)):
            pass
        audit.gone.seek(0)
        for where, stream, digest in map(json.loads, audit.gone):
            if (stream, digest) not in audit.erasures:
                audit.alarm(f'{where}: its text {digest} is gone without an erasure on record')
        for name in others:
            audit.alarm(f'checkpoint {name}: is not a checkpoint')
        for checkpoint in checkpoints:
            audit.check_checkpoint(*checkpoint)
        if not checkpoints:
            audit.alarm('no checkpoint is here')
        if not audit.keys.lines().issuperset(line.removesuffix(b'\n') for line in key_lines):
            audit.alarm('keys.txt: names a key that the log did not accept')
    counts = '{alone} as their leaf alone, {texts} texts, {erased} erased, {withheld} withheld'.format_map(audit.count)
    print(f'{"FAILED" if audit.failed else "OK"}: {audit.tree.size} entries, {counts}, {len(checkpoints)} checkpoints, '
          f'{audit.covered} entries covered', flush=True)
    return 1 if audit.failed else 0

if __name__ == '__main__':
    parser = argparse.ArgumentParser(usage='python3 verify.py FOLDER [--kept FILE]', allow_abbrev=False)
    parser.add_argument('folder')
    parser.add_argument('--kept')
    sys.stdout.reconfigure(encoding='utf-8', errors='backslashreplace')
    gc.disable()  # nothing here refers to itself
    try:
        sys.exit(verify(**vars(parser.parse_args())))
    except (OSError, MemoryError) as error:
        where = getattr(error, 'filename', None) or 'The folder'
        print(f'{where} cannot be read: {getattr(error, "strerror", None) or error}', file=sys.stderr)
        sys.exit(2)
