"""How lines of an export mostly look, for verify.py: what looks so is in its one spelling, and need not be parsed to know it."""
import re, sys

# A string is taken as whatever stands between quotation marks: that it has no escape and no control character is looked at apart.
ANY = '*+' if sys.version_info >= (3, 11) else '*'  # what is never given back takes less time; of groups, 3.11.2 does it wrongly
INTEGER, DIGEST = '(?:0|-?[1-9][0-9]{0,14})', '[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]'
STRING, HASH = f'"[^"]{ANY}"', '[^"]{43}'
WORDS = rf'"[^"]{ANY}(?:(?<=\\)"[^"]{ANY})*"'  # goes on after \", and is compared with what follows
WORDS_WITH_ESCAPES = re.compile(rb'"[^"\\]*(?:\\["\\bfnrt][^"\\]*)*"')
TOKEN = re.compile(r'"\$t":"[^"]*"|"[^"]*":?|[{}\[\]:,]|[^{}\[\]:,"]+')
ALL_BUT_CONTROL = bytes(range(32, 256))
def usual_line():
    item = f'{{[^{{}}]{ANY}}}'
    for _ in range(3):
        item = f'{{[^{{}}]{ANY}(?:{item}[^{{}}]{ANY})*}}'
    text = '{{"digest":"{}",(?:"salt":{},"text":{}|"withheld":true)}}'.format
    first, another = text(f'({HASH})', f'({STRING})', f'({WORDS})'), text(HASH, STRING, WORDS)
    envelope = (f'{{"actor":{STRING},"causation":N,"command":{STRING},"commandHash":{STRING},"correlation":N,"data":({item}),"e":1,'
                f'"enteredAt":N,"id":{STRING},"nonce":{STRING},"occurred":(null|{item}),"recorded":{STRING},"recordedAt":{STRING},'
                f'"revision":({INTEGER}),"stream":({STRING}),"type":({STRING}),"v":[1-9][0-9]{{0,14}}}}').replace(':N', f':(?:null|{STRING})')
    line = f'^{{"envelope":({envelope}),"leaf":"({HASH})","position":({INTEGER}),"texts":\\[(?:{first}((?:,{another})*))?\\]}}\n'
    return re.compile(line.encode(), re.MULTILINE), re.compile(first.encode())
USUAL, EACH_TEXT = usual_line()
def pattern_of(token):  # another value that is neither an object nor a list may be in its place
    if token.startswith('"$t"'):
        return rf'"\$t":"({DIGEST})"'
    return re.escape(token) if token in '{}[]:,' or token.endswith('":') else f'(?:{STRING}|null|true|false|{INTEGER})'
def pattern_for(text):  # of what has the same names and brackets as this canonical text, which has no escape
    return re.compile(TOKEN.sub(lambda token: pattern_of(token[0]), text).encode())
def is_utf8(lines):
    try:
        return lines.isascii() or lines.decode() is not None
    except ValueError:
        return False
