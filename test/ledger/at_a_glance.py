"""Asks verify.py of each line on its input, all at position 0, whether it is right at a glance, and if so in full: prints a letter for each.
`-` has to be looked at in full, `y` is right both ways, `n` is right at a glance only, which must not be."""
import contextlib, importlib.util, io, os, sys

sys.path.insert(0, os.path.dirname(sys.argv[1]))
spec = importlib.util.spec_from_file_location('verify', sys.argv[1])
verify = importlib.util.module_from_spec(spec)
spec.loader.exec_module(verify)
usual, told = {}, []
for line in sys.stdin.buffer:
    glance, full = verify.Audit(set()), verify.Audit(set())
    glance.usual = usual
    right = glance.is_right_at_a_glance(0, line)
    with contextlib.redirect_stdout(io.StringIO()):
        agrees = full.goes_on_after(0, line) and not full.failed
    # What was right is learned from, as in a whole log.
    for what, patterns in full.usual.items():
        usual.setdefault(what, [])
        usual[what] += patterns if len(usual[what]) < 20 else []
    same = agrees and (glance.due, glance.count, glance.tree.root()) == (full.due, full.count, full.tree.root()) if right else True
    told.append('-' if not right else 'y' if same else 'n')
print(''.join(told))
