"""How a line of an export mostly looks, for verify.py: what looks so is in its one spelling, and need not be parsed to know it."""
import re

# What a line that is right mostly looks like: its strings have no escape, but for words, and its numbers 15 digits at most.
INTEGER, DIGEST, SPECIAL = '(?:0|-?[1-9][0-9]{0,14})', '[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]', bytes(range(32)) + b'\\'
PLAIN, WORDS = r'"[^"\\\0-\x1f]*"', r'"[^"\\\0-\x1f]*(?:\\["\\bfnrt][^"\\\0-\x1f]*)*"'
TOKEN = re.compile(r'"\$t":"[^"]*"|"[^"]*":?|[{}\[\]:,]|[^{}\[\]:,"]+')
def usual_line(string, words):
    item = r'{[^{}]*}'
    for _ in range(3):
        item = '{[^{}]*(?:' + item + '[^{}]*)*}'
    text = '{{"digest":"{}",(?:"salt":{},"text":{}|"withheld":true)}}'.format
    first, another = text(f'({DIGEST})', f'({string})', f'({words})'), text(DIGEST, string, words)
    envelope = (f'{{"actor":{string},"causation":N,"command":{string},"commandHash":{string},"correlation":N,"data":({item}),"e":1,'
                f'"enteredAt":N,"id":{string},"nonce":{string},"occurred":(null|{item}),"recorded":{string},"recordedAt":{string},'
                f'"revision":({INTEGER}),"stream":({string}),"type":({string}),"v":[1-9][0-9]{{0,14}}}}').replace(':N', f':(?:null|{string})')
    line = f'{{"envelope":({envelope}),"leaf":"([^"]*)","position":({INTEGER}),"texts":\\[(?:{first}((?:,{another})*))?\\]}}\n'
    return re.compile(line.encode()), re.compile(first.encode())
USUAL, USUAL_WITHOUT_ESCAPES = usual_line(PLAIN, WORDS), usual_line('"[^"]*"', '"[^"]*"')
def pattern_of(token):  # another value that is neither an object nor a list may be in its place
    if token.startswith('"$t"'):
        return rf'"\$t":"({DIGEST})"'
    return re.escape(token) if token in '{}[]:,' or token.endswith('":') else f'(?:{PLAIN}|null|true|false|{INTEGER})'
def pattern_for(text):  # of what has the same names and brackets as this canonical text, which has no escape
    return re.compile(TOKEN.sub(lambda token: pattern_of(token[0]), text).encode())
def is_utf8(line):
    try:
        return line.isascii() or line.decode() is not None
    except ValueError:
        return False
